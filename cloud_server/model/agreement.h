// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/engine.h"
#include "msao/engine/ids.h"
#include "msao/engine/result.h"

#include <cstddef>
#include <vector>

namespace msao::cloud {

/// What a model that is computed elsewhere drew behind a prompt, the likeliest tokens.
struct DrawnSample {
    std::vector<engine::TokenId> prompt;
    std::vector<engine::TokenId> drawn;  // never more than a decode step reads
};

/// How many of them this model would have drawn at their places, too.
engine::Result<std::size_t> agreedTokens(engine::Engine& model, const DrawnSample& sample);

}  // namespace msao::cloud
