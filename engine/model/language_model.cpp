// SPDX-License-Identifier: Apache-2.0
#include "engine/model/language_model.h"

#include <ATen/ATen.h>

namespace msao::engine {
namespace {

/// x * weight^T + bias as float32 heads. The bias is added in float32: some of Qwen's key biases are in the hundreds,
/// and rounding their sum to bf16 would lose what tells keys apart.
at::Tensor heads(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, std::int64_t headDim) {
    return project(x, weight).to(at::kFloat).add(bias).unflatten(1, {-1, headDim});
}

at::Tensor lastRows(const at::Tensor& x, std::int64_t count) {
    return x.narrow(0, x.size(0) - count, count);
}

/// Normalised input of the attention, in the weights' type.
at::Tensor attentionInput(const LanguageLayerTensors& layer, const TextConfig& config, const at::Tensor& hidden) {
    return rmsNorm(hidden, layer.inputNorm, config.rmsNormEpsilon).to(layer.query.scalar_type());
}

KeyValues keyValues(const LanguageLayerTensors& layer, const TextConfig& config, const at::Tensor& x,
                    const RotaryTable& rotary) {
    return {rotate(heads(x, layer.key, layer.keyBias, config.headDim), rotary),
            heads(x, layer.value, layer.valueBias, config.headDim)};
}

at::Tensor mlp(const LanguageLayerTensors& layer, const TextConfig& config, const at::Tensor& hidden) {
    const at::Tensor x = rmsNorm(hidden, layer.postAttentionNorm, config.rmsNormEpsilon).to(layer.gate.scalar_type());
    return project(at::silu(project(x, layer.gate)).mul(project(x, layer.up)), layer.down);
}

}  // namespace

RotaryTable languageRotary(std::span<const RopePosition> positions, const TextConfig& config) {
    const auto count = static_cast<std::int64_t>(positions.size());
    const at::Tensor coordinates =
        at::from_blob(const_cast<std::int32_t*>(positions.data()->data()), {count, 3}, at::kInt).to(at::kFloat);
    const at::Tensor frequencies = inverseFrequencies(config.ropeTheta, config.headDim);
    std::vector<at::Tensor> sections;
    std::int64_t first = 0;
    for (std::int64_t axis = 0; axis < 3; ++axis) {
        const std::int64_t pairs = config.mropeSection[static_cast<std::size_t>(axis)];
        sections.push_back(coordinates.narrow(1, axis, 1).mul(frequencies.narrow(0, first, pairs)));
        first += pairs;
    }
    const at::Tensor angle = at::cat(sections, 1).unsqueeze(1);
    return {angle.cos(), angle.sin()};
}

at::Tensor languageLayerAttending(const LanguageLayerTensors& layer, const TextConfig& config, const at::Tensor& hidden,
                                  const RotaryTable& rotary, const Attend& attend, KeyValues& own,
                                  std::int64_t wantedRows) {
    const at::Tensor x = attentionInput(layer, config, hidden);
    own = keyValues(layer, config, x, rotary);
    const at::Tensor wanted = lastRows(hidden, wantedRows);
    if (wantedRows == 0) return wanted;
    const RotaryTable wantedRotary{lastRows(rotary.cos, wantedRows), lastRows(rotary.sin, wantedRows)};
    const at::Tensor query =
        rotate(heads(lastRows(x, wantedRows), layer.query, layer.queryBias, config.headDim), wantedRotary);
    const at::Tensor attended = wanted.add(project(attend(query, own), layer.output));
    return attended.add(mlp(layer, config, attended));
}

at::Tensor languageLayer(const LanguageLayerTensors& layer, const TextConfig& config, const at::Tensor& hidden,
                         const RotaryTable& rotary, const KeyValues& past, KeyValues& own, std::int64_t wantedRows,
                         const Watch& watch) {
    // In the weights' type: the cache rounds keys and values to it anyway, and scores are still summed in float32.
    const at::ScalarType type = layer.query.scalar_type();
    const Attend causally = [&](const at::Tensor& query, const KeyValues& fresh) {
        const KeyValues all = past.keys.defined()
                                  ? KeyValues{at::cat({past.keys, fresh.keys}), at::cat({past.values, fresh.values})}
                                  : fresh;
        if (watch) watch(query, all.keys);
        return causalAttention(query.to(type), {all.keys.to(type), all.values.to(type)});
    };
    return languageLayerAttending(layer, config, hidden, rotary, causally, own, wantedRows);
}

}  // namespace msao::engine
