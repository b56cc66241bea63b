// SPDX-License-Identifier: Apache-2.0
// An object as it lies in a picture: from pixels to the object's own coordinates and back to its outline.
#pragma once

#include "msao/world/scene.h"

namespace msao::world {

/// Half the side of the sheet that an object is printed on, in radii.
inline constexpr float kSheet = 1.3F;

/// Pixels from `left` up to, without, `right`; empty where the object is out of the picture.
struct PixelBox {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
};

class ObjectView {
public:
    ObjectView(const Object& object, double seconds, int width, int height);

    /// The object's own coordinates: radius 1, turned and tilted back; y points down.
    struct Local {
        float x = 0;
        float y = 0;
    };
    Local local(float pixelX, float pixelY) const;

    /// Of the pixel's centre from the outline, in pixels, negative inside.
    float distance(Local at) const;
    /// The same for the sheet that the object is printed on.
    float sheetDistance(Local at) const;

    float radiusPixels() const { return m_radius; }
    /// Whether the shape, or its sheet, may reach a point, or come within `margin` radii of it: cheaper than a
    /// distance.
    bool mayReach(Local at, float margin) const {
        const float reach = m_reach + margin;
        return at.x * at.x + at.y * at.y < reach * reach;
    }
    /// What may differ from the background: the shape and its sheet, grown by `margin` radii.
    PixelBox box(float margin) const;

private:
    const Object& m_object;  // must outlive the view
    int m_width;
    int m_height;
    float m_centreX;
    float m_centreY;
    float m_radius;
    float m_reach;  // radii
    float m_cosine;
    float m_sine;
    float m_squeezeX;  // a tilted card looks narrower ...
    float m_squeezeY;
    float m_leanX;  // ... and its far side smaller
    float m_leanY;
};

}  // namespace msao::world
