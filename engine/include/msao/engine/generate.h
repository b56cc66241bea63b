// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/engine.h"
#include "msao/engine/sampling.h"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace msao::engine {

enum class StopReason { EndOfText, Length, StopString, Cancelled };

struct GenerateOptions {
    SamplingOptions sampling;
    std::int32_t maxNewTokens = 256;
    std::vector<std::string> stopStrings;
};

struct Answer {
    std::vector<TokenId> tokens;  // end-of-text included when it was drawn
    std::string text;
    StopReason reason = StopReason::Length;
};

/// Answers one prompt token by token. `onToken` is called on the calling thread; `stop` ends it within one token.
Result<Answer> generate(Engine& engine, Session& session, const Prompt& prompt, const GenerateOptions& options,
                        const std::function<void(TokenId)>& onToken, std::stop_token stop = {});

}  // namespace msao::engine
