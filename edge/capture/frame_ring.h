// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "edge/capture/frame_source.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>

namespace msao::edge {

struct FrameRingOptions {
    std::chrono::milliseconds span{16'000};           // older frames are of no use
    std::chrono::milliseconds step{250};              // between two that are kept, at least
    std::int64_t mostBytes = std::int64_t{96} << 20;  // large frames reach back less far
};

/// The last seconds of a source, thinned, in bounded memory. Used by one thread.
class FrameRing {
public:
    explicit FrameRing(FrameRingOptions options = {}) : m_options(options) {}

    void take(const Frame& frame);
    void clear() { m_frames.clear(); }

    /// As a clip that ends with the newest frame: one frame every 1/framesPerSecond, as far back as `seconds` and as
    /// there are any. An even number where there are two or more; all of the newest one's size.
    engine::RgbClip last(double seconds, double framesPerSecond) const;
    std::int64_t bytes() const;
    std::size_t size() const { return m_frames.size(); }

private:
    const Frame& nearest(std::chrono::steady_clock::time_point time) const;

    FrameRingOptions m_options;
    std::deque<Frame> m_frames;  // oldest first
};

}  // namespace msao::edge
