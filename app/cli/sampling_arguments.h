// SPDX-License-Identifier: GPL-3.0-or-later
// The options by which a command draws tokens.
#pragma once

#include "msao/engine/model_config.h"
#include "msao/engine/sampling.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <optional>

namespace msao::app {

/// What was not said on the command line is as the checkpoint's generation_config asks; but a temperature that was said
/// draws from all tokens, unless top-k or top-p was said too.
struct SamplingArguments {
    std::optional<double> temperature;
    std::optional<std::int32_t> topK;
    std::optional<double> topP;
    std::optional<double> repetitionPenalty;
    std::uint64_t seed = 0;
    bool greedy = false;

    void addTo(CLI::App& command);
    engine::SamplingOptions resolve(const engine::GenerationDefaults& defaults) const;
};

}  // namespace msao::app
