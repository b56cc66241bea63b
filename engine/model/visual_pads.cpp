// SPDX-License-Identifier: Apache-2.0
#include "engine/model/visual_pads.h"

#include <string>

namespace msao::engine {
namespace {

std::string nameOf(VisualKind kind) {
    return kind == VisualKind::Image ? "image" : "video";
}

std::string describe(const VisualInput& visual, std::size_t index) {
    const PatchGrid& grid = visual.grid;
    return "visual input " + std::to_string(index) + " (" + nameOf(visual.kind) + ", grid " +
           std::to_string(grid.time) + "x" + std::to_string(grid.height) + "x" + std::to_string(grid.width) + ")";
}

}  // namespace

bool isVisualPad(TokenId token, const ModelConfig& config) {
    return token == config.special.imagePad || token == config.special.videoPad;
}

TokenId padToken(VisualKind kind, const ModelConfig& config) {
    return kind == VisualKind::Image ? config.special.imagePad : config.special.videoPad;
}

Result<std::int64_t> visualTokens(const VisualInput& visual, std::size_t index, const ModelConfig& config) {
    const PatchGrid& grid = visual.grid;
    const std::int32_t merge = config.vision.spatialMergeSize;
    if (grid.time <= 0 || grid.height <= 0 || grid.width <= 0 || grid.height % merge != 0 || grid.width % merge != 0) {
        return Error{ErrorCode::InvalidArgument, describe(visual, index) +
                                                     ": expected positive sides, height and width multiples of " +
                                                     std::to_string(merge)};
    }
    std::int64_t patches = 0;
    const bool overflows =
        __builtin_mul_overflow(std::int64_t{grid.time} * grid.height, std::int64_t{grid.width}, &patches);
    if (overflows) return Error{ErrorCode::LimitExceeded, describe(visual, index) + ": too many patches"};
    return patches / (std::int64_t{merge} * merge);
}

Status checkPatches(const VisualInput& visual, std::size_t index, const ModelConfig& config) {
    MSAO_TRY([[maybe_unused]] const std::int64_t tokens, visualTokens(visual, index, config));
    const auto valuesPerPatch = static_cast<std::size_t>(config.vision.patchValues());
    const auto patches = static_cast<std::size_t>(visual.grid.patches());
    // Division instead of a product: the grid is not trusted yet.
    if (visual.patches.size() % valuesPerPatch == 0 && visual.patches.size() / valuesPerPatch == patches) return Done{};
    return Error{ErrorCode::ShapeMismatch, describe(visual, index) + ": expected " + std::to_string(patches) +
                                               " patches of " + std::to_string(valuesPerPatch) + " values, found " +
                                               std::to_string(visual.patches.size()) + " values"};
}

Status expectPads(std::span<const TokenId> tokens, std::size_t begin, std::int64_t count, std::size_t index,
                  VisualKind kind, const ModelConfig& config) {
    const TokenId pad = padToken(kind, config);
    std::size_t found = 0;
    while (found < static_cast<std::size_t>(count) && begin + found < tokens.size() && tokens[begin + found] == pad)
        ++found;
    if (found == static_cast<std::size_t>(count)) return Done{};
    return Error{ErrorCode::ShapeMismatch, "visual input " + std::to_string(index) + " needs " + std::to_string(count) +
                                               " " + nameOf(kind) + " pad tokens, found " + std::to_string(found) +
                                               " at token " + std::to_string(begin)};
}

Error tooManyPads(std::size_t tokenIndex, std::size_t visualCount) {
    return {ErrorCode::ShapeMismatch, "token " + std::to_string(tokenIndex) + " is a visual pad, but there are only " +
                                          std::to_string(visualCount) + " visual inputs"};
}

Error tooFewPads(std::size_t padGroups, std::size_t visualCount) {
    return {ErrorCode::ShapeMismatch, "the prompt has places for " + std::to_string(padGroups) +
                                          " visual inputs, found " + std::to_string(visualCount)};
}

}  // namespace msao::engine
