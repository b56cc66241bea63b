// SPDX-License-Identifier: Apache-2.0
#include "engine/model/vision_weights.h"

#include <ATen/ATen.h>

#include <string>

namespace msao::engine {
namespace {

class VisionReader : public TowerReader {
public:
    VisionReader(const Checkpoint& checkpoint, at::ScalarType computeType)
        : TowerReader(checkpoint, computeType), m_isQwen2(checkpoint.config().family == ModelFamily::Qwen2VL) {}

    Result<NormTensors> norm(const std::string& name) const { return m_isQwen2 ? layerNorm(name) : rmsNorm(name); }

    Result<VisionBlockTensors> block(const std::string& prefix) const {
        VisionBlockTensors block;
        MSAO_TRY(block.attentionNorm, norm(prefix + "norm1"));
        MSAO_TRY(block.queryKeyValue, linear(prefix + "attn.qkv"));
        MSAO_TRY(block.attentionOutput, linear(prefix + "attn.proj"));
        MSAO_TRY(block.mlpNorm, norm(prefix + "norm2"));
        if (!m_isQwen2) {
            MSAO_TRY(block.gate, linear(prefix + "mlp.gate_proj"));
        }
        MSAO_TRY(block.up, linear(prefix + (m_isQwen2 ? "mlp.fc1" : "mlp.up_proj")));
        MSAO_TRY(block.down, linear(prefix + (m_isQwen2 ? "mlp.fc2" : "mlp.down_proj")));
        return block;
    }

private:
    bool m_isQwen2;
};

}  // namespace

Result<VisionTensors> readVisionTensors(const Checkpoint& checkpoint, at::ScalarType computeType) {
    const VisionReader reader(checkpoint, computeType);
    VisionTensors tensors;
    MSAO_TRY(const at::Tensor kernel, reader.weight("visual.patch_embed.proj"));
    // Kernel and stride of the convolution are one patch, so it is a product of the flattened patch.
    tensors.patchEmbedding = kernel.flatten(1);
    for (std::int32_t i = 0; i < checkpoint.config().vision.depth; ++i) {
        MSAO_TRY(VisionBlockTensors block, reader.block("visual.blocks." + std::to_string(i) + "."));
        tensors.blocks.push_back(std::move(block));
    }
    MSAO_TRY(tensors.mergerNorm, reader.norm("visual.merger.ln_q"));
    MSAO_TRY(tensors.mergerFirst, reader.linear("visual.merger.mlp.0"));
    MSAO_TRY(tensors.mergerSecond, reader.linear("visual.merger.mlp.2"));
    return tensors;
}

}  // namespace msao::engine
