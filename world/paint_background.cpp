// SPDX-License-Identifier: Apache-2.0
#include "world/paint_background.h"

#include "world/noise_field.h"
#include "world/ramps.h"

#include <algorithm>
#include <cmath>

namespace msao::world {

namespace {

void paintPlain(LightBuffer& light, const Background& background) {
    const Rgb first = background.first;
    const Rgb second = background.second;
    const float cosine = static_cast<float>(std::cos(background.angle));
    const float sine = static_cast<float>(std::sin(background.angle));
    switch (background.pattern) {
        case 0:
            return paintEach(light, [&](float, float) { return first; });
        case 1:  // from one colour to the other
            return paintEach(light, [&](float x, float y) {
                return mix(first, second, std::clamp(0.5F + x * sine + y * cosine, 0.0F, 1.0F));
            });
        case 2: {  // a wall above a floor
            const float horizon = 0.1F + 0.15F * sine;
            const float edge = 1.5F / light.shorterSide();
            return paintEach(light,
                             [&](float, float y) { return mix(first, second, smooth((y - horizon) / edge + 0.5F)); });
        }
        default:  // a spot of light
            return paintEach(light, [&](float x, float y) {
                const float fromX = x - 0.2F * sine;
                const float fromY = y - 0.2F * cosine + 0.1F;
                return mix(first, second, smooth(1.6F * std::sqrt(fromX * fromX + fromY * fromY)));
            });
    }
}

/// How much of the second colour a textured ground shows; u and v count the pattern's periods.
float texturedShare(int pattern, float u, float v, float softness) {
    const auto step = [&](float distance) { return smooth(0.5F - distance / softness); };
    switch (pattern) {
        case 0:
            return step(fromWhole(u) - 0.25F);  // stripes
        case 1: {                               // checks
            const float a = step(fromWhole(u / 2) - 0.25F);
            const float b = step(fromWhole(v / 2) - 0.25F);
            return a + b - 2 * a * b;
        }
        case 2: {  // dots
            const float x = fromWhole(u);
            const float y = fromWhole(v);
            return step(std::sqrt(x * x + y * y) - 0.28F);
        }
        default: {  // bricks
            const float row = std::floor(v);
            const float shift = row - 2 * std::floor(row / 2);
            const float x = fromWhole(u / 2 + 0.5F * shift) * 2;
            const float y = fromWhole(v);
            return step(std::min(x, y) - 0.07F);
        }
    }
}

void paintTextured(LightBuffer& light, const Background& background, double perspective) {
    const float cosine = static_cast<float>(std::cos(background.angle) / background.scale);
    const float sine = static_cast<float>(std::sin(background.angle) / background.scale);
    const float lean = 0.5F * static_cast<float>(perspective);
    const float softness = static_cast<float>(1.2 / (background.scale * light.shorterSide()));
    paintEach(light, [&](float x, float y) {
        const float near = 1 / (1 + lean * y);
        const float u = (x * cosine + y * sine) * near;
        const float v = (y * cosine - x * sine) * near;
        return mix(background.first, background.second, texturedShare(background.pattern, u, v, softness));
    });
}

NoiseShape noiseOf(int pattern, float scalePixels) {
    switch (pattern) {
        case 0:
            return {.cellWidth = 0.1F * scalePixels, .cellHeight = 0.1F * scalePixels, .octaves = 2};  // grain
        case 1:
            return {.cellWidth = 3 * scalePixels, .cellHeight = 3 * scalePixels, .octaves = 4};  // blotches
        case 2:
            return {.cellWidth = 6 * scalePixels, .cellHeight = 0.4F * scalePixels, .octaves = 3};  // brushed
        default:
            return {.cellWidth = 2 * scalePixels, .cellHeight = 4 * scalePixels, .octaves = 4};  // marble
    }
}

void paintNoisy(LightBuffer& light, const Background& background) {
    const float scalePixels = static_cast<float>(background.scale) * light.shorterSide();
    const std::vector<float> field =
        noiseField(light.width, light.height, noiseOf(background.pattern, scalePixels), background.seed);
    const bool isMarble = background.pattern == kPatternsPerKind - 1;
    for (std::size_t i = 0; i < field.size(); ++i) {
        const float share =
            isMarble ? 1 - std::min(1.0F, 2.5F * fromWhole(4 * field[i])) : std::clamp(2 * field[i] - 0.5F, 0.0F, 1.0F);
        light.pixels[i] = mix(background.first, background.second, share);
    }
}

}  // namespace

void paintBackground(LightBuffer& light, const Background& background, double perspective) {
    switch (background.kind) {
        case BackgroundKind::Plain:
            return paintPlain(light, background);
        case BackgroundKind::Textured:
            return paintTextured(light, background, perspective);
        case BackgroundKind::Noisy:
            return paintNoisy(light, background);
        case BackgroundKind::Photograph:
            return paintPhotograph(light, background);
    }
}

}  // namespace msao::world
