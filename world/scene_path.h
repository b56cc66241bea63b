// SPDX-License-Identifier: Apache-2.0
// Ways across the grid of regions.
#pragma once

#include "msao/world/scene.h"
#include "world/draws.h"

#include <vector>

namespace msao::world {

/// A straight way from region to region. `outside` in front of it or behind it is one step beyond the picture's edge.
struct RegionPath {
    MotionKind kind = MotionKind::Still;
    std::vector<Region> regions;  // in order of travel, all of them kept free; never empty
    int rowStep = 0;              // of travel
    int columnStep = 0;
};

RegionPath drawPath(MotionKind kind, Draws& draws);

/// Where the object rests: where it starts, or, if it enters, where it arrives.
Region restOf(const RegionPath& path);

/// The motion of an object that rests at `rest` (a point of restOf(path)) within a clip.
Motion clipMotion(const RegionPath& path, Point rest, Draws& draws);

/// The same way to and fro for ever; what enters or leaves comes back.
Motion endlessMotion(const RegionPath& path, Point rest, Draws& draws);

}  // namespace msao::world
