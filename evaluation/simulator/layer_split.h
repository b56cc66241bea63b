// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/simulator/device_profile.h"

namespace msao::simulator {

/// PerLLM: the target's first layers at the edge, the rest in the cloud; a hidden state travels for every token.
struct LayerSplit {
    int edgeLayers = 1;
    double edgeMs = 0;      // the edge's part of one token
    double cloudShare = 1;  // of a pass
};

/// A hidden state of Qwen2.5-VL-7B in 16 bit.
inline constexpr double kHiddenStateBytes = 2 * 3584;

/// The cut with the least time per token; each side keeps at least one of the 28 layers, or it were another mode.
inline LayerSplit chooseLayerSplit(const DeviceProfile& edge, const DeviceProfile& cloud) {
    constexpr int kLayers = 28;
    LayerSplit best;
    double bestMs = 0;
    for (int layers = 1; layers < kLayers; ++layers) {
        const double share = static_cast<double>(layers) / kLayers;
        const double edgeMs = share * edge.targetPassMs(1, 1);
        const double totalMs = edgeMs + (1 - share) * cloud.targetPassMs(1, 1);
        if (layers > 1 && totalMs >= bestMs) continue;
        best = {layers, edgeMs, 1 - share};
        bestMs = totalMs;
    }
    return best;
}

}  // namespace msao::simulator
