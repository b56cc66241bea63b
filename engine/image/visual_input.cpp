// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/visual_input.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>

namespace msao::engine {
namespace {

constexpr int kChannels = 3;
constexpr int kLevels = 256;

// 524,288 patches are 131,072 tokens of 2x2 patches: four times the longest context of the models, 2.5 GB of floats.
constexpr std::int64_t kMaxPatches = 524'288;

using LevelTable = std::array<std::array<float, kLevels>, kChannels>;

// The reference normalises in float32 as (level - 255 mean) / (255 deviation); a table gives the same bits.
LevelTable normalisedLevels(const PreprocessorConfig& config) {
    LevelTable table{};
    for (std::size_t channel = 0; channel < kChannels; ++channel) {
        const float mean = config.mean[channel] * 255.0f;
        const float deviation = config.deviation[channel] * 255.0f;
        for (std::size_t level = 0; level < kLevels; ++level) {
            table[channel][level] = (float(level) - mean) / deviation;
        }
    }
    return table;
}

Status checkConfig(const PreprocessorConfig& config, const VisionConfig& vision) {
    constexpr int kMaxSide = 1024;  // far above every published model; keeps the products below in range
    for (const std::int32_t side : {vision.patchSize, vision.spatialMergeSize, vision.temporalPatchSize}) {
        if (side <= 0 || side > kMaxSide) {
            return Error{ErrorCode::InvalidArgument,
                         "patch, merge and temporal patch sizes must be 1 to 1024, one is " + std::to_string(side)};
        }
    }
    if (vision.inChannels != kChannels) {
        return Error{ErrorCode::InvalidArgument,
                     "the vision tower must read 3 channels, it reads " + std::to_string(vision.inChannels)};
    }
    for (std::size_t channel = 0; channel < kChannels; ++channel) {
        if (!std::isfinite(config.mean[channel]) || !std::isfinite(config.deviation[channel]) ||
            config.deviation[channel] <= 0.0f) {
            return Error{ErrorCode::InvalidArgument, "image mean and deviation must be finite, the deviation positive"};
        }
    }
    return Done{};
}

Status checkImage(const RgbImage& image) {
    const bool positive = image.width > 0 && image.height > 0;
    if (!positive || std::int64_t{image.width} * image.height > kMaxImagePixels ||
        image.pixels.size() != std::size_t(image.width) * std::size_t(image.height) * kChannels) {
        return Error{ErrorCode::InvalidArgument, "an image of " + std::to_string(image.width) + "x" +
                                                     std::to_string(image.height) + " pixels with " +
                                                     std::to_string(image.pixels.size()) + " bytes is not valid RGB"};
    }
    return Done{};
}

// Writes one frame of one time step into the patches, at place `frame` of each patch's temporalPatchSize.
class PatchWriter {
public:
    PatchWriter(const LevelTable& levels, const VisionConfig& vision)
        : m_levels(levels),
          m_patch(std::size_t(vision.patchSize)),
          m_merge(std::size_t(vision.spatialMergeSize)),
          m_frames(std::size_t(vision.temporalPatchSize)) {}

    // Patch order: block row, block column, row in block, column in block.
    void write(const RgbImage& image, std::size_t frame, float* patches) const {
        const std::size_t block = m_patch * m_merge;
        const std::size_t blockRows = std::size_t(image.height) / block;
        const std::size_t blockColumns = std::size_t(image.width) / block;
        for (std::size_t row = 0; row < blockRows; ++row) {
            for (std::size_t column = 0; column < blockColumns; ++column) {
                for (std::size_t i = 0; i < m_merge * m_merge; ++i) {
                    writePatch(image, row * block + i / m_merge * m_patch, column * block + i % m_merge * m_patch,
                               frame, patches);
                    patches += kChannels * m_frames * m_patch * m_patch;
                }
            }
        }
    }

private:
    // Value order inside a patch: channel, frame, row, column.
    void writePatch(const RgbImage& image, std::size_t top, std::size_t left, std::size_t frame, float* patch) const {
        const std::size_t rowBytes = std::size_t(image.width) * kChannels;
        for (std::size_t channel = 0; channel < kChannels; ++channel) {
            const auto& levels = m_levels[channel];
            float* out = patch + (channel * m_frames + frame) * m_patch * m_patch;
            for (std::size_t y = 0; y < m_patch; ++y) {
                const std::uint8_t* in = &image.pixels[(top + y) * rowBytes + left * kChannels + channel];
                for (std::size_t x = 0; x < m_patch; ++x) *out++ = levels[in[x * kChannels]];
            }
        }
    }

