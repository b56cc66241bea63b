// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/cuda/tiny_source.h"

#include "engine/base/bfloat16.h"
#include "engine/checkpoint/quantization.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>

namespace msao::engine::test {
namespace {

/// "model.layers.7.rest": the layer and what follows; -1 for other names.
std::pair<int, std::string_view> splitLayer(std::string_view name) {
    constexpr std::string_view kPrefix = "model.layers.";
    if (!name.starts_with(kPrefix)) return {-1, name};
    int layer = 0;
    const char* end = name.data() + name.size();
    const char* rest = std::from_chars(name.data() + kPrefix.size(), end, layer).ptr;
    return {layer, {rest + 1, static_cast<std::size_t>(end - rest - 1)}};
}

template <typename Value>
const Value* find(std::initializer_list<std::pair<std::string_view, const Value*>> table, std::string_view name) {
    for (const auto& [known, value] : table) {
        if (known == name) return value;
    }
    return nullptr;
}

template <typename Element>
HostMatrix plainMatrix(const TinyMatrix& matrix, WeightType type, std::vector<Element> elements) {
    auto storage = std::make_shared<std::vector<Element>>(std::move(elements));
    return {type, matrix.rows, matrix.cols, std::as_bytes(std::span(*storage)), {}, 0, storage};
}

}  // namespace

HostMatrix hostMatrix(const TinyMatrix& matrix, WeightType type) {
    if (type == WeightType::F32) return plainMatrix(matrix, type, matrix.values);
    if (type == WeightType::BF16) {
        std::vector<std::uint16_t> elements(matrix.values.size());
        std::ranges::transform(matrix.values, elements.begin(), floatToBfloat16);
        return plainMatrix(matrix, type, std::move(elements));
    }
    const int bits = type == WeightType::Int4 ? 4 : 8;
    auto rows =
        std::make_shared<QuantizedRows>(makeQuantizedRows({bits, defaultGroupSize(bits)}, matrix.rows, matrix.cols));
    quantizeRows(std::span<const float>(matrix.values), 0, matrix.rows, *rows);
    return {type, matrix.rows, matrix.cols, std::as_bytes(std::span(rows->codes)), rows->scales, rows->config.groupSize,
            rows};
}

const TinyMatrix* TinySource::find(std::string_view name) const {
    const auto [index, rest] = splitLayer(name);
    if (index < 0) {
        return test::find<TinyMatrix>(
            {{"model.embed_tokens.weight", &m_model.embedding}, {"lm_head.weight", &m_model.head}}, name);
    }
    const TinyLayer& layer = m_model.layers[static_cast<std::size_t>(index)];
    return test::find<TinyMatrix>({{"self_attn.q_proj.weight", &layer.query},
                                   {"self_attn.k_proj.weight", &layer.key},
                                   {"self_attn.v_proj.weight", &layer.value},
                                   {"self_attn.o_proj.weight", &layer.output},
                                   {"mlp.gate_proj.weight", &layer.gate},
                                   {"mlp.up_proj.weight", &layer.up},
                                   {"mlp.down_proj.weight", &layer.down}},
                                  rest);
}

Result<HostMatrix> TinySource::matrix(std::string_view name, WeightType type) {
    const TinyMatrix* found = find(name);
    if (found == nullptr) return Error{ErrorCode::InvalidArgument, "no matrix " + std::string(name)};
    return hostMatrix(*found, type);
}

Result<std::vector<float>> TinySource::vector(std::string_view name) {
    if (name == "model.norm.weight") return m_model.weights.finalNorm;
    const auto [index, rest] = splitLayer(name);
    const LayerWeights& layer = m_model.weights.layers[static_cast<std::size_t>(index)];
    const auto* found = test::find<std::vector<float>>({{"input_layernorm.weight", &layer.inputNorm},
                                                        {"post_attention_layernorm.weight", &layer.postAttentionNorm},
                                                        {"self_attn.q_proj.bias", &layer.queryBias},
                                                        {"self_attn.k_proj.bias", &layer.keyBias},
                                                        {"self_attn.v_proj.bias", &layer.valueBias}},
                                                       rest);
    if (found == nullptr) return Error{ErrorCode::InvalidArgument, "no vector " + std::string(name)};
    return *found;
}

WeightType TinySource::embeddingType() const {
    return m_type == WeightType::F32 ? WeightType::F32 : WeightType::BF16;
}

int TinySource::groupSize(WeightType type) const {
    return defaultGroupSize(type == WeightType::Int4 ? 4 : 8);
}

}  // namespace msao::engine::test
