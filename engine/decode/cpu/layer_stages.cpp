// SPDX-License-Identifier: Apache-2.0
// The stages of one layer, as every thread of the team runs them.
#include "engine/decode/cpu/cpu_decode_backend.h"

#include <algorithm>
#include <cmath>

namespace msao::engine {

namespace {

std::int64_t unitsOf(std::int64_t rows, std::int64_t unit) {
    return (rows + unit - 1) / unit;
}

template <typename Operation>
void eachPiece(WorkQueue& queue, Operation operation) {
    for (WorkQueue::Piece piece = queue.take(); piece.begin < piece.end; piece = queue.take()) {
        operation(piece.begin, piece.end);
    }
}

}  // namespace

void CpuDecodeBackend::norm(const std::vector<float>& weight, Scratch& scratch, Activations& out) const {
    for (std::int64_t m = 0; m < m_rowCount; ++m) {
        m_kernels.rmsNorm(m_residual.data() + m * m_config.hiddenSize, weight.data(), m_config.rmsNormEpsilon,
                          m_config.hiddenSize, scratch.normed.data());
        out.set(m_kernels, m, 0, m_config.hiddenSize, scratch.normed.data());
    }
}

void CpuDecodeBackend::project(std::int32_t layer, Scratch& scratch) {
    norm(m_weights.layers[static_cast<std::size_t>(layer)].inputNorm, scratch, scratch.attentionInput);
    eachPiece(queue(layer, Project), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t unit = begin; unit < end; ++unit) projectUnit(layer, unit, scratch);
    });
}

void CpuDecodeBackend::projectUnit(std::int32_t layer, std::int64_t unit, Scratch& scratch) {
    const LayerWeights& weights = m_weights.layers[static_cast<std::size_t>(layer)];
    const std::int64_t queryUnits = unitsOf(m_config.queryWidth(), m_projectUnit);
    const std::int64_t kvUnits = unitsOf(m_config.kvWidth(), m_projectUnit);
    const bool isQuery = unit < queryUnits;
    const bool isKey = !isQuery && unit < queryUnits + kvUnits;
    const WeightMatrix& matrix = isQuery ? weights.query : isKey ? weights.key : weights.value;
    const std::int64_t begin = (isQuery ? unit : (unit - queryUnits) % kvUnits) * m_projectUnit;
    const std::int64_t end = std::min(begin + m_projectUnit, matrix.rows());
    scratch.attentionInput.multiply(m_kernels, matrix, m_rowCount, begin, end,
                                    {scratch.products.data(), m_projectUnit});
    const std::int64_t firstHead = begin / m_config.headDim;
    const std::int64_t heads = (end - begin) / m_config.headDim;
    if (isQuery) {
        finishQuery(weights, firstHead, heads, scratch);
    } else if (isKey) {
        finishKey(layer, firstHead, heads, scratch);
    } else {
        finishValue(layer, firstHead, heads, scratch);
    }
}

void CpuDecodeBackend::finishQuery(const LayerWeights& layer, std::int64_t firstHead, std::int64_t heads,
                                   const Scratch& scratch) {
    const std::int64_t width = m_config.headDim;
    const auto pairs = static_cast<std::size_t>(m_rotary.pairs());
    // The scale of the scores is taken here, once, instead of at every score.
    const float scale = static_cast<float>(1.0 / std::sqrt(static_cast<double>(width)));
    for (std::int64_t m = 0; m < m_rowCount; ++m) {
        for (std::int64_t h = 0; h < heads; ++h) {
            const std::int64_t column = (firstHead + h) * width;
            const float* product = scratch.products.data() + m * m_projectUnit + h * width;
            float* query = m_queries.data() + m * m_config.queryWidth() + column;
            for (std::int64_t d = 0; d < width; ++d)
                query[d] = product[d] + layer.queryBias[static_cast<std::size_t>(column + d)];
            rotate({query, static_cast<std::size_t>(width)}, {m_cosines.data() + m * m_rotary.pairs(), pairs},
                   {m_sines.data() + m * m_rotary.pairs(), pairs});
            for (std::int64_t d = 0; d < width; ++d) query[d] *= scale;
        }
    }
}

void CpuDecodeBackend::finishKey(std::int32_t layer, std::int64_t firstHead, std::int64_t heads, Scratch& scratch) {
    const std::vector<float>& bias = m_weights.layers[static_cast<std::size_t>(layer)].keyBias;
    const std::int64_t width = m_config.headDim;
    const auto pairs = static_cast<std::size_t>(m_rotary.pairs());
    for (std::int64_t m = 0; m < m_rowCount; ++m) {
        const DecodeRow& row = m_rows[static_cast<std::size_t>(m)];
        for (std::int64_t h = 0; h < heads; ++h) {
            float* key = scratch.products.data() + m * m_projectUnit + h * width;
            for (std::int64_t d = 0; d < width; ++d)
                key[d] += bias[static_cast<std::size_t>((firstHead + h) * width + d)];
            rotate({key, static_cast<std::size_t>(width)}, {m_cosines.data() + m * m_rotary.pairs(), pairs},
                   {m_sines.data() + m * m_rotary.pairs(), pairs});
            m_kv.writeKey(layer, static_cast<std::int32_t>(firstHead + h), *row.sequence, row.slot,
                          {key, static_cast<std::size_t>(width)});
        }
    }
}

