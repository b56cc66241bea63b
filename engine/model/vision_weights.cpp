// SPDX-License-Identifier: Apache-2.0
#include "engine/model/vision_weights.h"

#include "engine/model/torch_views.h"

#include <ATen/ATen.h>

#include <string>

namespace msao::engine {
namespace {

class VisionReader {
public:
    VisionReader(const Checkpoint& checkpoint, at::ScalarType computeType)
        : m_checkpoint(checkpoint), m_computeType(computeType) {}

    Result<at::Tensor> tensor(const std::string& name, at::ScalarType type) const {
        MSAO_TRY(const TensorView view, m_checkpoint.tensor(name));
        return mappedTensor(view, type, name);
    }

    Result<LinearTensors> linear(const std::string& name) const {
        MSAO_TRY(at::Tensor weight, tensor(name + ".weight", m_computeType));
        MSAO_TRY(at::Tensor bias, tensor(name + ".bias", m_computeType));
        return LinearTensors{std::move(weight), std::move(bias)};
    }

    Result<NormTensors> norm(const std::string& name) const {
        NormTensors norm;
        MSAO_TRY(norm.weight, tensor(name + ".weight", at::kFloat));
        if (isQwen2()) {
            MSAO_TRY(norm.bias, tensor(name + ".bias", at::kFloat));
        }
        return norm;
    }

    Result<VisionBlockTensors> block(const std::string& prefix) const {
        VisionBlockTensors block;
        MSAO_TRY(block.attentionNorm, norm(prefix + "norm1"));
        MSAO_TRY(block.queryKeyValue, linear(prefix + "attn.qkv"));
        MSAO_TRY(block.attentionOutput, linear(prefix + "attn.proj"));
        MSAO_TRY(block.mlpNorm, norm(prefix + "norm2"));
        if (!isQwen2()) {
            MSAO_TRY(block.gate, linear(prefix + "mlp.gate_proj"));
        }
        MSAO_TRY(block.up, linear(prefix + (isQwen2() ? "mlp.fc1" : "mlp.up_proj")));
        MSAO_TRY(block.down, linear(prefix + (isQwen2() ? "mlp.fc2" : "mlp.down_proj")));
        return block;
    }

private:
    bool isQwen2() const { return m_checkpoint.config().family == ModelFamily::Qwen2VL; }

    const Checkpoint& m_checkpoint;
    at::ScalarType m_computeType;
};

}  // namespace

Result<VisionTensors> readVisionTensors(const Checkpoint& checkpoint, at::ScalarType computeType) {
    const VisionReader reader(checkpoint, computeType);
    VisionTensors tensors;
    MSAO_TRY(const at::Tensor kernel, reader.tensor("visual.patch_embed.proj.weight", computeType));
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
