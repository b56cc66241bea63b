// SPDX-License-Identifier: Apache-2.0
#include "engine/model/visual_pads.h"

#include "msao/engine/prompt.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace msao::engine {
namespace {

constexpr std::int64_t kPositionLimit = std::numeric_limits<std::int32_t>::max();

Error positionOverflow() {
    return {ErrorCode::LimitExceeded, "the prompt's M-RoPE positions exceed 2^31 - 1"};
}

/// Distance in time of two grid steps. Images and Qwen2-VL count steps; Qwen2.5-VL videos count in tokens per second.
/// Float32, as the reference computes it: the truncation below depends on its rounding.
float timeInterval(const VisualInput& visual, const ModelConfig& config) {
    if (config.family == ModelFamily::Qwen2VL || visual.kind == VisualKind::Image) return 1.0f;
    return static_cast<float>(config.vision.tokensPerSecond) * static_cast<float>(visual.secondsPerGridStep);
}

/// Lays out tokens from left to right and remembers where the next one goes.
class Layout {
public:
    Layout(const ModelConfig& config, std::int32_t firstPosition)
        : m_config(config), m_next(firstPosition), m_end(firstPosition) {}

    Status addText() {
        if (m_next >= kPositionLimit) return positionOverflow();
        const auto position = static_cast<std::int32_t>(m_next);
        m_positions.push_back({position, position, position});
        m_end = std::max(m_end, ++m_next);
        return Done{};
    }

    Status addVisual(const VisualInput& visual) {
        const std::int32_t merge = m_config.vision.spatialMergeSize;
        const float interval = timeInterval(visual, m_config);
        const std::int32_t height = visual.grid.height / merge;
        const std::int32_t width = visual.grid.width / merge;
        const float lastTime = static_cast<float>(visual.grid.time - 1) * interval;
        const bool fits = std::isfinite(lastTime) && lastTime >= 0.0f &&
                          lastTime < static_cast<float>(kPositionLimit / 2) && m_next < kPositionLimit / 2;
        if (!fits) return positionOverflow();

        for (std::int32_t t = 0; t < visual.grid.time; ++t) {
            const auto time = m_next + static_cast<std::int64_t>(static_cast<float>(t) * interval);
            m_end = std::max(m_end, time + 1);
            for (std::int32_t h = 0; h < height; ++h) {
                for (std::int32_t w = 0; w < width; ++w) {
                    m_positions.push_back({static_cast<std::int32_t>(time), static_cast<std::int32_t>(m_next + h),
                                           static_cast<std::int32_t>(m_next + w)});
                }
            }
        }
        // What follows in the same prompt stands after the larger side of the picture, even when the clip lasts longer;
        // the first generated token stands after everything (transformers' rope delta). Both as the reference has it.
        m_next += std::max(height, width);
        m_end = std::max(m_end, m_next);
        return Done{};
    }

    Result<RopeLayout> finish() && {
        if (m_end > kPositionLimit) return positionOverflow();
        return RopeLayout{std::move(m_positions), static_cast<std::int32_t>(m_end)};
    }

private:
    const ModelConfig& m_config;
    std::vector<RopePosition> m_positions;
    std::int64_t m_next;  // where the next token of this prompt goes
    std::int64_t m_end;   // one past the largest coordinate so far
};

}  // namespace

Result<RopeLayout> ropeLayout(std::span<const TokenId> expandedTokens, std::span<const VisualInput> visuals,
                              const ModelConfig& config, std::int32_t firstPosition) {
    if (firstPosition < 0)
        return Error{ErrorCode::InvalidArgument, "first position " + std::to_string(firstPosition) + " is negative"};
    Layout layout(config, firstPosition);
    std::size_t nextVisual = 0;
    for (std::size_t i = 0; i < expandedTokens.size();) {
        if (!isVisualPad(expandedTokens[i], config)) {
            MSAO_CHECK(layout.addText());
            ++i;
            continue;
        }
        if (nextVisual == visuals.size()) return tooManyPads(i, visuals.size());
        const VisualInput& visual = visuals[nextVisual];
        MSAO_TRY(const std::int64_t count, visualTokens(visual, nextVisual, config));
        MSAO_CHECK(expectPads(expandedTokens, i, count, nextVisual, visual.kind, config));
        MSAO_CHECK(layout.addVisual(visual));
        i += static_cast<std::size_t>(count);
        ++nextVisual;
    }
    if (nextVisual != visuals.size()) return tooFewPads(nextVisual, visuals.size());
    return std::move(layout).finish();
}

}  // namespace msao::engine
