// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/decode/cpu/activations.h"
#include "engine/decode/cpu/cpu_kernels.h"
#include "engine/decode/cpu/kv_pages.h"
#include "engine/decode/cpu/thread_team.h"
#include "engine/decode/decode_backend.h"
#include "engine/decode/rope.h"

#include <memory>
#include <span>
#include <vector>

namespace msao::engine {

/// Weight rows whose products are held before they are added to the residual stream.
inline constexpr std::int64_t kAddRows = 64;

/// The step on the CPU. All threads of the team walk through the layers together; inside a stage each takes pieces of
/// work from a queue. Stages of a layer, with a barrier after each:
///   project   norm, query/key/value products, bias, rotation, write to the cache
///   attend    every (row, KV head)
///   output    product, added to the residual stream
///   gateUp    norm, gate and up products, silu(gate) * up
///   down      product, added to the residual stream
/// Norms are repeated by every thread: that is cheaper than a barrier.
class CpuDecodeBackend final : public DecodeBackend {
public:
    CpuDecodeBackend(const LanguageWeights& weights, int threads, std::size_t kvCacheBytes, CpuLevel level);

    std::int32_t kvPageCount() const override;
    Status step(std::span<const DecodeRow> rows, std::span<float> logits) override;
    Status stepLayers(std::span<const DecodeRow> rows, LayerRange layers, std::span<float> residual,
                      std::span<float> logits) override;
    void storeKv(std::int32_t layer, const KvSequence& sequence, std::int64_t firstSlot, std::int64_t count,
                 KvRows rows) override;
    void loadKv(std::int32_t layer, const KvSequence& sequence, std::int64_t count, std::span<float> keys,
                std::span<float> values) const override;

private:
    /// What a thread needs for itself.
    struct Scratch {
        explicit Scratch(const LanguageWeights& weights);
        Activations attentionInput, outputInput, mlpInput, headInput;
        std::vector<float> normed;
        std::vector<float> products;  // [rows, unit], twice
        std::vector<float> scores;
        std::vector<float> weighted;
    };
    enum Stage { Project, Attend, Output, GateUp, Down, StagesPerLayer };

    Status check(std::span<const DecodeRow> rows, std::span<float> logits) const;
    Status checkCut(std::span<const DecodeRow> rows, LayerRange layers, std::span<float> residual) const;
    bool hasHead() const { return m_layers.end == m_config.layerCount && m_weights.isWhole(); }
    void prepare(std::span<const DecodeRow> rows, std::span<float> logits);
    void embedRows();
    void embed(const DecodeRow& row, float* x) const;
    void fillQueues();
    WorkQueue& queue(std::int32_t layer, Stage stage);

    void work(int thread);
    void norm(const std::vector<float>& weight, Scratch& scratch, Activations& out) const;
    void project(std::int32_t layer, Scratch& scratch);
    void projectUnit(std::int32_t layer, std::int64_t unit, Scratch& scratch);
    void finishQuery(const LayerWeights& layer, std::int64_t firstHead, std::int64_t heads, const Scratch& scratch);
    void finishKey(std::int32_t layer, std::int64_t firstHead, std::int64_t heads, Scratch& scratch);
    void finishValue(std::int32_t layer, std::int64_t firstHead, std::int64_t heads, Scratch& scratch);
    void attend(std::int32_t layer, Scratch& scratch);
    void attendOne(std::int32_t layer, std::int64_t row, std::int32_t kvHead, Scratch& scratch);
    void output(std::int32_t layer, Scratch& scratch);
    void gateUp(std::int32_t layer, Scratch& scratch);
    void down(std::int32_t layer, Scratch& scratch);
    void addProduct(const Activations& input, const WeightMatrix& weights, WorkQueue& queue, Scratch& scratch);
    void head(Scratch& scratch);

    const LanguageWeights& m_weights;
    const TextConfig& m_config;
    const CpuKernels& m_kernels;
    RotaryEmbedding m_rotary;
    KvPages m_kv;
    ThreadTeam m_team;
    std::vector<Scratch> m_scratch;  // one a thread
    std::unique_ptr<WorkQueue[]> m_queues;
    std::int64_t m_projectUnit;  // weight rows: whole heads and whole packed blocks
    std::int64_t m_gateUnit;     // weight rows: whole groups of the next product and whole packed blocks
    Activations m_gated;         // written by all threads, in disjoint columns

    // Of the step at hand; [rows, ...].
    std::span<const DecodeRow> m_rows;
    std::span<float> m_logits;
    LayerRange m_layers;
    std::int64_t m_rowCount = 0;
    std::vector<float> m_residual;
    std::vector<float> m_cosines, m_sines;
    std::vector<float> m_queries;
    std::vector<float> m_attended;
};

}  // namespace msao::engine
