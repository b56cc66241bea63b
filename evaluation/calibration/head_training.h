// SPDX-License-Identifier: Apache-2.0
// Trains a spatial head of the probe (Eq. 3) to say where the target looks. Plain arithmetic in one thread: the same
// examples and seed give the same head.
#pragma once

#include "evaluation/calibration/head_examples.h"

#include "msao/engine/probe_heads.h"
#include "msao/engine/progress.h"

#include <cstdint>
#include <span>
#include <vector>

namespace msao::calibration {

struct HeadTrainingOptions {
    std::int32_t epochs = 30;
    double heldOutShare = 0.2;   // of the examples: never learnt from, they say when to stop
    double learningRate = 3e-3;  // of Adam; falls to nothing along a cosine
    double weightDecay = 1e-2;   // towards zero, apart from the gradient
    std::size_t batch = 8;       // examples, with all of their tokens
    std::uint64_t seed = 1;
};

struct TrainedHead {
    engine::SpatialHead head;
    // On held-out examples:
    double loss = 0;              // cross entropy
    double calibrationError = 1;  // how far predictions lie from labels where they are alike, expected
    double attentionKept = 0;     // of the target's attention, on the more important half of a medium's tokens
};

/// All examples have features of one width and prompts of one width, and there are at least two. Cancelled between
/// epochs.
engine::Result<TrainedHead> trainHead(std::span<const HeadExample> examples, const HeadTrainingOptions& options,
                                      const engine::Progress& progress = {});

}  // namespace msao::calibration
