// SPDX-License-Identifier: Apache-2.0
#include "engine/model/vision_layout.h"

#include <algorithm>
#include <map>
#include <utility>

namespace msao::engine {
namespace {

/// A rectangle of merge blocks inside one frame.
struct Window {
    std::int32_t row = 0, column = 0, height = 0, width = 0;
};

void append(std::vector<SegmentRun>& runs, std::int64_t count, std::int64_t length) {
    if (length == 0) return;  // nothing of it is kept
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
    /// `stays`: one bit per block of all frames.
    LayoutBuilder(const VisionConfig& config, std::int32_t windowSide, std::vector<bool> stays)
        : m_merge(config.spatialMergeSize), m_windowSide(windowSide), m_stays(std::move(stays)) {}

    void addFrame(std::int32_t height, std::int32_t width) {
        const std::int64_t patchesPerBlock = std::int64_t{m_merge} * m_merge;
        // Without window attention, each frame is one window that covers it: the order stays as it was.
        const std::int32_t side = m_windowSide > 0 ? m_windowSide : std::max(height, width);
        std::int64_t frameBlocks = 0;
        for (const Window& window : windowsOf(height, width, side)) {
            const std::int64_t blocks = addWindow(window, width);
            if (m_windowSide > 0) append(m_layout.windows, 1, blocks * patchesPerBlock);
            frameBlocks += blocks;
        }
        append(m_layout.frames, 1, frameBlocks * patchesPerBlock);
        m_firstBlock += std::int64_t{height} * width;
    }

    VisionLayout finish() && { return std::move(m_layout); }

private:
    /// How many of its blocks stay.
    std::int64_t addWindow(const Window& window, std::int32_t frameWidth) {
        std::int64_t added = 0;
        for (std::int32_t r = window.row; r < window.row + window.height; ++r) {
            for (std::int32_t c = window.column; c < window.column + window.width; ++c) {
                const std::int64_t block = m_firstBlock + std::int64_t{r} * frameWidth + c;
                if (!m_stays[static_cast<std::size_t>(block)]) continue;
                m_layout.blockOrder.push_back(block);
                addPatches(r, c);
                ++added;
            }
        }
        return added;
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
    std::vector<bool> m_stays;
};

std::size_t blockCount(std::span<const PatchGrid> grids, const VisionConfig& config) {
    std::int64_t blocks = 0;
    for (const PatchGrid& grid : grids) blocks += grid.tokens(config.spatialMergeSize);
    return static_cast<std::size_t>(blocks);
}

VisionLayout layoutOf(std::span<const PatchGrid> grids, ModelFamily family, const VisionConfig& config,
                      std::vector<bool> stays) {
    const std::int32_t merge = config.spatialMergeSize;
    const std::int32_t side =
        family == ModelFamily::Qwen2_5VL ? std::max(1, config.windowSize / merge / config.patchSize) : 0;
    LayoutBuilder builder(config, side, std::move(stays));
    for (const PatchGrid& grid : grids) {
        for (std::int32_t t = 0; t < grid.time; ++t) builder.addFrame(grid.height / merge, grid.width / merge);
    }
    return std::move(builder).finish();
}

}  // namespace

VisionLayout visionLayout(std::span<const PatchGrid> grids, ModelFamily family, const VisionConfig& config) {
    return layoutOf(grids, family, config, std::vector<bool>(blockCount(grids, config), true));
}

VisionLayout visionLayout(std::span<const PatchGrid> grids, ModelFamily family, const VisionConfig& config,
                          std::span<const std::int64_t> keptBlocks) {
    std::vector<bool> stays(blockCount(grids, config), false);
    for (const std::int64_t block : keptBlocks) stays[static_cast<std::size_t>(block)] = true;
    return layoutOf(grids, family, config, std::move(stays));
}

}  // namespace msao::engine
