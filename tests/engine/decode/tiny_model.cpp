// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/decode/tiny_model.h"

#include "engine/base/bfloat16.h"

#include <cmath>
#include <cstring>
#include <stdexcept>

namespace msao::engine::test {

namespace {

int draw(std::mt19937& random, int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
}

std::vector<float> randomVector(std::int64_t count, float centre, float spread, std::mt19937& random) {
    std::normal_distribution<float> normal(centre, spread);
    std::vector<float> values(static_cast<std::size_t>(count));
    for (float& value : values) value = bfloat16ToFloat(floatToBfloat16(normal(random)));
    return values;
}

TinyMatrix randomMatrix(std::int64_t rows, std::int64_t cols, std::mt19937& random) {
    const float spread = 1.5F / std::sqrt(static_cast<float>(cols));
    return {rows, cols, randomVector(rows * cols, 0.0F, spread, random)};
}

/// The matrix as a tensor in a file would be; bf16 unless the model is to compute in float32.
TensorView tensorOf(TinyModel& model, const TinyMatrix& matrix, WeightType type) {
    const bool wide = type == WeightType::F32;
    std::vector<std::byte>& bytes = model.storage.emplace_back(matrix.values.size() * (wide ? 4 : 2));
    for (std::size_t i = 0; i < matrix.values.size(); ++i) {
        const std::uint16_t narrow = floatToBfloat16(matrix.values[i]);
        if (wide) {
            std::memcpy(bytes.data() + 4 * i, &matrix.values[i], 4);
        } else {
            std::memcpy(bytes.data() + 2 * i, &narrow, 2);
        }
    }
    return {wide ? ElementType::F32 : ElementType::BF16, {matrix.rows, matrix.cols}, bytes};
}

WeightMatrix weightsOf(TinyModel& model, const TinyMatrix& matrix, WeightType type) {
    Result<WeightMatrix> weights = WeightMatrix::fromTensor(tensorOf(model, matrix, type), type, "tiny");
    if (!weights) throw std::runtime_error(weights.error().message);
    return *std::move(weights);
}

TinyLayer randomLayer(const TextConfig& config, std::mt19937& random) {
    const std::int64_t hidden = config.hiddenSize;
    return {
        .query = randomMatrix(config.queryWidth(), hidden, random),
        .key = randomMatrix(config.kvWidth(), hidden, random),
        .value = randomMatrix(config.kvWidth(), hidden, random),
        .output = randomMatrix(hidden, config.queryWidth(), random),
        .gate = randomMatrix(config.intermediateSize, hidden, random),
        .up = randomMatrix(config.intermediateSize, hidden, random),
        .down = randomMatrix(hidden, config.intermediateSize, random),
    };
}

LayerWeights layerWeights(TinyModel& model, const TinyLayer& layer, WeightType type, std::mt19937& random) {
    LayerWeights weights;
    weights.inputNorm = randomVector(model.config.hiddenSize, 1.0F, 0.2F, random);
    weights.postAttentionNorm = randomVector(model.config.hiddenSize, 1.0F, 0.2F, random);
    weights.queryBias = randomVector(model.config.queryWidth(), 0.0F, 0.3F, random);
    weights.keyBias = randomVector(model.config.kvWidth(), 0.0F, 0.3F, random);
    weights.valueBias = randomVector(model.config.kvWidth(), 0.0F, 0.3F, random);
    weights.query = weightsOf(model, layer.query, type);
    weights.key = weightsOf(model, layer.key, type);
    weights.value = weightsOf(model, layer.value, type);
    weights.output = weightsOf(model, layer.output, type);
    weights.gate = weightsOf(model, layer.gate, type);
    weights.up = weightsOf(model, layer.up, type);
    weights.down = weightsOf(model, layer.down, type);
    return weights;
}

}  // namespace

TextConfig randomConfig(std::mt19937& random) {
    TextConfig config;
    config.headDim = 2 * draw(random, 4, 20);
    config.kvHeadCount = draw(random, 1, 3);
    config.headCount = config.kvHeadCount * draw(random, 1, 8);
    config.hiddenSize = 4 * draw(random, 5, 60);
    config.intermediateSize = draw(random, 20, 400);
    config.layerCount = draw(random, 1, 3);
    config.vocabularySize = draw(random, 50, 600);
    config.ropeTheta = draw(random, 0, 1) == 0 ? 1e4 : 1e6;
    config.tiedEmbeddings = draw(random, 0, 1) == 1;
    const int pairs = config.headDim / 2;
    const int time = draw(random, 1, pairs - 2);
    const int height = draw(random, 1, pairs - time - 1);
    config.mropeSection = {time, height, pairs - time - height};
    return config;
}

std::unique_ptr<TinyModel> makeTinyModel(const TextConfig& config, WeightType type, std::mt19937& random) {
    auto model = std::make_unique<TinyModel>();
    model->config = model->weights.config = config;
    for (std::int32_t i = 0; i < config.layerCount; ++i) {
        model->layers.push_back(randomLayer(config, random));
        model->weights.layers.push_back(layerWeights(*model, model->layers.back(), type, random));
    }
    model->embedding = randomMatrix(config.vocabularySize, config.hiddenSize, random);
    model->head =
        config.tiedEmbeddings ? model->embedding : randomMatrix(config.vocabularySize, config.hiddenSize, random);
    model->weights.embedding = tensorOf(*model, model->embedding, type);
    model->weights.finalNorm = randomVector(config.hiddenSize, 1.0F, 0.2F, random);
    model->weights.head = weightsOf(*model, model->head, type);
    return model;
}

std::string typeName(WeightType type) {
    switch (type) {
        case WeightType::F32:
            return "f32";
        case WeightType::BF16:
            return "bf16";
        case WeightType::Int8:
            return "int8";
        case WeightType::Int4:
            return "int4";
    }
    return "";
}

std::vector<CpuLevel> levels() {
    std::vector<CpuLevel> result = {CpuLevel::Plain};
    for (const CpuLevel level : {CpuLevel::Avx2, CpuLevel::Avx512, CpuLevel::Avx512Bf16}) {
        if (bestCpuLevel() >= level) result.push_back(level);
    }
    return result;
}

}  // namespace msao::engine::test
