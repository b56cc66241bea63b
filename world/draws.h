// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/philox.h"
#include "msao/world/scene.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <span>
#include <utility>
#include <vector>

namespace msao::world {

/// What is drawn: draws for one purpose do not shift when another purpose needs more of them.
enum class Stream : std::uint32_t {
    Layout,
    Look,
    Camera,
    Motion,
    Sound,
    SoundSamples,
    Situation,
    Question,
    Typos,
    Types
};

/// Random choices, one after the other, as a function of seed, split and purpose.
class Draws {
public:
    Draws(std::uint64_t seed, Split split, Stream stream)
        : m_stream(seed, static_cast<std::uint64_t>(split) << 32 | static_cast<std::uint64_t>(stream)) {}

    std::uint32_t bits() { return m_stream.next(); }
    double unit() { return bits() * 0x1p-32; }
    double between(double low, double high) { return low + (high - low) * unit(); }
    bool chance(double probability) { return unit() < probability; }
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(std::uint64_t{bits()} * count >> 32); }
    double angle() { return between(0, 2 * std::numbers::pi); }

    /// `from` must not be empty.
    template <typename List>
    const auto& oneOf(const List& from) {
        return from[below(from.size())];
    }
    template <typename T>
    void shuffle(std::vector<T>& list) {
        for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[below(i)]);
    }

private:
    engine::PhiloxStream m_stream;
};

/// A seed for something that belongs to `seed` but has draws of its own.
inline std::uint64_t derivedSeed(std::uint64_t seed, std::uint64_t which) {
    const engine::PhiloxWords words = engine::philox(seed, engine::philoxCounter(which, ~std::uint64_t{0}));
    return std::uint64_t{words[1]} << 32 | words[0];
}

}  // namespace msao::world
