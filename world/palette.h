// SPDX-License-Identifier: Apache-2.0
// Colours as light: linear RGB.
#pragma once

#include "msao/world/scene.h"

namespace msao::world {

inline Rgb operator*(Rgb a, Rgb b) {
    return {a.r * b.r, a.g * b.g, a.b * b.b};
}
inline Rgb operator*(Rgb a, float factor) {
    return {a.r * factor, a.g * factor, a.b * factor};
}
inline Rgb operator+(Rgb a, Rgb b) {
    return {a.r + b.r, a.g + b.g, a.b + b.b};
}
inline Rgb mix(Rgb from, Rgb to, float share) {
    return from * (1 - share) + to * share;
}

/// From the numbers that paint programs show: 0..255, sRGB.
Rgb fromSrgb(int r, int g, int b);

/// A surface of this colour; `shade` -1..1 is darker to lighter, and a little towards the neighbouring hue.
Rgb paintOf(Colour colour, double shade);

/// The second tone of a texture on it: the same colour to anybody's eye.
Rgb secondTone(Colour colour, Rgb paint);

/// How different two colours look: distance of their square roots, which is close to that of sRGB values.
float contrast(Rgb a, Rgb b);

}  // namespace msao::world
