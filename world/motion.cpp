// SPDX-License-Identifier: Apache-2.0
#include "msao/world/scene.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace msao::world {

namespace {

Point between(const Waypoint& from, const Waypoint& to, double seconds) {
    const double share = std::clamp((seconds - from.seconds) / std::max(1e-9, to.seconds - from.seconds), 0.0, 1.0);
    const double eased = share * share * (3 - 2 * share);
    return {from.at.x + (to.at.x - from.at.x) * eased, from.at.y + (to.at.y - from.at.y) * eased};
}

Point onPath(const Object& object, double seconds) {
    const auto& path = object.motion.waypoints;
    if (path.empty()) return object.position;
    if (object.motion.periodSeconds > 0) seconds = std::fmod(seconds, object.motion.periodSeconds);
    const auto next = std::find_if(path.begin(), path.end(), [&](const Waypoint& w) { return w.seconds > seconds; });
    if (next == path.begin()) return path.front().at;
    if (next == path.end()) return path.back().at;
    return between(*(next - 1), *next, seconds);
}

int third(double coordinate) {
    return std::clamp(static_cast<int>(std::floor(coordinate * kRegionsPerSide)), 0, kRegionsPerSide - 1);
}

}  // namespace

Region regionOf(Point point) {
    return {third(point.y), third(point.x)};
}

Point positionAt(const Object& object, double seconds) {
    // Two periods that share no multiple, so that the drift does not look like a loop.
    constexpr double kAcrossSeconds = 7.1;
    constexpr double kDownSeconds = 5.3;
    Point at = onPath(object, seconds);
    const Motion& motion = object.motion;
    at.x += motion.sway * std::sin(2 * std::numbers::pi * seconds / kAcrossSeconds + motion.swayPhase);
    at.y += motion.sway * std::sin(2 * std::numbers::pi * seconds / kDownSeconds + 1.7 * motion.swayPhase);
    return at;
}

bool isInPicture(const Object& object, double seconds) {
    const Point at = positionAt(object, seconds);
    return at.x >= 0 && at.x < 1 && at.y >= 0 && at.y < 1;
}

}  // namespace msao::world
