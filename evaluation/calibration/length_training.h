// SPDX-License-Identifier: Apache-2.0
// Learns how long the target's answers are from the words of the question: ridge regression on the logarithm, and its
// level raised so that lengths are met in the mean, not their logarithms.
#pragma once

#include "evaluation/calibration/head_training.h"

#include "msao/engine/calibration.h"

#include <span>
#include <vector>

namespace msao::calibration {

struct LengthExample {
    std::vector<float> question;  // mean embedding of its words
    double tokens = 1;            // of the target's answer
    bool operator==(const LengthExample&) const = default;
};

struct TrainedLengthHead {
    engine::LengthHead head;
    // On held-out examples, the mean of |log(expected / true)| before the level is raised:
    double error = 0;
    double errorAlike = 0;  // where all questions are expected to have answers of one length
};

/// Of examples of one width; there are at least two. Solved, not descended to: the same examples give the same head.
TrainedLengthHead trainLengthHead(std::span<const LengthExample> examples, const HeadTrainingOptions& options);

}  // namespace msao::calibration
