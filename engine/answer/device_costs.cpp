// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/device_costs.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace msao::engine {
namespace {

constexpr std::size_t kPromptTokens = 32;
constexpr std::size_t kManyTokens = 8;

template <typename Work>
Result<double> timedMs(const TraceClock& clock, Work work) {
    const TraceTime began = clock();
    if (const Status status = work(); !status) return status.error();
    return std::chrono::duration<double, std::milli>(clock() - began).count();
}

}  // namespace

Result<DeviceCosts> measureDeviceCosts(Engine& engine, const TraceClock& clock) {
    Session session = engine.newSession();
    const std::vector<TokenId> tokens(kPromptTokens, TokenId{0});
    MSAO_TRY(const Prompt prompt, buildPrompt(tokens, {}, {}, engine.config()));
    MSAO_TRY(const double promptMs, timedMs(clock, [&]() -> Status {
                 MSAO_TRY([[maybe_unused]] const Logits logits, engine.prefill(session, prompt));
                 return Done{};
             }));
    const auto decodeMs = [&](std::size_t count) {
        return timedMs(clock, [&] {
            const DecodeRequest request{&session, std::span(tokens).first(count)};
            Logits logits;
            return engine.decode({&request, 1}, logits);
        });
    };
    // The first step finds weights and caches cold.
    MSAO_TRY([[maybe_unused]] const double coldMs, decodeMs(1));
    MSAO_TRY(const double oneMs, decodeMs(1));
    MSAO_TRY(const double manyMs, decodeMs(kManyTokens));
    return DeviceCosts{oneMs, std::max(0.0, (manyMs - oneMs) / (kManyTokens - 1)), promptMs / kPromptTokens, 0};
}

Result<double> measureLayersMs(Engine& engine, std::int32_t cut, const TraceClock& clock) {
    Session session = engine.newSession();
    MSAO_TRY(const Prompt prompt,
             buildPrompt(std::vector<TokenId>(kPromptTokens, TokenId{0}), {}, {}, engine.config()));
    MSAO_TRY([[maybe_unused]] const FeatureRows rows, engine.prefillLower(session, prompt, cut));
    const auto stepMs = [&] {
        return timedMs(clock, [&]() -> Status {
            MSAO_TRY([[maybe_unused]] const FeatureRows row, engine.decodeLower(session, TokenId{0}, cut));
            return Done{};
        });
    };
    MSAO_TRY([[maybe_unused]] const double coldMs, stepMs());
    MSAO_TRY(const double lowerMs, stepMs());
    return lowerMs * engine.config().text.layerCount / cut;
}

}  // namespace msao::engine
