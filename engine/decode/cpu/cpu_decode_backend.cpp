// SPDX-License-Identifier: Apache-2.0
#include "engine/decode/cpu/cpu_decode_backend.h"

#include "engine/base/bfloat16.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <string>
#include <thread>

namespace msao::engine {

namespace {

// Weight rows that a thread takes at once when much is left.
constexpr std::int64_t kLargestPiece = 4096;

template <typename T>
void grow(std::vector<T>& values, std::int64_t size) {
    if (values.size() < static_cast<std::size_t>(size)) values.resize(static_cast<std::size_t>(size));
}

std::int64_t unitsOf(std::int64_t rows, std::int64_t unit) {
    return (rows + unit - 1) / unit;
}

int threadCount(int asked) {
    return asked > 0 ? asked : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

bool cacheIsBf16(const LanguageWeights& weights) {
    return weights.layers[0].query.type() != WeightType::F32;
}

}  // namespace

std::unique_ptr<DecodeBackend> makeCpuDecodeBackend(const LanguageWeights& weights, int threads,
                                                    std::size_t kvCacheBytes, CpuLevel level) {
    return std::make_unique<CpuDecodeBackend>(weights, threads, kvCacheBytes, level);
}

CpuDecodeBackend::Scratch::Scratch(const LanguageWeights& weights)
    : attentionInput(weights.layers[0].query),
      outputInput(weights.layers[0].output),
      mlpInput(weights.layers[0].gate),
      headInput(weights.isWhole() ? weights.head : weights.layers[0].query) {}

CpuDecodeBackend::CpuDecodeBackend(const LanguageWeights& weights, int threads, std::size_t kvCacheBytes,
                                   CpuLevel level)
    : m_weights(weights),
      m_config(weights.config),
      m_kernels(cpuKernels(level)),
      m_rotary(weights.config),
      m_kv(weights.config, cacheIsBf16(weights), kvCacheBytes),
      m_team(threadCount(threads)),
      m_scratch(static_cast<std::size_t>(m_team.size()), Scratch(weights)),
      m_queues(std::make_unique<WorkQueue[]>(weights.layers.size() * StagesPerLayer + 1)),
      m_projectUnit(std::lcm(std::int64_t{m_config.headDim}, kPackedRows)),
      m_gateUnit(0),
      m_gated(weights.layers[0].down) {
    m_gateUnit = std::lcm(std::lcm(m_gated.columnUnit(), kPackedRows), kActivationPadding);
}

std::int32_t CpuDecodeBackend::kvPageCount() const {
    return m_kv.pageCount();
}

Status CpuDecodeBackend::step(std::span<const DecodeRow> rows, std::span<float> logits) {
    m_layers = {0, m_config.layerCount};
    MSAO_CHECK(check(rows, logits));
    if (rows.empty()) return Done{};
    prepare(rows, logits);
    embedRows();
    m_team.run([this](int thread) { work(thread); });
    return Done{};
}

Status CpuDecodeBackend::stepLayers(std::span<const DecodeRow> rows, LayerRange layers, std::span<float> residual,
                                    std::span<float> logits) {
    MSAO_CHECK(checkCut(rows, layers, residual));
    m_layers = layers;
    MSAO_CHECK(check(rows, logits));
    if (rows.empty()) return Done{};
    prepare(rows, logits);
    if (layers.first == 0) {
        embedRows();
    } else {
        std::ranges::copy(residual, m_residual.begin());
    }
    m_team.run([this](int thread) { work(thread); });
    std::copy_n(m_residual.begin(), residual.size(), residual.begin());
    return Done{};
}

Status CpuDecodeBackend::checkCut(std::span<const DecodeRow> rows, LayerRange layers, std::span<float> residual) const {
    const bool isRange = layers.first >= 0 && layers.first <= layers.end && layers.end <= m_config.layerCount;
    if (isRange && residual.size() == rows.size() * static_cast<std::size_t>(m_config.hiddenSize)) return Done{};
    return Error{ErrorCode::InvalidArgument,
                 "layers " + std::to_string(layers.first) + " to " + std::to_string(layers.end) + " of " +
                     std::to_string(m_config.layerCount) + " do not go with " + std::to_string(residual.size()) +
                     " numbers for " + std::to_string(rows.size()) + " rows"};
}

Status CpuDecodeBackend::check(std::span<const DecodeRow> rows, std::span<float> logits) const {
    const auto perRow = static_cast<std::size_t>(hasHead() ? m_config.vocabularySize : 0);
    if (logits.size() != rows.size() * perRow) {
        return Error{ErrorCode::InvalidArgument, "a decode step of " + std::to_string(rows.size()) +
                                                     " rows cannot fill " + std::to_string(logits.size()) + " logits"};
    }
    for (const DecodeRow& row : rows) {
        const std::int32_t token = toIndex(row.token);
        if (token < 0 || token >= m_config.vocabularySize) {
            return Error{ErrorCode::InvalidArgument, "token " + std::to_string(token) +
                                                         " is not in the vocabulary of " +
                                                         std::to_string(m_config.vocabularySize)};
        }
        if (row.sequence == nullptr || row.slot < 0 || row.slot >= row.sequence->length()) {
            return Error{ErrorCode::InvalidArgument, "slot " + std::to_string(row.slot) + " is not in its sequence"};
        }
    }
    return Done{};
}

void CpuDecodeBackend::prepare(std::span<const DecodeRow> rows, std::span<float> logits) {
    m_rows = rows;
    m_logits = logits;
    m_rowCount = static_cast<std::int64_t>(rows.size());
    const std::int64_t pairs = m_rotary.pairs();
    grow(m_residual, m_rowCount * m_config.hiddenSize);
    grow(m_cosines, m_rowCount * pairs);
    grow(m_sines, m_rowCount * pairs);
    grow(m_queries, m_rowCount * m_config.queryWidth());
    grow(m_attended, m_rowCount * m_config.queryWidth());
    m_gated.reserve(m_rowCount);
    std::int64_t longest = 0;
    for (std::int64_t m = 0; m < m_rowCount; ++m) {
        const DecodeRow& row = rows[static_cast<std::size_t>(m)];
        m_rotary.angles(row.position, {m_cosines.data() + m * pairs, static_cast<std::size_t>(pairs)},
                        {m_sines.data() + m * pairs, static_cast<std::size_t>(pairs)});
        longest = std::max(longest, row.slot + 1);
    }
    const std::int64_t heads = m_config.headCount / m_config.kvHeadCount;
    for (Scratch& scratch : m_scratch) {
        for (Activations* input :
             {&scratch.attentionInput, &scratch.outputInput, &scratch.mlpInput, &scratch.headInput}) {
            input->reserve(m_rowCount);
        }
        grow(scratch.normed, m_config.hiddenSize);
        grow(scratch.products, 2 * m_rowCount * std::max({m_projectUnit, m_gateUnit, kAddRows}));
        grow(scratch.scores, heads * unitsOf(longest, kKvPageTokens) * kKvPageTokens);
        grow(scratch.weighted, heads * m_kv.paddedHeadDim());
    }
    fillQueues();
}

void CpuDecodeBackend::embedRows() {
    for (std::int64_t m = 0; m < m_rowCount; ++m)
        embed(m_rows[static_cast<std::size_t>(m)], m_residual.data() + m * m_config.hiddenSize);
}

void CpuDecodeBackend::embed(const DecodeRow& row, float* x) const {
    const std::int64_t width = m_config.hiddenSize;
    const std::int64_t first = toIndex(row.token) * width;
    if (m_weights.embedding.type == ElementType::F32) {
        std::copy_n(reinterpret_cast<const float*>(m_weights.embedding.bytes.data()) + first, width, x);
    } else {
        const auto* values = reinterpret_cast<const std::uint16_t*>(m_weights.embedding.bytes.data()) + first;
        std::transform(values, values + width, x, bfloat16ToFloat);
    }
}

WorkQueue& CpuDecodeBackend::queue(std::int32_t layer, Stage stage) {
    return m_queues[static_cast<std::size_t>(layer) * StagesPerLayer + stage];
}

void CpuDecodeBackend::fillQueues() {
    const int threads = m_team.size();
    const std::int64_t projectUnits =
        unitsOf(m_config.queryWidth(), m_projectUnit) + 2 * unitsOf(m_config.kvWidth(), m_projectUnit);
    const std::int64_t gateUnits = unitsOf(m_config.intermediateSize, m_gateUnit);
    for (std::int32_t layer = m_layers.first; layer < m_layers.end; ++layer) {
        queue(layer, Project).fill(projectUnits, 1, kLargestPiece, threads);
        queue(layer, Attend).fill(m_rowCount * m_config.kvHeadCount, 1, 1, threads);
        queue(layer, Output).fill(m_config.hiddenSize, kPackedRows, kLargestPiece, threads);
        queue(layer, GateUp).fill(gateUnits, 1, kLargestPiece, threads);
        queue(layer, Down).fill(m_config.hiddenSize, kPackedRows, kLargestPiece, threads);
    }
    if (hasHead())
        queue(m_config.layerCount, Project).fill(m_config.vocabularySize, kPackedRows, kLargestPiece, threads);
}

void CpuDecodeBackend::work(int thread) {
    Scratch& scratch = m_scratch[static_cast<std::size_t>(thread)];
    for (std::int32_t layer = m_layers.first; layer < m_layers.end; ++layer) {
        project(layer, scratch);
        m_team.barrier();
        attend(layer, scratch);
        m_team.barrier();
        output(layer, scratch);
        m_team.barrier();
        gateUp(layer, scratch);
        m_team.barrier();
        down(layer, scratch);
        m_team.barrier();
    }
    if (hasHead()) head(scratch);
}

void CpuDecodeBackend::storeKv(std::int32_t layer, const KvSequence& sequence, std::int64_t firstSlot,
                               std::int64_t count, KvRows rows) {
    assert(firstSlot >= 0 && firstSlot + count <= sequence.length());
    const auto width = static_cast<std::size_t>(m_config.headDim);
    std::size_t offset = 0;
    for (std::int64_t slot = firstSlot; slot < firstSlot + count; ++slot) {
        for (std::int32_t h = 0; h < m_config.kvHeadCount; ++h, offset += width) {
            m_kv.writeKey(layer, h, sequence, slot, rows.keys.subspan(offset, width));
            m_kv.writeValue(layer, h, sequence, slot, rows.values.subspan(offset, width));
        }
    }
}

void CpuDecodeBackend::loadKv(std::int32_t layer, const KvSequence& sequence, std::int64_t count, std::span<float> keys,
                              std::span<float> values) const {
    assert(count <= sequence.length());
    const auto width = static_cast<std::size_t>(m_config.headDim);
    std::size_t offset = 0;
    for (std::int64_t slot = 0; slot < count; ++slot) {
        for (std::int32_t h = 0; h < m_config.kvHeadCount; ++h, offset += width) {
            m_kv.readKey(layer, h, sequence, slot, keys.subspan(offset, width));
            m_kv.readValue(layer, h, sequence, slot, values.subspan(offset, width));
        }
    }
}

}  // namespace msao::engine
