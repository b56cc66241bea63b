// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/forced_reading.h"

#include "msao/engine/sampling.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace msao::calibration {

using namespace engine;

namespace {

ForcedToken forcedToken(std::span<const float> logits) {
    const auto likeliest = static_cast<std::int32_t>(std::ranges::max_element(logits) - logits.begin());
    return {TokenId{likeliest}, normalisedEntropy(logits, static_cast<std::int32_t>(logits.size()))};
}

std::vector<float> logProbabilities(std::span<const float> logits) {
    const double most = *std::ranges::max_element(logits);
    double sum = 0;
    for (const float value : logits) sum += std::exp(value - most);
    const double all = most + std::log(sum);
    std::vector<float> logs;
    logs.reserve(logits.size());
    for (const float value : logits) logs.push_back(static_cast<float>(value - all));
    return logs;
}

/// What `read` makes of the logits of every position; those of tokens that no text has are left out.
template <typename Item>
Result<std::vector<Item>> readEach(Engine& engine, const Prompt& prompt, std::span<const TokenId> answer,
                                   std::stop_token stop, Item (*read)(std::span<const float>)) {
    const auto vocabulary = static_cast<std::size_t>(engine.tokenEnd());
    Session session = engine.newSession();
    MSAO_TRY(Logits logits, engine.prefill(session, prompt, LogitRows::Last, std::move(stop)));
    const auto item = [&](std::int64_t row) { return read(std::as_const(logits).row(row).first(vocabulary)); };
    std::vector<Item> items = {item(0)};
    while (items.size() < answer.size()) {
        const std::size_t count = std::min<std::size_t>(answer.size() - items.size(), kMaxDecodeTokens);
        const DecodeRequest request{&session, answer.subspan(items.size() - 1, count)};
        MSAO_CHECK(engine.decode({&request, 1}, logits));
        for (std::size_t row = 0; row < count; ++row) items.push_back(item(static_cast<std::int64_t>(row)));
    }
    return items;
}

}  // namespace

Result<std::vector<ForcedToken>> readForced(Engine& engine, const Prompt& prompt, std::span<const TokenId> answer,
                                            std::stop_token stop) {
    return readEach<ForcedToken>(engine, prompt, answer, std::move(stop), forcedToken);
}

Result<std::vector<std::vector<float>>> readDistributions(Engine& engine, const Prompt& prompt,
                                                          std::span<const TokenId> answer, std::stop_token stop) {
    return readEach<std::vector<float>>(engine, prompt, answer, std::move(stop), logProbabilities);
}

}  // namespace msao::calibration
