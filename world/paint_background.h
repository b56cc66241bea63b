// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/world/scene.h"
#include "world/light_buffer.h"

namespace msao::world {

/// Fills the whole picture. `perspective` -1..1 leans textured grounds back or forward.
void paintBackground(LightBuffer& light, const Background& background, double perspective);

/// Patterns of BackgroundKind::Photograph: hills, lights out of focus, a wooden table, a room.
void paintPhotograph(LightBuffer& light, const Background& background);

/// Fills the picture with `colourAt(x, y)`, x and y in shorter sides from the middle.
template <typename ColourAt>
void paintEach(LightBuffer& light, ColourAt colourAt) {
    const float side = static_cast<float>(light.width < light.height ? light.width : light.height);
    for (int y = 0; y < light.height; ++y) {
        Rgb* row = light.row(y);
        const float v = (static_cast<float>(y) + 0.5F - 0.5F * static_cast<float>(light.height)) / side;
        for (int x = 0; x < light.width; ++x) {
            row[x] = colourAt((static_cast<float>(x) + 0.5F - 0.5F * static_cast<float>(light.width)) / side, v);
        }
    }
}

}  // namespace msao::world
