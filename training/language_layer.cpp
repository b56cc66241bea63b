// SPDX-License-Identifier: Apache-2.0
#include "training/language_layer.h"

#include "engine/model/half_products.h"
#include "training/fused_math.h"
#include "training/packed_heads.h"

#include <ATen/ATen.h>

namespace msao::training {
namespace {

at::Tensor mlp(const engine::LanguageLayerTensors& layer, const engine::TextConfig& config, const at::Tensor& hidden) {
    const at::Tensor x = normedHalf(hidden, layer.postAttentionNorm, config.rmsNormEpsilon);
    return engine::linearProduct(gatedHalf(engine::linearProduct(x, at::cat({layer.gate, layer.up}))), layer.down);
}

}  // namespace

bool hasFastLayer(const at::Tensor& head, const engine::TextConfig& config) {
    return head.is_cpu() && head.scalar_type() == at::kBFloat16 && config.headDim == kPackedHeadWidth;
}

at::Tensor fastLayer(const engine::LanguageLayerTensors& layer, const engine::TextConfig& config,
                     const at::Tensor& hidden, const engine::RotaryTable& rotary, const PackedAttention& attend,
                     const at::Tensor* learnt, Looks* looks) {
    const at::Tensor x = normedHalf(hidden, layer.inputNorm, config.rmsNormEpsilon);
    const at::Tensor joined = engine::linearProduct(x, at::cat({layer.query, layer.key, layer.value}));
    const at::Tensor bias = at::cat({layer.queryBias, layer.keyBias, layer.valueBias});
    PackedHeads heads = packedHeads(joined, bias, rotary, attend.shape(), config.kvHeadCount);
    at::Tensor wanted = hidden;
    if (learnt != nullptr) {
        heads.prefixes.query.reset();
        wanted = hidden.index_select(0, learnt->add(attend.shape().prefixTotal()));
    }
    at::Tensor mixed = attend(heads, looks);
    if (learnt != nullptr) mixed = mixed.index_select(0, *learnt);
    const at::Tensor attended = wanted.add(engine::linearProduct(mixed, layer.output));
    return attended.add(mlp(layer, config, attended));
}

}  // namespace msao::training
