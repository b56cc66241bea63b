// SPDX-License-Identifier: Apache-2.0
#include "world/object_view.h"

#include "world/shape_distance.h"

#include <algorithm>
#include <cmath>

namespace msao::world {

namespace {

constexpr double kMostTilt = 0.6;  // radians; at more, a circle is no longer told from a card's edge

}  // namespace

ObjectView::ObjectView(const Object& object, double seconds, int width, int height)
    : m_object(object), m_width(width), m_height(height) {
    const Point at = positionAt(object, seconds);
    m_centreX = static_cast<float>(at.x * width);
    m_centreY = static_cast<float>(at.y * height);
    m_radius = static_cast<float>(object.radius * std::min(width, height));
    m_reach = object.onCard ? kSheet * 1.42F : kShapeReach;
    m_cosine = static_cast<float>(std::cos(object.rotation));
    m_sine = static_cast<float>(std::sin(object.rotation));
    m_squeezeX = static_cast<float>(1 / std::cos(kMostTilt * object.tiltX));
    m_squeezeY = static_cast<float>(1 / std::cos(kMostTilt * object.tiltY));
    m_leanX = static_cast<float>(0.13 * object.tiltX);
    m_leanY = static_cast<float>(0.13 * object.tiltY);
}

ObjectView::Local ObjectView::local(float pixelX, float pixelY) const {
    const float x = (pixelX - m_centreX) / m_radius;
    const float y = (pixelY - m_centreY) / m_radius;
    const float near = 1 / (1 + m_leanX * x + m_leanY * y);  // a projection: straight edges stay straight
    const float tiltedX = x * near * m_squeezeX;
    const float tiltedY = y * near * m_squeezeY;
    return {m_cosine * tiltedX + m_sine * tiltedY, m_cosine * tiltedY - m_sine * tiltedX};
}

float ObjectView::distance(Local at) const {
    return shapeDistance(m_object.kind, at.x, at.y) * m_radius;
}

float ObjectView::sheetDistance(Local at) const {
    return roundedBoxDistance(at.x, at.y, kSheet, kSheet, 0.1F) * m_radius;
}

PixelBox ObjectView::box(float margin) const {
    // A quarter more for the near side of a tilted one.
    const float reach = m_radius * (m_reach * 1.25F + margin);
    const auto within = [](float pixel, int end) { return std::clamp(static_cast<int>(std::floor(pixel)), 0, end); };
    return {within(m_centreX - reach, m_width), within(m_centreY - reach, m_height),
            within(m_centreX + reach + 1, m_width), within(m_centreY + reach + 1, m_height)};
}

}  // namespace msao::world
