// SPDX-License-Identifier: Apache-2.0
// Pictures that look as if taken somewhere, out of the background's two colours, so that objects stand out on them,
// too.
#include "world/noise_field.h"
#include "world/paint_background.h"
#include "world/ramps.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace msao::world {

namespace {

float unit(std::uint32_t seed, std::uint32_t x, std::uint32_t y) {
    return static_cast<float>(mixedBits(seed, x, y) >> 8) * 0x1p-24F;
}

/// A hazy sky with clouds over three ranges of hills, each darker than the one behind it.
void paintHills(LightBuffer& light, const Background& background) {
    constexpr int kRanges = 3;
    const float side = light.shorterSide();
    const std::vector<float> clouds =
        noiseField(light.width, light.height, {.cellWidth = 0.5F * side, .cellHeight = 0.18F * side, .octaves = 3},
                   background.seed);
    std::array<std::vector<float>, kRanges> skylines;
    for (int range = 0; range < kRanges; ++range) {
        const auto index = static_cast<std::size_t>(range);
        skylines[index] = noiseField(light.width, 1, {.cellWidth = 0.45F * side, .cellHeight = 1, .octaves = 3},
                                     background.seed + 17U * static_cast<std::uint32_t>(range + 1));
    }
    const Rgb sky = mix(background.first, fromSrgb(226, 234, 240), 0.25F);
    std::size_t i = 0;
    for (int y = 0; y < light.height; ++y) {
        const float v = (static_cast<float>(y) + 0.5F) / static_cast<float>(light.height);
        const float haze = 0.35F * smooth(1 - v);
        for (int x = 0; x < light.width; ++x, ++i) {
            Rgb colour = mix(sky, background.first * 0.8F, haze);
            colour = mix(colour, {0.9F, 0.9F, 0.9F}, 0.35F * smooth(3 * clouds[i] - 1.3F));
            for (int range = 0; range < kRanges; ++range) {
                const float skyline =
                    0.42F + 0.17F * static_cast<float>(range) +
                    0.22F * (skylines[static_cast<std::size_t>(range)][static_cast<std::size_t>(x)] - 0.5F);
                const float inside = std::clamp((v - skyline) * static_cast<float>(light.height) + 0.5F, 0.0F, 1.0F);
                const Rgb ground = background.second * (0.95F - 0.17F * static_cast<float>(range));
                if (inside > 0) colour = mix(colour, ground * (0.9F + 0.2F * clouds[i]), inside);
            }
            light.pixels[i] = colour;
        }
    }
}

/// Lights out of focus: soft discs over a dim gradient.
void paintLights(LightBuffer& light, const Background& background) {
    constexpr std::uint32_t kLights = 14;
    paintEach(light, [&](float, float y) { return mix(background.first, background.second, smooth(y + 0.5F)); });
    const float side = light.shorterSide();
    for (std::uint32_t i = 0; i < kLights; ++i) {
        const float centreX = unit(background.seed, i, 1) * static_cast<float>(light.width);
        const float centreY = unit(background.seed, i, 2) * static_cast<float>(light.height);
        const float radius = (0.03F + 0.06F * unit(background.seed, i, 3)) * side;
        const float strength = 0.12F + 0.2F * unit(background.seed, i, 4);
        const Rgb glow = mix(background.second, {1, 0.95F, 0.85F}, 0.5F);
        const int bottom = std::min(light.height, static_cast<int>(centreY + radius + 2));
        const int right = std::min(light.width, static_cast<int>(centreX + radius + 2));
        for (int y = std::max(0, static_cast<int>(centreY - radius - 1)); y < bottom; ++y) {
            for (int x = std::max(0, static_cast<int>(centreX - radius - 1)); x < right; ++x) {
                const float fromX = static_cast<float>(x) + 0.5F - centreX;
                const float fromY = static_cast<float>(y) + 0.5F - centreY;
                const float inside = smooth((radius - std::sqrt(fromX * fromX + fromY * fromY)) / (0.15F * radius + 1));
                if (inside > 0) light.row(y)[x] = mix(light.row(y)[x], glow, strength * inside);
            }
        }
    }
}

/// Planks with grain, and dark joints between them.
void paintTable(LightBuffer& light, const Background& background) {
    const float side = light.shorterSide();
    const std::vector<float> grain =
        noiseField(light.width, light.height, {.cellWidth = 0.5F * side, .cellHeight = 0.035F * side, .octaves = 3},
                   background.seed);
    const float plank = static_cast<float>(1.2 * background.scale + 0.08) * side;
    const Rgb wood = mix(background.first, fromSrgb(150, 112, 78), 0.35F);
    const Rgb dark = mix(background.second, fromSrgb(104, 76, 54), 0.35F);
    std::size_t i = 0;
    for (int y = 0; y < light.height; ++y) {
        const float at = (static_cast<float>(y) + 0.5F) / plank;
        const float inPlank = at - std::floor(at);
        const float tone = 0.88F + 0.24F * unit(background.seed, static_cast<std::uint32_t>(at), 9);
        const float joint = smooth(std::min(inPlank, 1 - inPlank) * plank / 1.6F);
        for (int x = 0; x < light.width; ++x, ++i) {
            const float rings = std::abs(6 * grain[i] - std::round(6 * grain[i]));
            light.pixels[i] = mix(wood, dark, 0.9F * rings) * (tone * (0.55F + 0.45F * joint));
        }
    }
}

/// A wall with the light of a window on it, above a floor.
void paintRoom(LightBuffer& light, const Background& background) {
    const float side = light.shorterSide();
    const std::vector<float> plaster =
        noiseField(light.width, light.height, {.cellWidth = 0.12F * side, .cellHeight = 0.12F * side, .octaves = 3},
                   background.seed);
    const float slope = 0.35F * static_cast<float>(std::sin(background.angle));
    const float shift = 0.3F * (unit(background.seed, 5, 5) - 0.5F);
    const float edge = 0.02F;
    std::size_t i = 0;
    paintEach(light, [&](float x, float y) {
        const float rough = 0.94F + 0.12F * plaster[i++];
        if (y > 0.3F) return background.second * (rough * (1.05F - 0.5F * (y - 0.3F)));
        if (y > 0.275F) return mix(background.first, {0.85F, 0.85F, 0.85F}, 0.4F);  // skirting board
        const float u = x - shift - slope * y;
        const float inWindow = smooth((0.26F - std::abs(u)) / edge) * smooth((0.24F - std::abs(y + 0.12F)) / edge);
        const float bars = smooth((std::abs(u) - 0.012F) / edge) * smooth((std::abs(y + 0.12F) - 0.012F) / edge);
        return mix(background.first * rough, {1, 0.97F, 0.9F}, 0.22F * inWindow * bars);
    });
}

}  // namespace

void paintPhotograph(LightBuffer& light, const Background& background) {
    switch (background.pattern) {
        case 0:
            return paintHills(light, background);
        case 1:
            return paintLights(light, background);
        case 2:
            return paintTable(light, background);
        default:
            return paintRoom(light, background);
    }
}

}  // namespace msao::world
