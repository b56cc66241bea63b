// SPDX-License-Identifier: Apache-2.0
#include "engine/probe/patch_cues.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string_view>
#include <unordered_set>

namespace msao::engine {
namespace {

// In units of normalised pixels, whose deviation is about 69 of 255 levels: a step of 41 levels, less than what
// legible text has against its ground.
constexpr float kEdgeStep = 0.6f;

// Share of neighbouring pixels with such a step. Letters of 8 to 20 pixels have 0.15 to 0.4, photographs rarely reach
// 0.15 over a whole token; one line of letters that touches a token still gives 0.04. Chosen, not measured.
constexpr double kManyEdges = 0.15;
constexpr double kSomeEdges = 0.04;

/// Steps between horizontal and vertical neighbours in the first frame of one patch, in any channel.
std::size_t edgesOf(std::span<const float> patch, const VisionConfig& vision) {
    const auto side = static_cast<std::size_t>(vision.patchSize);
    const std::size_t channelValues = side * side * static_cast<std::size_t>(vision.temporalPatchSize);
    const auto isEdge = [&](std::size_t a, std::size_t b) {
        for (std::size_t c = 0; c < static_cast<std::size_t>(vision.inChannels); ++c) {
            if (std::abs(patch[c * channelValues + a] - patch[c * channelValues + b]) > kEdgeStep) return true;
        }
        return false;
    };
    std::size_t edges = 0;
    for (std::size_t y = 0; y < side; ++y) {
        for (std::size_t x = 0; x < side; ++x) {
            const std::size_t at = y * side + x;
            edges += x + 1 < side && isEdge(at, at + 1);
            edges += y + 1 < side && isEdge(at, at + side);
        }
    }
    return edges;
}

double edgeShare(std::span<const float> token, const VisionConfig& vision) {
    const auto patchValues = static_cast<std::size_t>(vision.patchValues());
    const auto side = static_cast<std::size_t>(vision.patchSize);
    const std::size_t pairs = 2 * side * (side - 1) * (token.size() / patchValues);
    std::size_t edges = 0;
    for (std::size_t at = 0; at < token.size(); at += patchValues)
        edges += edgesOf(token.subspan(at, patchValues), vision);
    return pairs > 0 ? static_cast<double>(edges) / static_cast<double>(pairs) : 0;
}

/// Whether a token of the same frame next to it, corners included, has many edges.
bool touchesMany(const std::vector<double>& shares, std::int64_t token, const PatchGrid& tokens) {
    const std::int64_t frameTokens = std::int64_t{tokens.height} * tokens.width;
    const std::int64_t frame = token / frameTokens * frameTokens;
    const std::int64_t row = token % frameTokens / tokens.width, column = token % tokens.width;
    for (std::int64_t r = std::max<std::int64_t>(row - 1, 0); r <= std::min<std::int64_t>(row + 1, tokens.height - 1);
         ++r) {
        for (std::int64_t c = std::max<std::int64_t>(column - 1, 0);
             c <= std::min<std::int64_t>(column + 1, tokens.width - 1); ++c) {
            if (shares[static_cast<std::size_t>(frame + r * tokens.width + c)] >= kManyEdges) return true;
        }
    }
    return false;
}

}  // namespace

std::size_t tokenCount(const VisualInput& visual, const VisionConfig& vision) {
    return static_cast<std::size_t>(visual.grid.tokens(vision.spatialMergeSize));
}

std::span<const float> tokenPixels(const VisualInput& visual, std::size_t tokens, std::size_t token) {
    const std::size_t values = visual.patches.size() / tokens;
    return std::span(visual.patches).subspan(token * values, values);
}

std::vector<bool> fineTextTokens(const VisualInput& visual, const VisionConfig& vision) {
    const std::size_t count = tokenCount(visual, vision);
    const PatchGrid grid{visual.grid.time, visual.grid.height / vision.spatialMergeSize,
                         visual.grid.width / vision.spatialMergeSize};
    std::vector<double> shares(count);
    for (std::size_t t = 0; t < count; ++t) shares[t] = edgeShare(tokenPixels(visual, count, t), vision);
    std::vector<bool> likely(count);
    for (std::size_t t = 0; t < count; ++t)
        likely[t] = shares[t] >= kSomeEdges && touchesMany(shares, static_cast<std::int64_t>(t), grid);
    return likely;
}

std::vector<bool> duplicateTokens(const VisualInput& visual, const VisionConfig& vision) {
    const std::size_t count = tokenCount(visual, vision);
    std::unordered_set<std::string_view> seen;
    std::vector<bool> duplicate(count);
    for (std::size_t t = 0; t < count; ++t) {
        const std::span<const float> pixels = tokenPixels(visual, count, t);
        duplicate[t] = !seen.emplace(reinterpret_cast<const char*>(pixels.data()), pixels.size_bytes()).second;
    }
    return duplicate;
}

}  // namespace msao::engine
