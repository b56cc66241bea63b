// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/engine.h"
#include "msao/engine/sampling.h"

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace msao::engine {

enum class StopReason { EndOfText, Length, StopString, Cancelled };

struct GenerateOptions {
    SamplingOptions sampling;
    std::int32_t maxNewTokens = 256;       // at least 1
    std::vector<std::string> stopStrings;  // looked for in the bytes of the answer; empty ones are passed over
    /// Told on the calling thread how far the prompt is read; at last 1.
    std::function<void(double fraction, std::string_view what)> onReading = [](double, std::string_view) {};
};

struct Answer {
    std::vector<TokenId> tokens;  // end-of-text included when it was drawn
    std::string text;             // without special tokens; ends before the stop string
    StopReason reason = StopReason::Length;
};

/// Answers one prompt token by token. `onToken` is called on the calling thread; `stop` ends it within one token, and
/// within one layer of a prompt that is being read, which is Error Cancelled. Where the KV cache is full the answer
/// ends with reason Length. The session then holds the prompt and all tokens but the last; after an Error, as much as
/// was computed: nothing new if the prompt was refused.
Result<Answer> generate(Engine& engine, Session& session, const Prompt& prompt, const GenerateOptions& options,
                        const std::function<void(TokenId)>& onToken, std::stop_token stop = {});

}  // namespace msao::engine
