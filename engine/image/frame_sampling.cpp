// SPDX-License-Identifier: Apache-2.0
#include "engine/image/frame_sampling.h"

#include "msao/engine/image.h"

#include <algorithm>
#include <cmath>

namespace msao::engine {
namespace {

constexpr std::size_t kTemporalPatch = 2;
constexpr double kMinFrames = 4;

}  // namespace

std::vector<std::size_t> sampledFrames(std::size_t total, double sourceRate, double wantedRate) {
    if (total < kTemporalPatch) return {0};
    const std::size_t most = std::min(kMaxClipFrames, total) / kTemporalPatch * kTemporalPatch;
    const double wanted = std::max(double(total) / sourceRate * wantedRate, kMinFrames);
    const auto count = std::size_t(std::min(wanted, double(most))) / kTemporalPatch * kTemporalPatch;
    const double step = double(total) / double(count);
    std::vector<std::size_t> frames;
    for (std::size_t i = 0; i < count; ++i) {
        // The reference rounds to float32 before it drops the fraction.
        frames.push_back(std::min(std::size_t(float(double(i) * step)), total - 1));
    }
    return frames;
}

}  // namespace msao::engine
