// SPDX-License-Identifier: Apache-2.0
#include "world/scene_path.h"

namespace msao::world {

namespace {

/// Beyond the edge of the picture by this much, nothing of an object is left to see.
constexpr double kOutside = 0.2;

struct Step {
    int row = 0;
    int column = 0;
};

Step drawStep(Draws& draws) {
    static constexpr Step kSteps[] = {{0, -1}, {0, 1}, {-1, 0}, {1, 0}};
    return kSteps[draws.below(4)];
}

/// The first region on a line in direction `step` (from the edge it starts at).
Region entryOf(Step step, int lane) {
    const int last = kRegionsPerSide - 1;
    if (step.column != 0) return {lane, step.column > 0 ? 0 : last};
    return {step.row > 0 ? 0 : last, lane};
}

Region ahead(Region region, Step step, int count) {
    return {region.row + step.row * count, region.column + step.column * count};
}

Point shifted(Point from, int rows, int columns) {
    const double side = 1.0 / kRegionsPerSide;
    return {from.x + columns * side, from.y + rows * side};
}

/// The point outside the picture that lies behind (sign -1) or ahead (+1) of a way through `at`.
Point beyondEdge(Point at, const RegionPath& path, int sign) {
    const int row = path.rowStep * sign;
    const int column = path.columnStep * sign;
    if (column != 0) return {column > 0 ? 1 + kOutside : -kOutside, at.y};
    return {at.x, row > 0 ? 1 + kOutside : -kOutside};
}

/// Where the way ends (or, for what enters, starts).
Point otherEnd(const RegionPath& path, Point rest) {
    const int steps = static_cast<int>(path.regions.size()) - 1;
    switch (path.kind) {
        case MotionKind::Moves:
            return shifted(rest, path.rowStep * steps, path.columnStep * steps);
        case MotionKind::Enters:
            return beyondEdge(rest, path, -1);
        case MotionKind::Leaves:
            return beyondEdge(rest, path, 1);
        case MotionKind::Still:
            break;
    }
    return rest;
}

}  // namespace

RegionPath drawPath(MotionKind kind, Draws& draws) {
    RegionPath path;
    path.kind = kind;
    const Step step = drawStep(draws);
    const int lane = static_cast<int>(draws.below(kRegionsPerSide));
    const Region entry = entryOf(step, lane);
    if (kind == MotionKind::Still) {
        path.regions = {entry};
        return path;
    }
    path.rowStep = step.row;
    path.columnStep = step.column;
    int first = 0;
    int last = kRegionsPerSide - 1;
    const bool isShort = draws.chance(0.5);
    switch (kind) {
        case MotionKind::Moves:
            if (isShort) (draws.chance(0.5) ? first : last) = 1;
            break;
        case MotionKind::Enters:
            last = isShort ? 0 : 1;
            break;
        case MotionKind::Leaves:
            first = isShort ? last : 1;
            break;
        case MotionKind::Still:
            break;
    }
    for (int i = first; i <= last; ++i) path.regions.push_back(ahead(entry, step, i));
    return path;
}

Region restOf(const RegionPath& path) {
    return path.kind == MotionKind::Enters ? path.regions.back() : path.regions.front();
}

Motion clipMotion(const RegionPath& path, Point rest, Draws& draws) {
    Motion motion;
    motion.kind = path.kind;
    if (path.kind == MotionKind::Still) return motion;
    // A picture at the start and one at the end of the clip tell the two places apart.
    const double start = draws.between(0.15, 0.3) * kClipSeconds;
    const double end = draws.between(0.7, 0.85) * kClipSeconds;
    const Point other = otherEnd(path, rest);
    const bool enters = path.kind == MotionKind::Enters;
    motion.waypoints = {{start, enters ? other : rest}, {end, enters ? rest : other}};
    return motion;
}

Motion endlessMotion(const RegionPath& path, Point rest, Draws& draws) {
    Motion motion;
    motion.kind = path.kind;
    if (path.kind == MotionKind::Still) return motion;
    const Point other = otherEnd(path, rest);
    const double stay = draws.between(3, 6);
    const double way = draws.between(2, 3);
    const double away = draws.between(2, 4);
    motion.waypoints = {{stay, rest}, {stay + way, other}, {stay + way + away, other}, {stay + 2 * way + away, rest}};
    motion.periodSeconds = 2 * stay + 2 * way + away;
    return motion;
}

}  // namespace msao::world
