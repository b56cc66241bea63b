// SPDX-License-Identifier: Apache-2.0
#include "engine/decode/language_weights.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace msao::engine {

namespace {

struct MatrixTask {
    std::string name;
    WeightMatrix* matrix = nullptr;
};

std::string headName(const Checkpoint& checkpoint) {
    const bool isTied = checkpoint.config().text.tiedEmbeddings && checkpoint.find("lm_head.weight.codes") == nullptr;
    return isTied ? "model.embed_tokens.weight" : "lm_head.weight";
}

std::vector<MatrixTask> matrixTasks(const Checkpoint& checkpoint, LanguageWeights& weights) {
    std::vector<MatrixTask> tasks;
    // The largest first: the last task to finish should be a short one.
    if (weights.config.layerCount == checkpoint.config().text.layerCount)
        tasks.push_back({headName(checkpoint), &weights.head});
    for (std::size_t i = 0; i < weights.layers.size(); ++i) {
        const std::string prefix = "model.layers." + std::to_string(i) + ".";
        LayerWeights& layer = weights.layers[i];
        tasks.push_back({prefix + "self_attn.q_proj.weight", &layer.query});
        tasks.push_back({prefix + "self_attn.k_proj.weight", &layer.key});
        tasks.push_back({prefix + "self_attn.v_proj.weight", &layer.value});
        tasks.push_back({prefix + "self_attn.o_proj.weight", &layer.output});
        tasks.push_back({prefix + "mlp.gate_proj.weight", &layer.gate});
        tasks.push_back({prefix + "mlp.up_proj.weight", &layer.up});
        tasks.push_back({prefix + "mlp.down_proj.weight", &layer.down});
    }
    return tasks;
}

/// Makes the matrices on several threads; keeps the first error. Reports on the calling thread only.
class MatrixReader {
public:
    MatrixReader(const Checkpoint& checkpoint, WeightType type, const Progress& progress,
                 const std::vector<MatrixTask>& tasks)
        : m_checkpoint(checkpoint), m_type(type), m_progress(progress), m_tasks(tasks) {}

    Status read(int threads) {
        {
            std::vector<std::jthread> helpers;
            for (int i = 1; i < threads; ++i) helpers.emplace_back([this] { work(false); });
            work(true);
        }
        if (m_error) return *m_error;
        return Done{};
    }

private:
    void work(bool reports) {
        for (std::size_t i = m_next++; i < m_tasks.size() && !m_failed; i = m_next++) {
            const Status made = m_progress.stop.stop_requested()
                                    ? Status(Error{ErrorCode::Cancelled, "loading was cancelled"})
                                    : makeOne(m_tasks[i]);
            if (!made) fail(made.error());
            if (reports) m_progress.report(static_cast<double>(i + 1) / static_cast<double>(m_tasks.size()), "weights");
        }
    }

    Status makeOne(const MatrixTask& task) {
        MSAO_TRY(*task.matrix, WeightMatrix::make(m_checkpoint, task.name, m_type));
        return Done{};
    }

    void fail(const Error& error) {
        const std::lock_guard lock(m_mutex);
        if (!m_error) m_error = error;
        m_failed = true;
    }