    const LevelTable& m_levels;
    std::size_t m_patch;
    std::size_t m_merge;
    std::size_t m_frames;
};

struct PixelLimits {
    std::int64_t least = 0;
    std::int64_t most = 0;
};

Result<ImageSize> targetSize(const RgbImage& image, PixelLimits limits, const VisionConfig& vision) {
    return smartResize({image.width, image.height}, vision.patchSize * vision.spatialMergeSize, limits.least,
                       limits.most);
}

Result<VisualInput> emptyInput(VisualKind kind, std::size_t frames, ImageSize size, const VisionConfig& vision) {
    const std::size_t step = std::size_t(vision.temporalPatchSize);
    VisualInput input;
    input.kind = kind;
    input.grid.time = std::int32_t((frames + step - 1) / step);
    input.grid.height = size.height / vision.patchSize;
    input.grid.width = size.width / vision.patchSize;
    const std::int64_t values = input.grid.patches() * vision.patchValues();
    // 1,176 values a patch at the published sizes; other patch sizes are held to the same memory.
    if (input.grid.patches() > kMaxPatches || values > kMaxPatches * 1'176) {
        return Error{ErrorCode::LimitExceeded, "the picture or clip makes " + std::to_string(input.grid.patches()) +
                                                   " patches, at most " + std::to_string(kMaxPatches) +
                                                   " are read: use fewer frames or a smaller picture"};
    }
    input.patches.resize(std::size_t(values));
    return input;
}

// Frames of one size; the last is repeated until the time steps are full.
Result<VisualInput> visualInput(VisualKind kind, std::span<const RgbImage> frames, PixelLimits limits,
                                const PreprocessorConfig& config, const VisionConfig& vision) {
    MSAO_CHECK(checkConfig(config, vision));
    for (const RgbImage& frame : frames) MSAO_CHECK(checkImage(frame));
    MSAO_TRY(const ImageSize size, targetSize(frames.front(), limits, vision));
    MSAO_TRY(VisualInput input, emptyInput(kind, frames.size(), size, vision));
    const LevelTable levels = normalisedLevels(config);
    const PatchWriter writer(levels, vision);
    const std::size_t step = std::size_t(vision.temporalPatchSize);
    const std::size_t stepValues =
        std::size_t(input.grid.height) * std::size_t(input.grid.width) * std::size_t(vision.patchValues());
    RgbImage resized;
    for (std::size_t i = 0; i < std::size_t(input.grid.time) * step; ++i) {
        if (i < frames.size()) resized = resizeBicubic(frames[i], size);
        writer.write(resized, i % step, input.patches.data() + i / step * stepValues);
    }
    return input;
}

}  // namespace

Result<VisualInput> imageInput(const RgbImage& image, const PreprocessorConfig& config, const VisionConfig& vision) {
    return visualInput(VisualKind::Image, {&image, 1}, {config.minPixels, config.maxPixels}, config, vision);
}

Result<VisualInput> videoInput(const RgbClip& clip, const PreprocessorConfig& config, const VisionConfig& vision) {
    if (clip.frames.empty()) return Error{ErrorCode::InvalidArgument, "a clip needs at least one frame"};
    if (clip.frames.size() > kMaxClipFrames) {
        return Error{ErrorCode::LimitExceeded, "a clip of " + std::to_string(clip.frames.size()) +
                                                   " frames is too long, at most " + std::to_string(kMaxClipFrames) +
                                                   " are read"};
    }
    if (!std::isfinite(clip.framesPerSecond) || clip.framesPerSecond <= 0.0) {
        return Error{ErrorCode::InvalidArgument, "a clip's frames per second must be positive"};
    }
    const auto sameSize = [&](const RgbImage& frame) {
        return frame.width == clip.frames.front().width && frame.height == clip.frames.front().height;
    };
    if (!std::ranges::all_of(clip.frames, sameSize)) {
        return Error{ErrorCode::InvalidArgument, "all frames of a clip must have one size"};
    }
    MSAO_TRY(VisualInput input, visualInput(VisualKind::Video, clip.frames,
                                            {config.videoMinPixels, config.videoMaxPixels}, config, vision));
    input.secondsPerGridStep = double(vision.temporalPatchSize) / clip.framesPerSecond;
    return input;
}

}  // namespace msao::engine
