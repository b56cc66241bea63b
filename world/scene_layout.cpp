// SPDX-License-Identifier: Apache-2.0
#include "world/scene_layout.h"

#include "world/draws.h"
#include "world/scene_path.h"

#include <algorithm>
#include <span>

namespace msao::world {

namespace {

/// What a scene may draw from, with the options' empty lists filled in.
struct Choices {
    std::vector<Colour> colours;
    std::vector<Kind> kinds;
    std::vector<Size> sizes;
    std::vector<Texture> textures;
};

template <typename T, std::size_t N>
std::vector<T> orAll(const std::vector<T>& wanted, const std::array<T, N>& all) {
    return wanted.empty() ? std::vector<T>(all.begin(), all.end()) : wanted;
}

template <typename T>
void keepTwo(std::vector<T>& list, Draws& draws) {
    draws.shuffle(list);
    list.resize(std::min<std::size_t>(2, list.size()));
}

/// Half of the scenes have few colours or few kinds: without those, two things hardly ever share one, and questions
/// such as "how many red things" or "is there a red star" could be answered from a single attribute.
Choices drawChoices(const SceneOptions& options, Draws& draws) {
    Choices choices{orAll(options.colours, kAllColours), orAll(options.kinds, kAllKinds),
                    orAll(options.sizes, kAllSizes), orAll(options.textures, kAllTextures)};
    const double theme = draws.unit();
    if (theme < 0.3) keepTwo(choices.colours, draws);
    if (theme > 0.2 && theme < 0.5) keepTwo(choices.kinds, draws);
    return choices;
}

/// A texture that the split allows. The split comes first: where every wanted texture is held out, another one is
/// taken.
Texture drawTrainTexture(Colour colour, Kind kind, const std::vector<Texture>& wanted, Draws& draws) {
    std::vector<Texture> allowed;
    const auto keep = [&](Texture texture) {
        if (!isHeldOutLook(colour, kind, texture)) allowed.push_back(texture);
    };
    std::for_each(wanted.begin(), wanted.end(), keep);
    if (allowed.empty()) std::for_each(kAllTextures.begin(), kAllTextures.end(), keep);
    return draws.oneOf(allowed);
}

void drawLook(Object& object, const Choices& choices, Split split, Draws& draws) {
    object.colour = draws.oneOf(choices.colours);
    object.kind = draws.oneOf(choices.kinds);
    object.size = draws.oneOf(choices.sizes);
    object.texture = split == Split::Train ? drawTrainTexture(object.colour, object.kind, choices.textures, draws)
                                           : draws.oneOf(choices.textures);
}

/// Gives one object a look that training never shows, if the choices have one.
void drawHeldOutLook(Object& object, const SceneOptions& options, Draws& draws) {
    std::vector<Object> looks;
    for (const Colour colour : orAll(options.colours, kAllColours)) {
        for (const Kind kind : orAll(options.kinds, kAllKinds)) {
            for (const Texture texture : orAll(options.textures, kAllTextures)) {
                if (isHeldOutLook(colour, kind, texture)) {
                    looks.emplace_back();
                    looks.back().kind = kind;
                    looks.back().colour = colour;
                    looks.back().texture = texture;
                }
            }
        }
    }
    if (looks.empty()) return;
    const Object& look = draws.oneOf(looks);
    object.colour = look.colour;
    object.kind = look.kind;
    object.texture = look.texture;
}

double drawRadius(const Object& object, Draws& draws) {
    // Shorter sides of the picture; at 224 pixels 12-15 and 22-26. The gap between them is wider than tilt can hide.
    const double radius = object.size == Size::Small ? draws.between(0.053, 0.065) : draws.between(0.098, 0.116);
    return object.onCard && object.size == Size::Big ? radius * 0.88 : radius;  // the sheet needs room, too
}

/// Tilt, shade and turn; `disturbance` 0 shows the plain shape.
void drawPose(Object& object, const SceneOptions& options, Draws& draws) {
    const double much = options.disturbance;
    const double turn = object.onCard ? 0.2 : 0.32;
    object.rotation = much * draws.between(-turn, turn);
    object.shade = much * draws.between(-1, 1);
    object.tiltX = much * draws.between(-1, 1);
    object.tiltY = much * draws.between(-1, 1);
    object.textureSeed = draws.bits();
}

Point drawPoint(Region region, double radius, double jitter, Draws& draws) {
    const double side = 1.0 / kRegionsPerSide;
    const double room = std::clamp(side / 2 - 1.25 * radius, 0.01, 0.06) * jitter;
    return {(region.column + 0.5) * side + draws.between(-room, room),
            (region.row + 0.5) * side + draws.between(-room, room)};
}

bool overlap(const RegionPath& first, const RegionPath& second) {
    return std::any_of(first.regions.begin(), first.regions.end(), [&](Region region) {
        return std::find(second.regions.begin(), second.regions.end(), region) != second.regions.end();
    });
}

/// For the screen one thing wanders, and another comes and goes where there is room for both.
std::vector<RegionPath> drawEndlessPaths(std::size_t objects, Draws& draws) {
    constexpr int kTries = 8;
    std::vector<RegionPath> paths = {drawPath(MotionKind::Moves, draws)};
    for (int i = 0; i < kTries && paths.size() < std::min<std::size_t>(2, objects); ++i) {
        RegionPath path = drawPath(MotionKind::Leaves, draws);
        if (!overlap(paths.front(), path)) paths.push_back(std::move(path));
    }
    return paths;
}

std::vector<RegionPath> drawPaths(const SceneOptions& options, std::size_t objects, Draws& draws) {
    static constexpr MotionKind kKinds[] = {MotionKind::Still, MotionKind::Moves, MotionKind::Enters,
                                            MotionKind::Leaves};
    if (objects == 0) return {};
    switch (options.motion) {
        case MotionMode::Still:
            return {};
        case MotionMode::Clip:
            return {drawPath(kKinds[draws.below(4)], draws)};
        case MotionMode::Endless:
            return drawEndlessPaths(objects, draws);
    }
    return {};
}

std::vector<Region> freeRegions(const std::vector<RegionPath>& paths, Draws& draws) {
    std::vector<Region> regions;
    for (int row = 0; row < kRegionsPerSide; ++row) {
        for (int column = 0; column < kRegionsPerSide; ++column) {
            const bool taken = std::any_of(paths.begin(), paths.end(), [&](const RegionPath& path) {
                return std::find(path.regions.begin(), path.regions.end(), Region{row, column}) != path.regions.end();
            });
            if (!taken) regions.push_back({row, column});
        }
    }
    draws.shuffle(regions);
    return regions;
}

std::size_t drawCount(const SceneOptions& options, Draws& draws) {
    constexpr std::size_t kMost = kRegionsPerSide * kRegionsPerSide;
    if (options.fillsGrid) return kMost;
    const std::size_t most = std::min(kMost, options.maxObjects);
    const std::size_t least = std::min(most, options.minObjects);
    return least + draws.below(most - least + 1);
}

void setInMotion(std::vector<Object>& objects, const std::vector<RegionPath>& paths, const SceneOptions& options,
                 std::uint64_t seed) {
    Draws draws(seed, options.split, Stream::Motion);
    for (std::size_t i = 0; i < paths.size(); ++i) {
        Object& object = objects[i];
        object.motion = options.motion == MotionMode::Clip ? clipMotion(paths[i], object.position, draws)
                                                           : endlessMotion(paths[i], object.position, draws);
    }
    if (options.motion != MotionMode::Endless) return;
    for (Object& object : objects) {
        object.motion.sway = draws.between(0.006, 0.012);
        object.motion.swayPhase = draws.angle();
    }
}

}  // namespace

std::vector<Object> layOut(std::uint64_t seed, const SceneOptions& options, bool onCards) {
    Draws draws(seed, options.split, Stream::Layout);
    const Choices choices = drawChoices(options, draws);
    const std::size_t wanted = drawCount(options, draws);
    const std::vector<RegionPath> paths = drawPaths(options, wanted, draws);
    const std::vector<Region> regions = freeRegions(paths, draws);
    std::vector<Object> objects(std::min(wanted, regions.size() + paths.size()));
    for (std::size_t i = 0; i < objects.size(); ++i) {
        Object& object = objects[i];
        object.onCard = onCards;
        drawLook(object, choices, options.split, draws);
        object.radius = drawRadius(object, draws);
        drawPose(object, options, draws);
        const Region region = i < paths.size() ? restOf(paths[i]) : regions[i - paths.size()];
        object.position = drawPoint(region, object.radius, options.positionJitter, draws);
    }
    if (options.split == Split::HeldOut && !objects.empty()) {
        drawHeldOutLook(objects[draws.below(objects.size())], options, draws);
    }
    setInMotion(objects, paths, options, seed);
    return objects;
}

}  // namespace msao::world
