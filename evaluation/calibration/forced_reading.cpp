// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/forced_reading.h"

#include "msao/engine/sampling.h"

#include <algorithm>
#include <utility>

namespace msao::calibration {

using namespace engine;

namespace {

ForcedToken forcedToken(std::span<const float> logits, const Engine& engine) {
    const auto end = logits.begin() + engine.tokenEnd();
    const auto likeliest = static_cast<std::int32_t>(std::max_element(logits.begin(), end) - logits.begin());
    return {TokenId{likeliest}, normalisedEntropy(logits, engine.tokenEnd())};
}

}  // namespace

Result<std::vector<ForcedToken>> readForced(Engine& engine, const Prompt& prompt, std::span<const TokenId> answer,
                                            std::stop_token stop) {
    Session session = engine.newSession();
    MSAO_TRY(Logits logits, engine.prefill(session, prompt, LogitRows::Last, std::move(stop)));
    std::vector<ForcedToken> tokens = {forcedToken(std::as_const(logits).row(0), engine)};
    while (tokens.size() < answer.size()) {
        const std::size_t count = std::min<std::size_t>(answer.size() - tokens.size(), kMaxDecodeTokens);
        const DecodeRequest request{&session, answer.subspan(tokens.size() - 1, count)};
        MSAO_CHECK(engine.decode({&request, 1}, logits));
        for (std::size_t row = 0; row < count; ++row)
            tokens.push_back(forcedToken(std::as_const(logits).row(static_cast<std::int64_t>(row)), engine));
    }
    return tokens;
}

}  // namespace msao::calibration
