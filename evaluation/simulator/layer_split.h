// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/simulator/device_profile.h"
#include "msao/engine/layer_split.h"

namespace msao::simulator {

using engine::LayerSplit;

/// A hidden state of Qwen2.5-VL-7B in 16 bit.
inline constexpr double kHiddenStateBytes = 2 * 3584;

/// PerLLM's cut of its 28 layers.
inline engine::LayerSplit chooseLayerSplit(const DeviceProfile& edge, const DeviceProfile& cloud) {
    constexpr std::int32_t kLayers = 28;
    return engine::chooseLayerSplit(kLayers, edge.targetPassMs(1, 1), cloud.targetPassMs(1, 1));
}

}  // namespace msao::simulator
