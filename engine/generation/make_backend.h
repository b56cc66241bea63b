// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/decode/decode_backend.h"
#include "engine/decode/language_weights.h"
#include "msao/engine/checkpoint.h"
#include "msao/engine/engine.h"

#include <memory>

namespace msao::engine {

/// The decode step on the device that the options name. A device that this build or machine lacks is an Error in words.
Result<std::unique_ptr<DecodeBackend>> makeBackend(const Checkpoint& checkpoint, const LanguageWeights& weights,
                                                   int threads, const LoadOptions& options);

}  // namespace msao::engine
