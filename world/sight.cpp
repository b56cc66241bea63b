// SPDX-License-Identifier: Apache-2.0
#include "world/sight.h"

#include <algorithm>

namespace msao::world {

Mention mentionOf(const Object& object, double seconds) {
    return {.colour = object.colour,
            .kind = object.kind,
            .size = object.size,
            .region = regionOf(positionAt(object, seconds))};
}

std::vector<Seen> sightOf(const Situation& situation) {
    const double seconds = situation.isClip ? kClipSeconds : 0;
    std::vector<Seen> sight;
    for (std::size_t i = 0; i < situation.scene.objects.size(); ++i) {
        const Object& object = situation.scene.objects[i];
        if (isInPicture(object, seconds)) sight.push_back({.object = i, .is = mentionOf(object, seconds)});
    }
    const auto place = [](const Seen& seen) { return seen.is.region->row * kRegionsPerSide + seen.is.region->column; };
    std::sort(sight.begin(), sight.end(), [&](const Seen& a, const Seen& b) { return place(a) < place(b); });
    return sight;
}

bool fits(const Mention& said, const Mention& is) {
    return (!said.colour || said.colour == is.colour) && (!said.kind || said.kind == is.kind) &&
           (!said.size || said.size == is.size) && (!said.region || said.region == is.region);
}

std::size_t countFitting(const Mention& said, const std::vector<Seen>& sight) {
    return static_cast<std::size_t>(
        std::count_if(sight.begin(), sight.end(), [&](const Seen& seen) { return fits(said, seen.is); }));
}

}  // namespace msao::world
