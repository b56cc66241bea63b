// SPDX-License-Identifier: Apache-2.0
#include "engine/generation/embedding_rows.h"

#include "engine/base/bfloat16.h"

#include <cstring>
#include <string>

namespace msao::engine {
namespace {

template <typename Stored>
void readRow(const TensorView& table, std::int64_t row, std::span<float> out, float (*toFloat)(Stored)) {
    const std::byte* at = table.bytes.data() + static_cast<std::size_t>(row) * out.size() * sizeof(Stored);
    for (float& value : out) {
        Stored stored;
        std::memcpy(&stored, at, sizeof stored);
        value = toFloat(stored);
        at += sizeof stored;
    }
}

}  // namespace

Result<FeatureRows> embeddingRows(const LanguageWeights& weights, std::span<const TokenId> tokens) {
    FeatureRows rows{static_cast<std::int64_t>(tokens.size()), weights.config.hiddenSize, {}};
    rows.values.resize(tokens.size() * static_cast<std::size_t>(rows.width));
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::int32_t id = toIndex(tokens[i]);
        if (id < 0 || id >= weights.config.vocabularySize) {
            return Error{ErrorCode::InvalidArgument, "token " + std::to_string(id) + " is outside the vocabulary of " +
                                                         std::to_string(weights.config.vocabularySize)};
        }
        const auto out = std::span(rows.values)
                             .subspan(i * static_cast<std::size_t>(rows.width), static_cast<std::size_t>(rows.width));
        if (weights.embedding.type == ElementType::F32) {
            readRow<float>(weights.embedding, id, out, [](float value) { return value; });
        } else {
            readRow<std::uint16_t>(weights.embedding, id, out,
                                   [](std::uint16_t bits) { return bfloat16ToFloat(bits); });
        }
    }
    return rows;
}

}  // namespace msao::engine
