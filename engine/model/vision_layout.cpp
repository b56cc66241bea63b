// SPDX-License-Identifier: Apache-2.0
#include "engine/model/vision_layout.h"

#include <algorithm>
#include <map>

namespace msao::engine {
namespace {

/// A rectangle of merge blocks inside one frame.
struct Window {
    std::int32_t row = 0, column = 0, height = 0, width = 0;
};

void append(std::vector<SegmentRun>& runs, std::int64_t count, std::int64_t length) {
    if (!runs.empty() && runs.back().length == length) {
        runs.back().count += count;
    } else {
        runs.push_back({count, length});
    }
}

/// Windows of one frame, those of one size together: at most four sizes (inside, right edge, bottom edge, corner), so
/// each size becomes one batched attention.
std::vector<Window> windowsOf(std::int32_t height, std::int32_t width, std::int32_t side) {
    std::map<std::int64_t, std::vector<Window>, std::greater<>> bySize;
    for (std::int32_t row = 0; row < height; row += side) {
        for (std::int32_t column = 0; column < width; column += side) {
            const Window window{row, column, std::min(side, height - row), std::min(side, width - column)};
            bySize[std::int64_t{window.height} * window.width].push_back(window);
        }
    }
    std::vector<Window> windows;
    for (const auto& [size, same] : bySize) windows.insert(windows.end(), same.begin(), same.end());
    return windows;
}

/// Adds frames one after another.
class LayoutBuilder {
public:
    LayoutBuilder(const VisionConfig& config, std::int32_t windowSide)
        : m_merge(config.spatialMergeSize), m_windowSide(windowSide) {}

    void addFrame(std::int32_t height, std::int32_t width) {
        const std::int64_t patchesPerBlock = std::int64_t{m_merge} * m_merge;
        const std::int64_t blocks = std::int64_t{height} * width;
        append(m_layout.frames, 1, blocks * patchesPerBlock);
        // Without window attention, each frame is one window that covers it: the order stays as it was.
        const std::int32_t side = m_windowSide > 0 ? m_windowSide : std::max(height, width);
        for (const Window& window : windowsOf(height, width, side)) {
            if (m_windowSide > 0)
                append(m_layout.windows, 1, std::int64_t{window.height} * window.width * patchesPerBlock);
            addWindow(window, width);
        }
        m_firstBlock += blocks;
    }

    VisionLayout finish() && { return std::move(m_layout); }

private:
    void addWindow(const Window& window, std::int32_t frameWidth) {
        for (std::int32_t r = window.row; r < window.row + window.height; ++r) {
            for (std::int32_t c = window.column; c < window.column + window.width; ++c) {
                m_layout.blockOrder.push_back(m_firstBlock + std::int64_t{r} * frameWidth + c);
                addPatches(r, c);
            }
        }
    }

    void addPatches(std::int32_t blockRow, std::int32_t blockColumn) {
        for (std::int32_t r = 0; r < m_merge; ++r) {
            for (std::int32_t c = 0; c < m_merge; ++c) {
                m_layout.rows.push_back(blockRow * m_merge + r);
                m_layout.columns.push_back(blockColumn * m_merge + c);
            }
        }
    }

    VisionLayout m_layout;
    std::int32_t m_merge;
    std::int32_t m_windowSide;  // in merge blocks; 0: no window attention
    std::int64_t m_firstBlock = 0;
};

}  // namespace

VisionLayout visionLayout(std::span<const PatchGrid> grids, ModelFamily family, const VisionConfig& config) {
    const std::int32_t merge = config.spatialMergeSize;
    const std::int32_t side =
        family == ModelFamily::Qwen2_5VL ? std::max(1, config.windowSize / merge / config.patchSize) : 0;
    LayoutBuilder builder(config, side);
    for (const PatchGrid& grid : grids) {
        for (std::int32_t t = 0; t < grid.time; ++t) builder.addFrame(grid.height / merge, grid.width / merge);
    }
    return std::move(builder).finish();
}

}  // namespace msao::engine
