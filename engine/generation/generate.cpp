// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/generate.h"

#include "msao/engine/progress.h"

#include <algorithm>
#include <array>

namespace msao::engine {
namespace {

/// Where the earliest stop string begins in the text, or npos.
std::size_t findStop(const std::string& text, const std::vector<std::string>& stopStrings) {
    std::size_t first = std::string::npos;
    for (const std::string& stop : stopStrings) {
        if (!stop.empty()) first = std::min(first, text.find(stop));
    }
    return first;
}

bool endsAnswer(TokenId token, const std::vector<TokenId>& endOfText) {
    return std::find(endOfText.begin(), endOfText.end(), token) != endOfText.end();
}

/// What decides, after each token, whether the answer goes on.
std::optional<StopReason> reasonToStop(const Answer& answer, const std::string& bytes, const GenerateOptions& options,
                                       const std::vector<TokenId>& endOfText) {
    if (endsAnswer(answer.tokens.back(), endOfText)) return StopReason::EndOfText;
    if (findStop(bytes, options.stopStrings) != std::string::npos) return StopReason::StopString;
    if (static_cast<std::int32_t>(answer.tokens.size()) >= options.maxNewTokens) return StopReason::Length;
    return std::nullopt;
}

}  // namespace

Result<Answer> generate(Engine& engine, Session& session, const Prompt& prompt, const GenerateOptions& options,
                        const std::function<void(TokenId)>& onToken, std::stop_token stop) {
    if (options.maxNewTokens < 1)
        return Error{ErrorCode::InvalidArgument, "the number of new tokens must be at least 1"};
    MSAO_TRY(Logits logits, engine.prefill(session, prompt, LogitRows::Last, Progress{options.onReading, stop}));
    const std::vector<TokenId>& endOfText = engine.config().generation.endOfText;
    std::vector<TokenId> history = prompt.tokens;
    std::string bytes;
    Answer answer;
    while (true) {
        const TokenId token =
            sampleToken(logits.row(0), engine.tokenEnd(), options.sampling, history, session.length());
        answer.tokens.push_back(token);
        history.push_back(token);
        bytes += engine.tokenizer().bytes(token);
        onToken(token);
        if (const auto reason = reasonToStop(answer, bytes, options, endOfText)) {
            answer.reason = *reason;
            break;
        }
        if (stop.stop_requested()) {
            answer.reason = StopReason::Cancelled;
            break;
        }
        const DecodeRequest request{&session, std::span(&token, 1)};
        const Status decoded = engine.decode(std::span(&request, 1), logits);
        // The KV cache is full: the answer can be no longer, and what there is of it holds.
        if (!decoded && decoded.error().code == ErrorCode::LimitExceeded) break;
        MSAO_CHECK(decoded);
    }
    answer.text = engine.tokenizer().decode(answer.tokens);
    if (const std::size_t end = findStop(answer.text, options.stopStrings); end != std::string::npos)
        answer.text.resize(end);
    return answer;
}

}  // namespace msao::engine
