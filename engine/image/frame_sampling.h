// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace msao::engine {

/// Which frames of a video of `total` frames (at least 1) at `sourceRate` stand for it at `wantedRate` per second, as
/// the reference's sample_frames with its defaults: an even count from 4 to 768 spread evenly from the first frame on.
/// A video of one frame keeps that frame. Both rates positive.
std::vector<std::size_t> sampledFrames(std::size_t total, double sourceRate, double wantedRate);

}  // namespace msao::engine
