// SPDX-License-Identifier: Apache-2.0
// Trains the head for the relevance of modalities (Eq. 6) to say what the target's answer owes to each of them.
#pragma once

#include "evaluation/calibration/head_examples.h"
#include "evaluation/calibration/head_training.h"

#include "msao/engine/probe_heads.h"
#include "msao/engine/progress.h"

#include <span>

namespace msao::calibration {

struct TrainedModalHead {
    engine::ModalHead head;
    double temperature = 1;  // divides alpha; the one that fits held-out examples best
    // On held-out examples:
    double loss = 0;              // cross entropy of the shares
    double lossAlike = 0;         // and where all modalities count alike, as without a head
    double error = 0;             // how far beta lies from a modality's share, on average
    double errorAlike = 0;        // and where all count alike
    double calibrationError = 1;  // expected
};

/// Plain arithmetic in one thread: the same examples and seed give the same head. All examples are of one width, have
/// parts, and there are at least two. Cancelled between epochs.
engine::Result<TrainedModalHead> trainModalHead(std::span<const ModalExample> examples,
                                                const HeadTrainingOptions& options,
                                                const engine::Progress& progress = {});

}  // namespace msao::calibration
