// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace msao::engine {

/// PerLLM: the target's first layers at the edge, the rest in the cloud; a hidden state travels for every token.
struct LayerSplit {
    std::int32_t edgeLayers = 1;
    double edgeMs = 0;      // the edge's part of one token
    double cloudShare = 1;  // of a pass
};

/// The cut with the least time per token; each side keeps at least one layer, or it were another mode. What travels is
/// as large wherever the cut is, so that it does not decide. Of equals the one with fewest layers at the edge.
/// `edgePassMs`, `cloudPassMs`: all layers for one token on either side. Layers: two at least.
inline LayerSplit chooseLayerSplit(std::int32_t layers, double edgePassMs, double cloudPassMs) {
    LayerSplit best;
    double bestMs = 0;
    for (std::int32_t cut = 1; cut < layers; ++cut) {
        const double share = static_cast<double>(cut) / layers;
        const double totalMs = share * edgePassMs + (1 - share) * cloudPassMs;
        if (cut > 1 && totalMs >= bestMs) continue;
        best = {cut, share * edgePassMs, 1 - share};
        bestMs = totalMs;
    }
    return best;
}

}  // namespace msao::engine
