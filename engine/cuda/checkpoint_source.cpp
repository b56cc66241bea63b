// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/checkpoint_source.h"

#include "engine/base/bfloat16.h"
#include "engine/checkpoint/quantization.h"
#include "engine/checkpoint/tensor_values.h"

#include <algorithm>
#include <string>
#include <thread>
#include <utility>

namespace msao::engine {
namespace {

bool isQuantised(WeightType type) {
    return type == WeightType::Int8 || type == WeightType::Int4;
}
int bitsOf(WeightType type) {
    return type == WeightType::Int4 ? 4 : 8;
}

HostMatrix emptyMatrix(WeightType type, std::int64_t rows, std::int64_t cols) {
    HostMatrix matrix;
    matrix.type = type;
    matrix.rows = rows;
    matrix.cols = cols;
    return matrix;
}

HostMatrix ofQuantised(WeightType type, const QuantizedView& view, std::shared_ptr<const void> storage) {
    HostMatrix matrix = emptyMatrix(type, view.rows, view.cols);
    matrix.values = std::as_bytes(view.codes);
    matrix.scales = view.scales;
    matrix.groupSize = view.config.groupSize;
    matrix.storage = std::move(storage);
    return matrix;
}

template <typename Work>
void onAllCores(std::int64_t rows, Work work) {
    const std::int64_t cores = std::max<std::int64_t>(1, std::thread::hardware_concurrency());
    const std::int64_t share = (rows + cores - 1) / cores;
    std::vector<std::jthread> threads;
    for (std::int64_t first = 0; first < rows; first += share) {
        threads.emplace_back([=] { work(first, std::min(share, rows - first)); });
    }
}

Result<HostMatrix> quantised(const TensorView& tensor, WeightType type) {
    const QuantizationConfig config{bitsOf(type), defaultGroupSize(bitsOf(type))};
    auto rows = std::make_shared<QuantizedRows>(makeQuantizedRows(config, tensor.shape[0], tensor.shape[1]));
    if (tensor.type == ElementType::BF16) {
        const std::span weights(reinterpret_cast<const std::uint16_t*>(tensor.bytes.data()), tensor.bytes.size() / 2);
        onAllCores(rows->rows,
                   [=](std::int64_t first, std::int64_t count) { quantizeRows(weights, first, count, *rows); });
    } else {
        MSAO_TRY(const std::vector<float> values, toFloat(tensor));
        const std::span<const float> weights(values);
        onAllCores(rows->rows,
                   [=](std::int64_t first, std::int64_t count) { quantizeRows(weights, first, count, *rows); });
    }
    return ofQuantised(type, viewOf(*rows), rows);
}

Result<HostMatrix> converted(const TensorView& tensor, WeightType type) {
    HostMatrix matrix = emptyMatrix(type, tensor.shape[0], tensor.shape[1]);
    MSAO_TRY(std::vector<float> values, toFloat(tensor));
    if (type == WeightType::F32) {
        auto storage = std::make_shared<std::vector<float>>(std::move(values));
        matrix.values = std::as_bytes(std::span(*storage));
        matrix.storage = storage;
        return matrix;
    }
    auto storage = std::make_shared<std::vector<std::uint16_t>>(values.size());
    std::ranges::transform(values, storage->begin(), floatToBfloat16);
    matrix.values = std::as_bytes(std::span(*storage));
    matrix.storage = storage;
    return matrix;
}

Error needsOwnBits(const QuantizationConfig& config) {
    return {ErrorCode::InvalidArgument, "this checkpoint is quantised to " + std::to_string(config.bits) +
                                            " bits: load it as int" + std::to_string(config.bits)};
}

}  // namespace

Result<HostMatrix> CheckpointSource::matrix(std::string_view name, WeightType type) {
    if (m_checkpoint.quantization() && name != "model.embed_tokens.weight") {
        const QuantizationConfig& config = *m_checkpoint.quantization();
        if (!isQuantised(type) || bitsOf(type) != config.bits) return needsOwnBits(config);
        MSAO_TRY(const QuantizedView view, quantizedMatrix(m_checkpoint, name));
        return ofQuantised(type, view, nullptr);
    }
    const bool isTiedHead = name == "lm_head.weight" && m_checkpoint.config().text.tiedEmbeddings;
    MSAO_TRY(const TensorView tensor, m_checkpoint.tensor(isTiedHead ? "model.embed_tokens.weight" : name));
    if (tensor.shape.size() != 2) {
        return Error{ErrorCode::ShapeMismatch, "tensor `" + std::string(name) + "`: expected two dimensions, found " +
                                                   std::to_string(tensor.shape.size())};
    }
    if (isQuantised(type)) return quantised(tensor, type);
    const bool isThere = tensor.type == (type == WeightType::F32 ? ElementType::F32 : ElementType::BF16);
    if (!isThere) return converted(tensor, type);
    HostMatrix matrix = emptyMatrix(type, tensor.shape[0], tensor.shape[1]);
    matrix.values = tensor.bytes;
    return matrix;
}

Result<std::vector<float>> CheckpointSource::vector(std::string_view name) {
    MSAO_TRY(const TensorView tensor, m_checkpoint.tensor(name));
    return toFloat(tensor);
}

WeightType CheckpointSource::embeddingType() const {
    const TensorView* embedding = m_checkpoint.find("model.embed_tokens.weight");
    return embedding != nullptr && embedding->type == ElementType::BF16 ? WeightType::BF16 : WeightType::F32;
}

int CheckpointSource::groupSize(WeightType type) const {
    if (!isQuantised(type)) return 0;
    return m_checkpoint.quantization() ? m_checkpoint.quantization()->groupSize : defaultGroupSize(bitsOf(type));
}

}  // namespace msao::engine
