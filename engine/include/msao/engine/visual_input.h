// SPDX-License-Identifier: Apache-2.0
// An image or clip as the vision tower reads it.
#pragma once

#include "msao/engine/image.h"
#include "msao/engine/model_config.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <vector>

namespace msao::engine {

/// Patches along time, height and width. One language token covers mergeSize x mergeSize patches of one time step.
struct PatchGrid {
    std::int32_t time = 1;
    std::int32_t height = 0;
    std::int32_t width = 0;

    std::int64_t patches() const { return std::int64_t{time} * height * width; }
    std::int64_t tokens(std::int32_t mergeSize) const { return patches() / (std::int64_t{mergeSize} * mergeSize); }
    bool operator==(const PatchGrid&) const = default;
};

enum class VisualKind { Image, Video };

/// Normalised patches in the vision tower's order (merge blocks of 2x2 patches stand together), as transformers'
/// `pixel_values`: [grid.patches(), channels * temporalPatchSize * patchSize * patchSize], float32.
struct VisualInput {
    VisualKind kind = VisualKind::Image;
    PatchGrid grid;
    std::vector<float> patches;
    double secondsPerGridStep =
        1.0;  // video only: temporalPatchSize / sampled frames per second (Qwen2.5-VL positions)
};

/// The size an image is resized to: multiples of `factor` with an area in [minPixels, maxPixels], aspect kept.
struct ImageSize {
    int width = 0;
    int height = 0;
    bool operator==(const ImageSize&) const = default;
};
Result<ImageSize> smartResize(ImageSize size, int factor, std::int64_t minPixels, std::int64_t maxPixels);

/// Bicubic with antialiasing on 8-bit levels, as the reference preprocessing does it.
RgbImage resizeBicubic(const RgbImage& image, ImageSize to);

Result<VisualInput> imageInput(const RgbImage& image, const PreprocessorConfig& config, const VisionConfig& vision);
Result<VisualInput> videoInput(const RgbClip& clip, const PreprocessorConfig& config, const VisionConfig& vision);

}  // namespace msao::engine
