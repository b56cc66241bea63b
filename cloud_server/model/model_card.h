// SPDX-License-Identifier: Apache-2.0
// What the server says of its model in the hello: which numbers it computes with, and how fast.
#pragma once

#include "protocol/messages/hello.h"

#include "msao/engine/engine.h"
#include "msao/engine/plan.h"
#include "msao/engine/result.h"

#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>

namespace msao::cloud {

/// Reads every weight of the checkpoint once, for its hash.
engine::Result<protocol::ModelFingerprint> fingerprintOf(const engine::Engine& engine,
                                                         const std::filesystem::path& folder,
                                                         engine::WeightType weights, std::stop_token stop = {});

struct PassTime {
    double rows = 1;
    double ms = 0;
};

/// The corner between the time of one row and the line through the last two passes. `passes` are of ever more rows, the
/// first of one. Absent: fewer than two.
std::optional<protocol::PassRows> passRowsFrom(std::span<const PassTime> passes);

struct ModelProof {
    engine::DeviceCosts costs;
    std::optional<protocol::PassRows> rows;
    bool isMInvariant = false;  // on this machine, with these weights: tokens one by one, together, and beside others
};

/// A prompt, drafts and their verification, computed for real, compared and timed. An Error: this model answers nobody.
engine::Result<ModelProof> proveAndMeasure(engine::Engine& engine);

}  // namespace msao::cloud
