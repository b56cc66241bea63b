// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/model_assembly.h"

#include <string>
#include <utility>
#include <vector>

namespace msao::engine {
namespace {

using Names = std::vector<std::string>;

class Assembly {
public:
    Assembly(const TextConfig& config, const AssemblyOptions& options, DeviceRuntime& runtime, WeightWriter& writer)
        : m_config(config), m_options(options), m_runtime(runtime), m_writer(writer) {}

    Result<DeviceModel> model() {
        DeviceModel model;
        model.config = m_config;
        model.type = m_options.type;
        model.embeddingType = m_options.embeddingType;
        const std::string embedding = "model.embed_tokens.weight";
        MSAO_TRY(model.embedding,
                 matrix(m_options.embeddingType, {embedding}, sameRow, m_config.vocabularySize, m_config.hiddenSize));
        for (std::int32_t i = 0; i < m_config.layerCount; ++i) {
            MSAO_TRY(const DeviceLayer next, layer("model.layers." + std::to_string(i) + "."));
            model.layers.push_back(next);
        }
        MSAO_TRY(model.finalNorm, vector({"model.norm.weight"}, sameRow, m_config.hiddenSize));
        if (m_config.tiedEmbeddings && m_options.type == m_options.embeddingType) {
            model.head = model.embedding;
            return model;
        }
        MSAO_TRY(model.head,
                 matrix(m_options.type, {"lm_head.weight"}, sameRow, m_config.vocabularySize, m_config.hiddenSize));
        return model;
    }

private:
    Result<DeviceLayer> layer(const std::string& prefix) {
        DeviceLayer layer;
        const RotaryRows rotary{m_config.headCount, m_config.kvHeadCount, m_config.headDim};
        const RowSource rotaryOrder = [rotary](std::int64_t row) { return rotary.source(row); };
        const std::string attention = prefix + "self_attn.";
        MSAO_TRY(layer.inputNorm, vector({prefix + "input_layernorm.weight"}, sameRow, m_config.hiddenSize));
        MSAO_TRY(layer.queryKeyValue,
                 matrix(m_options.type,
                        {attention + "q_proj.weight", attention + "k_proj.weight", attention + "v_proj.weight"},
                        rotaryOrder, rotary.rows(), m_config.hiddenSize));
        MSAO_TRY(layer.queryKeyValueBias,
                 vector({attention + "q_proj.bias", attention + "k_proj.bias", attention + "v_proj.bias"}, rotaryOrder,
                        rotary.rows()));
        MSAO_TRY(layer.output, matrix(m_options.type, {attention + "o_proj.weight"}, sameRow, m_config.hiddenSize,
                                      m_config.queryWidth()));
        MSAO_CHECK(addFeedForward(prefix, layer));
        return layer;
    }

    Status addFeedForward(const std::string& prefix, DeviceLayer& layer) {
        MSAO_TRY(layer.postAttentionNorm,
                 vector({prefix + "post_attention_layernorm.weight"}, sameRow, m_config.hiddenSize));
        MSAO_TRY(layer.gateUp,
                 matrix(m_options.type, {prefix + "mlp.gate_proj.weight", prefix + "mlp.up_proj.weight"},
                        GateUpRows::source, GateUpRows::rows(m_config.intermediateSize), m_config.hiddenSize));
        MSAO_TRY(layer.down, matrix(m_options.type, {prefix + "mlp.down_proj.weight"}, sameRow, m_config.hiddenSize,
                                    m_config.intermediateSize));
        return Done{};
    }

    Result<DeviceMatrix> matrix(WeightType type, const Names& names, const RowSource& order, std::int64_t rows,
                                std::int64_t cols) {
        MSAO_TRY(DeviceMatrix matrix, deviceMatrixShape(type, rows, cols, m_options.groupSize));
        const std::int64_t paddedRows = matrix.rowGroups() * kGroupRows;
        MSAO_TRY(void* values, m_runtime.allocate(static_cast<std::size_t>(paddedRows * matrix.rowBytes)));
        matrix.values = static_cast<std::byte*>(values);
        if (matrix.groups > 0) {
            MSAO_TRY(void* scales,
                     m_runtime.allocate(static_cast<std::size_t>(paddedRows * matrix.groups) * sizeof(float)));
            matrix.scales = static_cast<float*>(scales);
        }
        MSAO_CHECK(m_writer.writeMatrix(names, order, type, matrix));
        return matrix;
    }

    Result<float*> vector(const Names& names, const RowSource& order, std::int64_t count) {
        MSAO_TRY(void* values, m_runtime.allocate(static_cast<std::size_t>(count) * sizeof(float)));
        MSAO_CHECK(m_writer.writeVector(names, order, static_cast<float*>(values), count));
        return static_cast<float*>(values);
    }

    const TextConfig& m_config;
    const AssemblyOptions& m_options;
    DeviceRuntime& m_runtime;
    WeightWriter& m_writer;
};

}  // namespace

std::size_t DeviceModel::bytesPerStep() const {
    std::size_t bytes = head.bytes();
    for (const DeviceLayer& layer : layers) {
        bytes += layer.queryKeyValue.bytes() + layer.output.bytes() + layer.gateUp.bytes() + layer.down.bytes();
    }
    return bytes;
}

Result<DeviceModel> assembleModel(const TextConfig& config, const AssemblyOptions& options, DeviceRuntime& runtime,
                                  WeightWriter& writer) {
    return Assembly(config, options, runtime, writer).model();
}

}  // namespace msao::engine
