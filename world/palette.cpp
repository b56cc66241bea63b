// SPDX-License-Identifier: Apache-2.0
#include "world/palette.h"

#include <array>
#include <cmath>

namespace msao::world {

namespace {

float toLinear(int value) {
    const float v = static_cast<float>(value) / 255.0F;
    return v <= 0.04045F ? v / 12.92F : std::pow((v + 0.055F) / 1.055F, 2.4F);
}

/// One end of what a name covers, its middle, and the other end.
struct Range {
    Rgb low;
    Rgb usual;
    Rgb high;
};

Range rangeOf(Colour colour) {
    static const std::array<Range, kAllColours.size()> kRanges = {{
        {fromSrgb(178, 16, 34), fromSrgb(217, 30, 40), fromSrgb(235, 44, 52)},        // red
        {fromSrgb(224, 104, 16), fromSrgb(244, 126, 22), fromSrgb(252, 142, 36)},     // orange
        {fromSrgb(232, 196, 16), fromSrgb(250, 214, 32), fromSrgb(255, 230, 70)},     // yellow
        {fromSrgb(18, 112, 48), fromSrgb(34, 150, 66), fromSrgb(74, 184, 72)},        // green
        {fromSrgb(20, 52, 158), fromSrgb(32, 92, 204), fromSrgb(52, 132, 232)},       // blue
        {fromSrgb(86, 26, 130), fromSrgb(120, 46, 168), fromSrgb(152, 70, 196)},      // purple
        {fromSrgb(226, 226, 222), fromSrgb(242, 242, 240), fromSrgb(254, 254, 254)},  // white
        {fromSrgb(10, 10, 12), fromSrgb(22, 22, 26), fromSrgb(40, 40, 44)},           // black
    }};
    return kRanges[static_cast<std::size_t>(colour)];
}

}  // namespace

Rgb fromSrgb(int r, int g, int b) {
    return {toLinear(r), toLinear(g), toLinear(b)};
}

Rgb paintOf(Colour colour, double shade) {
    const Range range = rangeOf(colour);
    const float share = static_cast<float>(std::abs(shade));
    return mix(range.usual, shade < 0 ? range.low : range.high, share);
}

Rgb secondTone(Colour colour, Rgb paint) {
    if (colour == Colour::Black) return fromSrgb(74, 74, 80);
    if (colour == Colour::White) return fromSrgb(196, 198, 202);
    if (colour == Colour::Yellow) return mix(paint, fromSrgb(255, 248, 190), 0.6F);  // darker would be brown
    if (colour == Colour::Orange) return mix(paint, fromSrgb(255, 196, 120), 0.6F);
    return paint * 0.45F;
}

float contrast(Rgb a, Rgb b) {
    const float r = std::sqrt(a.r) - std::sqrt(b.r);
    const float g = std::sqrt(a.g) - std::sqrt(b.g);
    const float blue = std::sqrt(a.b) - std::sqrt(b.b);
    return std::sqrt(r * r + g * g + blue * blue);
}

}  // namespace msao::world
