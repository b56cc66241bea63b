// SPDX-License-Identifier: Apache-2.0
#include "engine/model/audio_weights.h"

#include <ATen/ATen.h>

#include <string>
#include <utility>

namespace msao::engine {
namespace {

Result<AudioBlockTensors> readBlock(const TowerReader& reader, const std::string& prefix) {
    AudioBlockTensors block;
    MSAO_TRY(block.attentionNorm, reader.layerNorm(prefix + "self_attn_layer_norm"));
    MSAO_TRY(block.query, reader.linear(prefix + "self_attn.q_proj"));
    MSAO_TRY(block.key, reader.weight(prefix + "self_attn.k_proj"));
    MSAO_TRY(block.value, reader.linear(prefix + "self_attn.v_proj"));
    MSAO_TRY(block.attentionOutput, reader.linear(prefix + "self_attn.out_proj"));
    MSAO_TRY(block.mlpNorm, reader.layerNorm(prefix + "final_layer_norm"));
    MSAO_TRY(block.up, reader.linear(prefix + "fc1"));
    MSAO_TRY(block.down, reader.linear(prefix + "fc2"));
    return block;
}

}  // namespace

Result<AudioTensors> readAudioTensors(const Checkpoint& checkpoint, at::ScalarType computeType) {
    if (!checkpoint.config().audio) return Error{ErrorCode::Internal, "an audio tower is read where there is none"};
    const TowerReader reader(checkpoint, computeType);
    AudioTensors tensors;
    MSAO_TRY(tensors.firstConvolution, reader.linear("audio_tower.conv1"));
    MSAO_TRY(tensors.secondConvolution, reader.linear("audio_tower.conv2"));
    for (std::int32_t i = 0; i < checkpoint.config().audio->depth; ++i) {
        MSAO_TRY(AudioBlockTensors block, readBlock(reader, "audio_tower.layers." + std::to_string(i) + "."));
        tensors.blocks.push_back(std::move(block));
    }
    MSAO_TRY(tensors.finalNorm, reader.layerNorm("audio_tower.ln_post"));
    MSAO_TRY(tensors.projection, reader.linear("audio_tower.proj"));
    return tensors;
}

}  // namespace msao::engine
