// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "world/palette.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace msao::world {

/// A picture as light, before the camera: linear RGB.
struct LightBuffer {
    LightBuffer(int w, int h)
        : width(w), height(h), pixels(static_cast<std::size_t>(w) * static_cast<std::size_t>(h)) {}

    Rgb* row(int y) { return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width); }

    float shorterSide() const { return static_cast<float>(std::min(width, height)); }

    int width;
    int height;
    std::vector<Rgb> pixels;
};

}  // namespace msao::world
