// SPDX-License-Identifier: Apache-2.0
// What the renderer knows and a model has to find out: which object is where in the picture.
#pragma once

#include "msao/world/scene.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace msao::world {

/// The object whose surface each pixel shows.
struct ObjectMap {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> owners;  // height * width; 0: background, i + 1: object i

    bool operator==(const ObjectMap&) const = default;
};

ObjectMap objectMap(const Scene& scene, double seconds, int width, int height);

/// What a merged visual token (a cell of rows x columns over the picture) shows.
struct TokenLabel {
    std::optional<std::size_t> object;  // the one that covers most of the cell, if that is at least kLabelCoverage
    float coverage = 0;                 // its share of the cell

    bool operator==(const TokenLabel&) const = default;
};

/// A small object on the corner of four cells of 28 x 28 pixels still covers this much of each.
inline constexpr float kLabelCoverage = 0.05F;

/// Row by row. For a clip: one call a frame.
std::vector<TokenLabel> tokenLabels(const Scene& scene, double seconds, int rows, int columns);

/// Share of the pixels of `objects` that lie on kept cells; 1 where none of them can be seen. `isKept`: rows * columns.
double shareOnKeptTokens(const ObjectMap& map, std::span<const std::size_t> objects, const std::vector<bool>& isKept,
                         int rows, int columns);

}  // namespace msao::world