void CpuDecodeBackend::finishValue(std::int32_t layer, std::int64_t firstHead, std::int64_t heads, Scratch& scratch) {
    const std::vector<float>& bias = m_weights.layers[static_cast<std::size_t>(layer)].valueBias;
    const std::int64_t width = m_config.headDim;
    for (std::int64_t m = 0; m < m_rowCount; ++m) {
        const DecodeRow& row = m_rows[static_cast<std::size_t>(m)];
        for (std::int64_t h = 0; h < heads; ++h) {
            float* value = scratch.products.data() + m * m_projectUnit + h * width;
            for (std::int64_t d = 0; d < width; ++d)
                value[d] += bias[static_cast<std::size_t>((firstHead + h) * width + d)];
            m_kv.writeValue(layer, static_cast<std::int32_t>(firstHead + h), *row.sequence, row.slot,
                            {value, static_cast<std::size_t>(width)});
        }
    }
}

void CpuDecodeBackend::attend(std::int32_t layer, Scratch& scratch) {
    eachPiece(queue(layer, Attend), [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            attendOne(layer, i / m_config.kvHeadCount, static_cast<std::int32_t>(i % m_config.kvHeadCount), scratch);
        }
    });
}

void CpuDecodeBackend::attendOne(std::int32_t layer, std::int64_t row, std::int32_t kvHead, Scratch& scratch) {
    const std::int64_t heads = m_config.headCount / m_config.kvHeadCount;
    const std::int64_t offset = row * m_config.queryWidth() + kvHead * heads * m_config.headDim;
    const DecodeRow& decoded = m_rows[static_cast<std::size_t>(row)];
    const AttentionTask task{
        .queries = m_queries.data() + offset,
        .heads = heads,
        .headDim = m_config.headDim,
        .paddedHeadDim = m_kv.paddedHeadDim(),
        .cache = m_kv.head(layer, kvHead),
        .pageBytes = m_kv.pageBytes(),
        .pages = decoded.sequence->pages().data(),
        .length = decoded.slot + 1,
        .scores = scratch.scores.data(),
        .weighted = scratch.weighted.data(),
        .output = m_attended.data() + offset,
    };
    if (m_kv.isBf16()) {
        m_kernels.attendBf16(task);
    } else {
        m_kernels.attendF32(task);
    }
}

void CpuDecodeBackend::output(std::int32_t layer, Scratch& scratch) {
    const std::int64_t width = m_config.queryWidth();
    for (std::int64_t m = 0; m < m_rowCount; ++m) {
        scratch.outputInput.set(m_kernels, m, 0, width, m_attended.data() + m * width);
    }
    addProduct(scratch.outputInput, m_weights.layers[static_cast<std::size_t>(layer)].output, queue(layer, Output),
               scratch);
}

void CpuDecodeBackend::gateUp(std::int32_t layer, Scratch& scratch) {
    const LayerWeights& weights = m_weights.layers[static_cast<std::size_t>(layer)];
    norm(weights.postAttentionNorm, scratch, scratch.mlpInput);
    const ProductRows gate{scratch.products.data(), m_gateUnit};
    const ProductRows up{scratch.products.data() + m_rowCount * m_gateUnit, m_gateUnit};
    eachPiece(queue(layer, GateUp), [&](std::int64_t firstUnit, std::int64_t endUnit) {
        for (std::int64_t unit = firstUnit; unit < endUnit; ++unit) {
            const std::int64_t begin = unit * m_gateUnit;
            const std::int64_t end = std::min<std::int64_t>(begin + m_gateUnit, m_config.intermediateSize);
            scratch.mlpInput.multiply(m_kernels, weights.gate, m_rowCount, begin, end, gate);
            scratch.mlpInput.multiply(m_kernels, weights.up, m_rowCount, begin, end, up);
            for (std::int64_t m = 0; m < m_rowCount; ++m) {
                float* gated = gate.values + m * gate.stride;
                m_kernels.siluTimes(gated, up.values + m * up.stride, end - begin, gated);
                m_gated.set(m_kernels, m, begin, end - begin, gated);
            }
        }
    });
}

void CpuDecodeBackend::down(std::int32_t layer, Scratch& scratch) {
    addProduct(m_gated, m_weights.layers[static_cast<std::size_t>(layer)].down, queue(layer, Down), scratch);
}

void CpuDecodeBackend::addProduct(const Activations& input, const WeightMatrix& weights, WorkQueue& pieces,
                                  Scratch& scratch) {
    eachPiece(pieces, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t begin = first; begin < last; begin += kAddRows) {
            const std::int64_t end = std::min(begin + kAddRows, last);
            input.multiply(m_kernels, weights, m_rowCount, begin, end, {scratch.products.data(), kAddRows});
            for (std::int64_t m = 0; m < m_rowCount; ++m) {
                float* residual = m_residual.data() + m * m_config.hiddenSize + begin;
                const float* product = scratch.products.data() + m * kAddRows;
                for (std::int64_t n = 0; n < end - begin; ++n) residual[n] += product[n];
            }
        }
    });
}

void CpuDecodeBackend::head(Scratch& scratch) {
    norm(m_weights.finalNorm, scratch, scratch.headInput);
    eachPiece(queue(m_config.layerCount, Project), [&](std::int64_t begin, std::int64_t end) {
        scratch.headInput.multiply(m_kernels, m_weights.head, m_rowCount, begin, end,
                                   {m_logits.data() + begin, m_config.vocabularySize});
    });
}

}  // namespace msao::engine
