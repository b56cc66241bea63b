// SPDX-License-Identifier: Apache-2.0
// A scene of the demo world as a plain value: objects on a background, light, a camera, and motion over time.
#pragma once

#include "msao/world/appearance.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace msao::world {

/// A point of the picture: (0, 0) is its top left corner, (1, 1) its bottom right one.
struct Point {
    double x = 0.5;
    double y = 0.5;

    bool operator==(const Point&) const = default;
};

/// Where an object is at a time; between two waypoints it eases from one to the other.
struct Waypoint {
    double seconds = 0;
    Point at{};

    bool operator==(const Waypoint&) const = default;
};

enum class MotionKind : std::uint8_t { Still, Moves, Enters, Leaves };

struct Motion {
    MotionKind kind = MotionKind::Still;
    std::vector<Waypoint> waypoints{};  // empty: stays at the object's position
    double periodSeconds = 0;           // 0: the waypoints are run through once
    double sway = 0;       // gentle drift around the path, in widths of the picture; it never leaves a region
    double swayPhase = 0;  // radians

    bool operator==(const Motion&) const = default;
};

struct Object {
    Kind kind = Kind::Circle;
    Colour colour = Colour::Red;
    Size size = Size::Big;
    Texture texture = Texture::Plain;
    Point position{};     // of the centre, at rest
    double radius = 0.1;  // in shorter sides of the picture
    double rotation = 0;  // radians
    double shade = 0;     // -1..1: how far its red is from the usual red
    double tiltX = 0;     // -1..1: a card held at an angle; perspective of the object itself
    double tiltY = 0;
    bool onCard = false;  // printed on a sheet of paper
    std::uint32_t textureSeed = 0;
    Motion motion{};

    bool operator==(const Object&) const = default;
};

enum class BackgroundKind : std::uint8_t { Plain, Textured, Noisy, Photograph };

/// Colours are linear RGB in 0..1.
struct Rgb {
    float r = 0.5F;
    float g = 0.5F;
    float b = 0.5F;

    bool operator==(const Rgb&) const = default;
};

struct Background {
    BackgroundKind kind = BackgroundKind::Plain;
    int pattern = 0;  // which of its kind's patterns, below kPatternsPerKind
    Rgb first{};
    Rgb second{};
    double scale = 0.1;  // of the pattern, in shorter sides
    double angle = 0;
    std::uint32_t seed = 0;

    bool operator==(const Background&) const = default;
};

inline constexpr int kPatternsPerKind = 4;

struct Lighting {
    Rgb tint{1, 1, 1};     // the light's colour
    double gradient = 0;   // 0..1: how much darker the far side is
    double direction = 0;  // radians, where the light comes from
    double highlight = 0;  // 0..1: shine on the objects

    bool operator==(const Lighting&) const = default;
};

struct Camera {
    double exposure = 1;  // gain
    double contrast = 1;
    double blurPixels = 0;   // standard deviation at 224 pixels, grows with the picture
    double noise = 0;        // standard deviation, of 255
    double vignette = 0;     // 0..1
    double perspective = 0;  // -1..1: how far the background leans back
    std::uint32_t noiseSeed = 0;

    bool operator==(const Camera&) const = default;
};

/// Held-out scenes use combinations of colour, kind and texture, and patterns of background, that train scenes never
/// show. The two splits draw from different streams of the generator: a seed means another scene in each.
enum class Split : std::uint8_t { Train, HeldOut };

enum class MotionMode : std::uint8_t {
    Still,    // a picture
    Clip,     // at most one thing moves, enters or leaves within kClipSeconds
    Endless,  // for the screen: things drift, wander, come and go, and it never ends
};

inline constexpr double kClipSeconds = 4;

/// Curriculum: an empty list of kinds, colours ... means all of them.
struct SceneOptions {
    Split split = Split::Train;
    MotionMode motion = MotionMode::Still;
    std::size_t minObjects = 1;  // 0..9
    std::size_t maxObjects = 5;  // minObjects..9
    bool fillsGrid = false;      // nine objects, one in each region
    std::vector<Kind> kinds{};
    std::vector<Colour> colours{};
    std::vector<Size> sizes{};
    std::vector<Texture> textures{};
    std::vector<BackgroundKind> backgrounds{};
    double disturbance = 1;     // 0..1: light, blur, noise, tilt of camera and objects
    double positionJitter = 1;  // 0..1: 0 puts objects into the middle of their region
    double cardShare = 0.25;    // share of scenes whose objects are printed on cards

    bool operator==(const SceneOptions&) const = default;
};

struct Scene {
    Split split = Split::Train;
    MotionMode motion = MotionMode::Still;
    std::vector<Object> objects{};  // no two share a region; drawn in this order
    Background background{};
    Lighting lighting{};
    Camera camera{};

    bool operator==(const Scene&) const = default;
};

/// The same seed and options give the same scene on every machine.
Scene makeScene(std::uint64_t seed, const SceneOptions& options);

/// Regions tile the picture. Centres at rest keep off their borders; outside 0..1 it is the nearest one.
Region regionOf(Point point);

/// Where the object's centre is; outside 0..1 it has left the picture, or not come yet.
Point positionAt(const Object& object, double seconds);

/// Whether at least half of the object can be seen.
bool isInPicture(const Object& object, double seconds);

/// Train scenes never show these.
bool isHeldOutLook(Colour colour, Kind kind, Texture texture);
bool isHeldOutPattern(BackgroundKind kind, int pattern);

}  // namespace msao::world
