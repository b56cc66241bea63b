// SPDX-License-Identifier: Apache-2.0
#include "world/scene_look.h"

#include "world/palette.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace msao::world {

namespace {

constexpr int kHeldOutPattern = kPatternsPerKind - 1;

/// Chosen by eye: at this contrast() an object is easy to see on a phone in daylight.
constexpr float kEnoughContrast = 0.3F;
constexpr int kTries = 16;

/// Wall paint, paper, slate: colours that leave the saturated ones to the objects.
constexpr std::array<std::array<int, 3>, 16> kMuted = {{{236, 229, 216},
                                                        {214, 224, 230},
                                                        {222, 232, 214},
                                                        {238, 216, 212},
                                                        {224, 214, 234},
                                                        {190, 184, 172},
                                                        {158, 170, 180},
                                                        {168, 180, 158},
                                                        {186, 162, 156},
                                                        {128, 126, 134},
                                                        {98, 108, 118},
                                                        {104, 116, 100},
                                                        {118, 98, 92},
                                                        {62, 70, 84},
                                                        {72, 62, 70},
                                                        {48, 60, 58}}};

Rgb drawMuted(Draws& draws) {
    const auto& base = kMuted[draws.below(kMuted.size())];
    const auto near = [&](int value) { return std::clamp(value + static_cast<int>(draws.below(21)) - 10, 0, 255); };
    const int r = near(base[0]);
    const int g = near(base[1]);
    return fromSrgb(r, g, near(base[2]));
}

/// A companion of the first colour: the same, lighter or darker, so that the pattern is seen and the objects are, too.
Rgb drawCompanion(Rgb first, Draws& draws) {
    const Rgb other = draws.chance(0.5) ? first * static_cast<float>(draws.between(0.55, 0.8))
                                        : mix(first, {1, 1, 1}, static_cast<float>(draws.between(0.15, 0.4)));
    const Rgb third = drawMuted(draws);
    return mix(other, third, static_cast<float>(draws.between(0, 0.3)));
}

float leastContrast(const Background& background, const std::vector<Object>& objects) {
    float least = 1;
    for (const Object& object : objects) {
        if (object.onCard) continue;  // seen against its card
        const Rgb paint = paintOf(object.colour, object.shade);
        least = std::min({least, contrast(paint, background.first), contrast(paint, background.second)});
    }
    return least;
}

int drawPattern(Split split, Draws& draws) {
    return split == Split::HeldOut ? kHeldOutPattern : static_cast<int>(draws.below(kHeldOutPattern));
}

BackgroundKind drawKind(const SceneOptions& options, Draws& draws) {
    static constexpr BackgroundKind kAll[] = {BackgroundKind::Plain, BackgroundKind::Textured, BackgroundKind::Noisy,
                                              BackgroundKind::Photograph};
    return options.backgrounds.empty() ? kAll[draws.below(std::size(kAll))] : draws.oneOf(options.backgrounds);
}

}  // namespace

bool isHeldOutPattern(BackgroundKind /*kind*/, int pattern) {
    return pattern == kHeldOutPattern;
}

Background drawBackground(const SceneOptions& options, const std::vector<Object>& objects, Draws& draws) {
    Background background;
    background.kind = drawKind(options, draws);
    background.pattern = drawPattern(options.split, draws);
    background.scale = draws.between(0.06, 0.2);
    background.angle = draws.between(-0.8, 0.8);
    background.seed = draws.bits();
    float best = -1;
    for (int i = 0; i < kTries && best < kEnoughContrast; ++i) {
        Background candidate = background;
        candidate.first = drawMuted(draws);
        candidate.second = drawCompanion(candidate.first, draws);
        const float found = leastContrast(candidate, objects);
        if (found <= best) continue;
        best = found;
        background = candidate;
    }
    return background;
}

Lighting drawLighting(double disturbance, Draws& draws) {
    const auto near = [&](double range) { return static_cast<float>(1 + disturbance * draws.between(-range, range)); };
    Lighting lighting;
    lighting.tint.r = near(0.12);
    lighting.tint.g = near(0.05);
    lighting.tint.b = near(0.15);
    lighting.gradient = disturbance * draws.between(0, 0.5);
    lighting.direction = draws.angle();
    lighting.highlight = draws.between(0, 0.6);
    return lighting;
}

Camera drawCamera(double disturbance, Draws& draws) {
    Camera camera;
    camera.exposure = std::exp2(disturbance * draws.between(-0.7, 0.4));
    camera.contrast = 1 + disturbance * draws.between(-0.15, 0.12);
    // Most pictures are sharp and clean, as most cameras are.
    const double blur = draws.unit();
    camera.blurPixels = disturbance * 1.4 * blur * blur * blur;
    const double noise = draws.unit();
    camera.noise = disturbance * 14 * noise * noise;
    camera.vignette = disturbance * draws.between(0, 0.4);
    camera.perspective = disturbance * draws.between(-1, 1);
    camera.noiseSeed = draws.bits();
    return camera;
}

}  // namespace msao::world