    const Checkpoint& m_checkpoint;
    WeightType m_type;
    const Progress& m_progress;
    const std::vector<MatrixTask>& m_tasks;
    std::atomic<std::size_t> m_next{0};
    std::atomic<bool> m_failed{false};
    std::mutex m_mutex;
    std::optional<Error> m_error;  // guarded by m_mutex until all threads have ended
};

/// Matrices that share an activation must share its groups; a checkpoint quantised only in part could break that.
Status checkGroups(const LanguageWeights& weights) {
    for (const LayerWeights& layer : weights.layers) {
        for (const WeightMatrix* matrix :
             {&layer.query, &layer.key, &layer.value, &layer.output, &layer.gate, &layer.up, &layer.down}) {
            if (matrix->layout().groupSize != weights.layers[0].query.layout().groupSize) {
                return Error{ErrorCode::UnsupportedModel,
                             "the layers' matrices are quantised in groups of different sizes"};
            }
        }
    }
    return Done{};
}

Result<std::vector<float>> readVector(const Checkpoint& checkpoint, const std::string& name) {
    MSAO_TRY(TensorView tensor, checkpoint.tensor(name));
    if (tensor.shape.size() != 1) return Error{ErrorCode::ShapeMismatch, name + ": expected one dimension"};
    tensor.shape = {1, tensor.shape[0]};
    HugeBuffer storage;
    MSAO_TRY(const TensorView floats, asElementType(tensor, ElementType::F32, name, storage));
    const auto* values = reinterpret_cast<const float*>(floats.bytes.data());
    return std::vector<float>(values, values + tensor.shape[1]);
}

Status readVectors(const Checkpoint& checkpoint, std::size_t index, LayerWeights& layer) {
    const std::string prefix = "model.layers." + std::to_string(index) + ".";
    MSAO_TRY(layer.inputNorm, readVector(checkpoint, prefix + "input_layernorm.weight"));
    MSAO_TRY(layer.queryBias, readVector(checkpoint, prefix + "self_attn.q_proj.bias"));
    MSAO_TRY(layer.keyBias, readVector(checkpoint, prefix + "self_attn.k_proj.bias"));
    MSAO_TRY(layer.valueBias, readVector(checkpoint, prefix + "self_attn.v_proj.bias"));
    MSAO_TRY(layer.postAttentionNorm, readVector(checkpoint, prefix + "post_attention_layernorm.weight"));
    return Done{};
}

Status readEmbedding(const Checkpoint& checkpoint, LanguageWeights& weights) {
    const std::string name = "model.embed_tokens.weight";
    MSAO_TRY(const TensorView tensor, checkpoint.tensor(name));
    const ElementType type = tensor.type == ElementType::BF16 ? ElementType::BF16 : ElementType::F32;
    MSAO_TRY(weights.embedding, asElementType(tensor, type, name, weights.embeddingStorage));
    return Done{};
}

}  // namespace

std::size_t LanguageWeights::bytesPerStep() const {
    std::size_t bytes = head.bytes();
    for (const LayerWeights& layer : layers) {
        for (const WeightMatrix* matrix :
             {&layer.query, &layer.key, &layer.value, &layer.output, &layer.gate, &layer.up, &layer.down}) {
            bytes += matrix->bytes();
        }
    }
    return bytes;
}

Result<LanguageWeights> readLanguageWeights(const Checkpoint& checkpoint, WeightType type, int threads,
                                            const Progress& progress, std::int32_t lowerLayers) {
    LanguageWeights weights;
    weights.config = checkpoint.config().text;
    if (lowerLayers < 0 || lowerLayers >= weights.config.layerCount) {
        return Error{ErrorCode::InvalidArgument, "a model of " + std::to_string(weights.config.layerCount) +
                                                     " layers cannot be cut behind " + std::to_string(lowerLayers) +
                                                     ": each half keeps at least one"};
    }
    if (lowerLayers > 0) weights.config.layerCount = lowerLayers;
    weights.layers.resize(static_cast<std::size_t>(weights.config.layerCount));
    MSAO_CHECK(readEmbedding(checkpoint, weights));
    for (std::size_t i = 0; i < weights.layers.size(); ++i) {
        MSAO_CHECK(readVectors(checkpoint, i, weights.layers[i]));
    }
    MSAO_TRY(weights.finalNorm, readVector(checkpoint, "model.norm.weight"));
    const std::vector<MatrixTask> tasks = matrixTasks(checkpoint, weights);
    MSAO_CHECK(MatrixReader(checkpoint, type, progress, tasks).read(std::max(1, threads)));
    MSAO_CHECK(checkGroups(weights));
    return weights;
}

}  // namespace msao::engine
