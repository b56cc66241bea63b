// SPDX-License-Identifier: Apache-2.0
#include "world/paint_object.h"

#include "world/noise_field.h"
#include "world/object_view.h"
#include "world/ramps.h"

#include <algorithm>
#include <cmath>

namespace msao::world {

namespace {

float covered(float distancePixels) {
    return std::clamp(0.5F - distancePixels, 0.0F, 1.0F);
}

/// 0..1 across an edge that is `softness` wide.
float softStep(float distance, float softness) {
    return smooth(0.5F - distance / softness);
}

/// How far a shadow reaches beyond what casts it, in radii.
constexpr float kShadowBlur = 0.35F;

class ObjectPainter {
public:
    ObjectPainter(LightBuffer& light, const Object& object, const Lighting& lighting, double seconds)
        : m_light(light),
          m_object(object),
          m_view(object, seconds, light.width, light.height),
          m_paint(paintOf(object.colour, object.shade)),
          m_second(secondTone(object.colour, m_paint)),
          m_highlight(static_cast<float>(lighting.highlight)),
          m_toLightX(static_cast<float>(std::cos(lighting.direction))),
          m_toLightY(static_cast<float>(std::sin(lighting.direction))) {
        m_pixel = 1 / m_view.radiusPixels();
        const float frequency = 1.9F + 0.7F * static_cast<float>(object.textureSeed & 0xFF) / 255;
        m_frequency = frequency;
        m_softness = std::min(0.9F, frequency / m_view.radiusPixels());
        m_slant = static_cast<float>(object.textureSeed >> 8 & 0xFF) / 255 * 1.6F - 0.8F;
        // White and yellow things are hard to see on white paper.
        const bool isLight = object.colour == Colour::White || object.colour == Colour::Yellow;
        m_sheet = isLight ? fromSrgb(92, 98, 110) : fromSrgb(238, 236, 228);
    }

    void paint() {
        paintShadow();
        const PixelBox box = m_view.box(m_pixel);
        for (int y = box.top; y < box.bottom; ++y) {
            Rgb* row = m_light.row(y);
            for (int x = box.left; x < box.right; ++x) {
                const auto at = m_view.local(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F);
                if (!m_view.mayReach(at, m_pixel)) continue;
                if (m_object.onCard) {
                    const float sheet = covered(m_view.sheetDistance(at));
                    if (sheet <= 0) continue;
                    row[x] = mix(row[x], m_sheet, sheet);
                }
                const float distance = m_view.distance(at);
                const float share = covered(distance);
                if (share > 0) row[x] = mix(row[x], surface(at, distance), share);
            }
        }
    }

private:
    /// Lies away from the light, and is blurred.
    void paintShadow() {
        const float radius = m_view.radiusPixels();
        const float shift = 0.14F * radius;
        const float blur = kShadowBlur * radius;
        const PixelBox box = m_view.box(kShadowBlur);
        for (int y = box.top; y < box.bottom; ++y) {
            Rgb* row = m_light.row(y);
            for (int x = box.left; x < box.right; ++x) {
                const auto at = m_view.local(static_cast<float>(x) + 0.5F + m_toLightX * shift,
                                             static_cast<float>(y) + 0.5F + m_toLightY * shift);
                if (!m_view.mayReach(at, kShadowBlur)) continue;
                const float distance = m_object.onCard ? m_view.sheetDistance(at) : m_view.distance(at);
                if (distance < blur) row[x] = row[x] * (1 - 0.42F * softStep(distance, 2 * blur));
            }
        }
    }

    /// How much of the second tone, 0..1.
    float pattern(ObjectView::Local at) const {
        switch (m_object.texture) {
            case Texture::Plain:
                return 0;
            case Texture::Striped: {
                const float across = (at.x + m_slant * at.y) * m_frequency / std::sqrt(1 + m_slant * m_slant);
                return softStep(fromWhole(across) - 0.25F, m_softness);
            }
            case Texture::Dotted: {
                const float x = fromWhole(at.x * m_frequency + 0.25F);
                const float y = fromWhole(at.y * m_frequency + 0.25F);
                return softStep(std::sqrt(x * x + y * y) - 0.3F, m_softness);
            }
            case Texture::Checked: {
                const float x = softStep(fromWhole(at.x * m_frequency * 0.8F) - 0.25F, m_softness);
                const float y = softStep(fromWhole(at.y * m_frequency * 0.8F) - 0.25F, m_softness);
                return x + y - 2 * x * y;
            }
        }
        return 0;
    }

    /// Paint with a soft bevel: lit where it faces the light, and a shine near it.
    Rgb surface(ObjectView::Local at, float distance) const {
        const Rgb paint = mix(m_paint, m_second, pattern(at));
        const float facing = at.x * m_toLightX + at.y * m_toLightY;
        const float rim = softStep(-distance - 0.07F * m_view.radiusPixels(), 0.08F * m_view.radiusPixels() + 0.5F);
        const float shade = (1 + 0.14F * facing) * (1 - 0.22F * rim);
        const float x = at.x - 0.42F * m_toLightX;
        const float y = at.y - 0.42F * m_toLightY;
        const float shine = m_highlight * 0.22F / (1 + 9 * (x * x + y * y));
        return paint * shade + Rgb{shine, shine, shine} * 0.5F;
    }

    LightBuffer& m_light;
    const Object& m_object;
    ObjectView m_view;
    Rgb m_paint;
    Rgb m_second;
    Rgb m_sheet;
    float m_highlight;
    float m_toLightX;
    float m_toLightY;
    float m_pixel = 0;      // radii
    float m_frequency = 2;  // of the texture, a radius
    float m_softness = 0.1F;
    float m_slant = 0;
};

}  // namespace

void paintObject(LightBuffer& light, const Object& object, const Lighting& lighting, double seconds) {
    ObjectPainter(light, object, lighting, seconds).paint();
}

}  // namespace msao::world
