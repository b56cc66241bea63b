// SPDX-License-Identifier: Apache-2.0
// Internal to engine/model: the language model over many tokens at once. Functions over tensors; weights may be views
// of a checkpoint or parameters that are being trained.
#pragma once

#include "engine/model/attention.h"
#include "engine/model/layer_math.h"
#include "msao/engine/ids.h"
#include "msao/engine/model_config.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <span>

namespace msao::engine {

/// Matrices [out, in] in the compute type; norms and biases float32.
struct LanguageLayerTensors {
    at::Tensor inputNorm;
    at::Tensor query, key, value;
    at::Tensor queryBias, keyBias, valueBias;
    at::Tensor output;
    at::Tensor postAttentionNorm;
    at::Tensor gate, up, down;
};

/// M-RoPE: the pairs of a head are split into sections that turn with time, height and width.
RotaryTable languageRotary(std::span<const RopePosition> positions, const TextConfig& config);

/// Told of the queries that are computed, and of all keys that they attend to.
using Watch = std::function<void(const at::Tensor& query, const at::Tensor& keys)>;

/// One layer: hidden [n, hiddenSize] float32 to its last `wantedRows` rows (0...n): behind the last layer only the
/// prompt's last token is looked at, and only keys and values are needed of the others. `past` holds the keys and
/// values of earlier tokens (undefined tensors: none); `own` receives those of all n tokens.
at::Tensor languageLayer(const LanguageLayerTensors& layer, const TextConfig& config, const at::Tensor& hidden,
                         const RotaryTable& rotary, const KeyValues& past, KeyValues& own, std::int64_t wantedRows,
                         const Watch& watch = {});

/// Which tokens look at which is the caller's: query [wantedRows, heads, headDim] and `own` of all rows, float32, to
/// [wantedRows, heads * headDim]. Training packs many questions behind one picture this way.
using Attend = std::function<at::Tensor(const at::Tensor& query, const KeyValues& own)>;
at::Tensor languageLayerAttending(const LanguageLayerTensors& layer, const TextConfig& config, const at::Tensor& hidden,
                                  const RotaryTable& rotary, const Attend& attend, KeyValues& own,
                                  std::int64_t wantedRows);

}  // namespace msao::engine
