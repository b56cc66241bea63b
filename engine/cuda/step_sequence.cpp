// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/step_sequence.h"

#include <algorithm>
#include <cmath>

namespace msao::engine {
namespace {

class StepSequence {
public:
    StepSequence(DeviceRuntime& runtime, const DeviceModel& model, const KvCache& cache, const StepWorkspace& workspace,
                 int rows)
        : m_runtime(runtime), m_model(model), m_cache(cache), m_workspace(workspace), m_rows(rows) {}

    Status enqueue() {
        MSAO_CHECK(embed());
        for (std::size_t i = 0; i < m_model.layers.size(); ++i) {
            const DeviceLayer& layer = m_model.layers[i];
            const bool isLast = i + 1 == m_model.layers.size();
            MSAO_CHECK(queryKeyValue(layer, i));
            MSAO_CHECK(attend(i));
            MSAO_CHECK(
                addToResidual(layer.output, m_workspace.attended, m_workspace.attendedStride, layer.postAttentionNorm));
            MSAO_CHECK(gateUp(layer));
            MSAO_CHECK(addToResidual(layer.down, m_workspace.inner, m_workspace.innerStride,
                                     isLast ? m_model.finalNorm : m_model.layers[i + 1].inputNorm));
        }
        return head();
    }

private:
    Status embed() {
        EmbeddingArguments a;
        a.inputs = m_workspace.rowInputs;
        a.embedding = m_model.embedding;
        a.floatEmbedding = m_model.embeddingType == WeightType::F32;
        a.nextNorm = m_model.layers.empty() ? m_model.finalNorm : m_model.layers.front().inputNorm;
        a.residual = m_workspace.residual;
        a.squares = m_workspace.squares;
        a.normed = m_workspace.normed;
        a.normedStride = m_workspace.normedStride;
        a.layout = activationLayout(m_model.type);
        a.floatActivations = m_model.type == WeightType::F32;
        return m_runtime.embed(a, m_rows);
    }

    MatvecArguments product(const DeviceMatrix& matrix, const void* activations, std::int64_t stride) const {
        MatvecArguments a;
        a.matrix = matrix;
        a.activations = activations;
        a.activationStride = stride;
        a.rows = m_rows;
        return a;
    }

    /// Of the residual stream, whose norm is still to be divided by.
    MatvecArguments normedProduct(const DeviceMatrix& matrix) const {
        MatvecArguments a = product(matrix, m_workspace.normed, m_workspace.normedStride);
        a.squares = m_workspace.squares;
        a.squareCount = (m_model.config.hiddenSize + kGroupRows - 1) / kGroupRows;
        a.normWidth = static_cast<float>(m_model.config.hiddenSize);
        a.epsilon = static_cast<float>(m_model.config.rmsNormEpsilon);
        return a;
    }

    Status queryKeyValue(const DeviceLayer& layer, std::size_t index) {
        MatvecArguments a = normedProduct(layer.queryKeyValue);
        a.epilogue = Epilogue::QueryKeyValue;
        a.bias = layer.queryKeyValueBias;
        a.inputs = m_workspace.rowInputs;
        a.rotaryRows = {m_model.config.headCount, m_model.config.kvHeadCount, m_model.config.headDim};
        a.kv = m_cache.layout;
        a.cache = m_cache.layer(static_cast<std::int64_t>(index));
        a.queries = m_workspace.queries;
        return m_runtime.multiply(a);
    }

    Status attend(std::size_t layer) {
        for (int first = 0; first < m_rows; first += kAttentionRows) {
            const int count = std::min(kAttentionRows, m_rows - first);
            MSAO_CHECK(m_runtime.attend(attention(layer, first, count)));
        }
        return Done{};
    }

    AttentionArguments attention(std::size_t layer, int first, int count) const {
        const TextConfig& config = m_model.config;
        AttentionArguments a;
        a.inputs = m_workspace.rowInputs;
        a.inputs.slots += first;
        a.inputs.firstPages += first;
        a.queries = m_workspace.queries + std::int64_t{first} * config.queryWidth();
        a.cache = m_cache.layer(static_cast<std::int64_t>(layer));
        a.kv = m_cache.layout;
        a.rows = count;
        a.headCount = config.headCount;
        a.scale = 1.0f / std::sqrt(static_cast<float>(config.headDim));
        a.splits = std::min(m_runtime.attentionSplits(count, config.kvHeadCount), m_workspace.maxChunks);
        a.maxChunks = m_workspace.maxChunks;
        a.weighted = m_workspace.chunkWeighted;
        a.largest = m_workspace.chunkLargest;
        a.sums = m_workspace.chunkSums;
        a.arrivals = m_workspace.arrivals;
        a.out = static_cast<std::byte*>(m_workspace.attended) +
                first * m_workspace.attendedStride * activationBytes(m_model.type);
        a.outStride = m_workspace.attendedStride;
        a.outLayout = activationLayout(m_model.type);
        return a;
    }

    Status addToResidual(const DeviceMatrix& matrix, const void* activations, std::int64_t stride,
                         const float* nextNorm) {
        MatvecArguments a = product(matrix, activations, stride);
        a.epilogue = Epilogue::Residual;
        a.residual = m_workspace.residual;
        a.nextNorm = nextNorm;
        a.nextSquares = m_workspace.squares;
        a.nextActivations = m_workspace.normed;
        a.nextStride = m_workspace.normedStride;
        return m_runtime.multiply(a);
    }

    Status gateUp(const DeviceLayer& layer) {
        MatvecArguments a = normedProduct(layer.gateUp);
        a.epilogue = Epilogue::GateUp;
        a.nextActivations = m_workspace.inner;
        a.nextStride = m_workspace.innerStride;
        return m_runtime.multiply(a);
    }

    Status head() {
        MatvecArguments a = normedProduct(m_model.head);
        a.epilogue = Epilogue::Logits;
        a.logits = m_workspace.logits;
        return m_runtime.multiply(a);
    }

    DeviceRuntime& m_runtime;
    const DeviceModel& m_model;
    const KvCache& m_cache;
    const StepWorkspace& m_workspace;
    int m_rows;
};

}  // namespace

Status enqueueStep(DeviceRuntime& runtime, const DeviceModel& model, const KvCache& cache,
                   const StepWorkspace& workspace, int rows) {
    return StepSequence(runtime, model, cache, workspace, rows).enqueue();
}

}  // namespace msao::engine
