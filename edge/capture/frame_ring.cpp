// SPDX-License-Identifier: Apache-2.0
#include "edge/capture/frame_ring.h"

#include <algorithm>
#include <cmath>

namespace msao::edge {
namespace {

using Clock = std::chrono::steady_clock;

std::int64_t bytesOfFrame(const Frame& frame) {
    return static_cast<std::int64_t>(frame.image->pixels.size());
}

bool haveOneSize(const Frame& a, const Frame& b) {
    return a.image->width == b.image->width && a.image->height == b.image->height;
}

}  // namespace

/// The newest frame is always there; one that came too soon goes when the next one comes.
void FrameRing::take(const Frame& frame) {
    if (!frame.image) return clear();
    if (!m_frames.empty() && !haveOneSize(m_frames.back(), frame)) clear();
    const bool wasTooSoon =
        m_frames.size() > 1 && m_frames.back().time - m_frames[m_frames.size() - 2].time < m_options.step;
    if (wasTooSoon) m_frames.pop_back();
    m_frames.push_back(frame);
    while (m_frames.size() > 1 &&
           (frame.time - m_frames.front().time > m_options.span || bytes() > m_options.mostBytes))
        m_frames.pop_front();
}

std::int64_t FrameRing::bytes() const {
    std::int64_t bytes = 0;
    for (const Frame& frame : m_frames) bytes += bytesOfFrame(frame);
    return bytes;
}

const Frame& FrameRing::nearest(Clock::time_point time) const {
    const auto later = std::ranges::lower_bound(m_frames, time, {}, &Frame::time);
    if (later == m_frames.begin()) return *later;
    if (later == m_frames.end()) return m_frames.back();
    const auto before = std::prev(later);
    return time - before->time < later->time - time ? *before : *later;
}

engine::RgbClip FrameRing::last(double seconds, double framesPerSecond) const {
    engine::RgbClip clip;
    clip.framesPerSecond = framesPerSecond;
    if (m_frames.empty()) return clip;
    const double reach = std::chrono::duration<double>(m_frames.back().time - m_frames.front().time).count();
    auto count = static_cast<int>(std::lround(seconds * framesPerSecond));
    count = std::clamp(count, 1, static_cast<int>(std::floor(reach * framesPerSecond + 1e-6)) + 1);
    if (count > 1) count -= count % 2;
    for (int i = count - 1; i >= 0; --i) {
        const auto age =
            std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(i / framesPerSecond));
        clip.frames.push_back(*nearest(m_frames.back().time - age).image);
    }
    return clip;
}

}  // namespace msao::edge
