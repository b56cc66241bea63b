// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/sample_digest.h"

#include <array>
#include <bit>
#include <cstdio>
#include <cstring>
#include <span>

namespace msao::evaluation {

namespace {

/// Two multiplicative hashes with different odd factors, a word at a time.
class ContentHash {
public:
    void add(std::uint64_t word) {
        for (std::size_t lane = 0; lane < m_lanes.size(); ++lane) {
            std::uint64_t& state = m_lanes[lane];
            state = std::rotl(state ^ word, 29) * kFactors[lane];
            state ^= state >> 32;
        }
    }

    /// The length first, so that one text's end is not the next one's beginning.
    void add(std::span<const std::byte> bytes) {
        add(std::uint64_t{bytes.size()});
        while (!bytes.empty()) {
            std::uint64_t word = 0;
            const std::size_t count = std::min(bytes.size(), sizeof word);
            std::memcpy(&word, bytes.data(), count);
            add(word);
            bytes = bytes.subspan(count);
        }
    }

    void add(const std::string& text) { add(std::as_bytes(std::span(text))); }

    std::string text() const {
        std::string hex;
        for (const std::uint64_t state : m_lanes) {
            char part[17];
            std::snprintf(part, sizeof part, "%016llx", static_cast<unsigned long long>(state));
            hex += part;
        }
        return hex;
    }

private:
    // Any odd ones with bits all over: of the golden ratio, and of the square root of two.
    static constexpr std::array<std::uint64_t, 2> kFactors = {0x9e3779b97f4a7c15, 0xb504f333f9de6485};
    std::array<std::uint64_t, 2> m_lanes = {0x243f6a8885a308d3, 0x13198a2e03707344};  // digits of pi
};

}  // namespace

std::string sampleDigest(const Sample& sample) {
    ContentHash hash;
    hash.add(sample.id);
    hash.add(sample.question);
    hash.add(std::uint64_t{sample.isClip});
    hash.add(std::bit_cast<std::uint64_t>(sample.pictures.framesPerSecond));
    for (const engine::RgbImage& frame : sample.pictures.frames) {
        hash.add(static_cast<std::uint64_t>(frame.width) << 32 | static_cast<std::uint32_t>(frame.height));
        hash.add(std::as_bytes(std::span(frame.pixels)));
    }
    if (sample.sound) {
        hash.add(static_cast<std::uint64_t>(sample.sound->samplesPerSecond));
        hash.add(std::as_bytes(std::span(sample.sound->samples)));
    }
    return hash.text();
}

}  // namespace msao::evaluation
