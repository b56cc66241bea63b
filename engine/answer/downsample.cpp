// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/question_probe.h"

#include <algorithm>

namespace msao::engine {
namespace {

/// Two frames of a clip are one time step.
std::int64_t steps(const VisualMedium& medium, const VisionConfig& vision) {
    if (medium.kind == VisualKind::Image) return 1;
    const auto frames = static_cast<std::int64_t>(medium.clip.frames.size());
    return std::max<std::int64_t>(1, (frames + vision.temporalPatchSize - 1) / vision.temporalPatchSize);
}

}  // namespace

Status downsample(VisualMedium& medium, std::int64_t tokens, const ModelConfig& config) {
    if (medium.clip.frames.empty()) return Done{};
    const int side = config.vision.patchSize * config.vision.spatialMergeSize;
    const std::int64_t perStep = std::max<std::int64_t>(1, tokens / steps(medium, config.vision));
    // A model enlarges what is smaller than its own least size, so that going below saves nothing.
    const std::int64_t least =
        medium.kind == VisualKind::Image ? config.preprocessor.minPixels : config.preprocessor.videoMinPixels;
    const std::int64_t most = std::max(least, perStep * side * side);
    for (RgbImage& frame : medium.clip.frames) {
        MSAO_TRY(const ImageSize size, smartResize({frame.width, frame.height}, side, std::min(least, most), most));
        const std::int64_t pixels = std::int64_t{size.width} * size.height;
        if (pixels < std::int64_t{frame.width} * frame.height) frame = resizeBicubic(frame, size);
    }
    medium.kept.clear();
    return Done{};
}

}  // namespace msao::engine
