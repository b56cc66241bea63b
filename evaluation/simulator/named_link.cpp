// SPDX-License-Identifier: Apache-2.0
#include "evaluation/simulator/named_link.h"

#include "evaluation/simulator/random_stream.h"

#include <algorithm>

namespace msao::simulator {
namespace {

// All chosen.
constexpr double kJitterOfRtt = 0.25;  // the mean; drawn from an exponential
constexpr double kLoss = 0.01;
constexpr double kStepMs = 10'000;
constexpr double kBandwidthStep = 1.0 / 20;  // 400 -> 20 Mbit/s
constexpr double kRttStep = 10;              // 20 -> 200 ms
constexpr double kDriveStepMs = 1000;
constexpr int kDriveStates = 600;

LinkProfile stepped(const LinkState& told) {
    LinkState narrow = told, far = told;
    narrow.bitsPerSecond *= kBandwidthStep;
    far.rttMs *= kRttStep;
    return LinkProfile::every(kStepMs, {told, narrow, told, far, told});
}

}  // namespace

std::vector<LinkState> driveThrough5G(std::uint64_t seed, int states) {
    std::vector<LinkState> drive;
    RandomStream random(seed);
    double quality = 1;
    for (int state = 0; state < states; ++state) {
        quality = std::clamp(quality + 0.8 * (random.uniform() - 0.5), 0.0, 1.0);
        const double edge = 1 - quality;
        drive.push_back({20 + 60 * edge, 1e6 * (20 + 280 * quality), 2 + 18 * edge, 0.03 * edge});
    }
    return drive;
}

LinkProfile namedLink(NamedLink link, const LinkState& told, std::uint64_t seed) {
    LinkState state = told;
    switch (link) {
        case NamedLink::Steady:
            break;
        case NamedLink::Jitter:
            if (state.jitterMs == 0) state.jitterMs = kJitterOfRtt * state.rttMs;
            break;
        case NamedLink::Loss:
            if (state.loss == 0) state.loss = kLoss;
            break;
        case NamedLink::Steps:
            return stepped(told);
        case NamedLink::Drive5G:
            return LinkProfile::every(kDriveStepMs, driveThrough5G(seed, kDriveStates));
    }
    return LinkProfile(state);
}

}  // namespace msao::simulator
