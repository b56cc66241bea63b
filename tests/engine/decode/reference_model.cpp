// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/decode/reference_model.h"

#include "engine/checkpoint/quantization.h"

#include <algorithm>
#include <cmath>

namespace msao::engine::test {

namespace {

using Vector = std::vector<double>;

Vector product(const TinyMatrix& matrix, const std::vector<float>& values, const Vector& x) {
    Vector y(static_cast<std::size_t>(matrix.rows));
    for (std::size_t n = 0; n < y.size(); ++n) {
        for (std::size_t k = 0; k < x.size(); ++k) y[n] += values[n * x.size() + k] * x[k];
    }
    return y;
}

Vector normed(const Vector& x, const std::vector<float>& weight, double epsilon) {
    double squares = 0;
    for (const double v : x) squares += v * v;
    const double scale = 1 / std::sqrt(squares / static_cast<double>(x.size()) + epsilon);
    Vector y(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) y[i] = x[i] * scale * weight[i];
    return y;
}

void addTo(Vector& x, const Vector& y) {
    for (std::size_t i = 0; i < x.size(); ++i) x[i] += y[i];
}
void addTo(Vector& x, const std::vector<float>& y) {
    for (std::size_t i = 0; i < x.size(); ++i) x[i] += y[i];
}

/// Every head of `x` turned; the section of a pair names the coordinate.
void turn(Vector& x, const TextConfig& config, const RopePosition& position) {
    const int half = config.headDim / 2;
    for (std::size_t head = 0; head < x.size(); head += static_cast<std::size_t>(config.headDim)) {
        for (int i = 0; i < half; ++i) {
            const int section = i < config.mropeSection[0]                            ? 0
                                : i < config.mropeSection[0] + config.mropeSection[1] ? 1
                                                                                      : 2;
            // transformers rounds the frequency and the angle to float32.
            const float frequency =
                1.0F / static_cast<float>(
                           std::pow(config.ropeTheta, static_cast<float>(2 * i) / static_cast<float>(config.headDim)));
            const double angle = static_cast<float>(position[static_cast<std::size_t>(section)]) * frequency;
            double& a = x[head + static_cast<std::size_t>(i)];
            double& b = x[head + static_cast<std::size_t>(i + half)];
            const double first = a * std::cos(angle) - b * std::sin(angle);
            b = b * std::cos(angle) + a * std::sin(angle);
            a = first;
        }
    }
}

Vector attended(const Vector& query, const std::vector<Vector>& keys, const std::vector<Vector>& values,
                const TextConfig& config) {
    const auto width = static_cast<std::size_t>(config.headDim);
    Vector out(query.size());
    for (std::size_t h = 0; h < static_cast<std::size_t>(config.headCount); ++h) {
        const std::size_t kv = h / static_cast<std::size_t>(config.headCount / config.kvHeadCount) * width;
        Vector weights;
        for (const Vector& key : keys) {
            double score = 0;
            for (std::size_t d = 0; d < width; ++d) score += query[h * width + d] * key[kv + d];
            weights.push_back(score / std::sqrt(static_cast<double>(width)));
        }
        const double largest = *std::max_element(weights.begin(), weights.end());
        double sum = 0;
        for (double& w : weights) sum += w = std::exp(w - largest);
        for (std::size_t t = 0; t < weights.size(); ++t) {
            for (std::size_t d = 0; d < width; ++d) out[h * width + d] += weights[t] / sum * values[t][kv + d];
        }
    }
    return out;
}

struct EffectiveLayer {
    std::vector<float> query, key, value, output, gate, up, down;
};

EffectiveLayer effectiveLayer(const TinyLayer& layer, WeightType type) {
    return {effectiveValues(layer.query, type),  effectiveValues(layer.key, type),  effectiveValues(layer.value, type),
            effectiveValues(layer.output, type), effectiveValues(layer.gate, type), effectiveValues(layer.up, type),
            effectiveValues(layer.down, type)};
}

/// All tokens through one layer, in place.
void runLayer(const TinyModel& model, std::size_t index, WeightType type, std::vector<Vector>& tokens,
              const std::vector<RopePosition>& positions) {
    const TextConfig& config = model.config;
    const TinyLayer& layer = model.layers[index];
    const LayerWeights& small = model.weights.layers[index];
    const EffectiveLayer values = effectiveLayer(layer, type);
    std::vector<Vector> keys;
    std::vector<Vector> cached;
    for (std::size_t t = 0; t < tokens.size(); ++t) {
        Vector& x = tokens[t];
        const Vector input = normed(x, small.inputNorm, config.rmsNormEpsilon);
        Vector query = product(layer.query, values.query, input);
        keys.push_back(product(layer.key, values.key, input));
        cached.push_back(product(layer.value, values.value, input));
        addTo(query, small.queryBias);
        addTo(keys.back(), small.keyBias);
        addTo(cached.back(), small.valueBias);
        turn(query, config, positions[t]);
        turn(keys.back(), config, positions[t]);
        addTo(x, product(layer.output, values.output, attended(query, keys, cached, config)));
        const Vector mlp = normed(x, small.postAttentionNorm, config.rmsNormEpsilon);
        Vector gate = product(layer.gate, values.gate, mlp);
        const Vector up = product(layer.up, values.up, mlp);
        for (std::size_t i = 0; i < gate.size(); ++i) gate[i] = gate[i] / (1 + std::exp(-gate[i])) * up[i];
        addTo(x, product(layer.down, values.down, gate));
    }
}

}  // namespace

std::vector<float> effectiveValues(const TinyMatrix& matrix, WeightType type) {
    if (type == WeightType::F32 || type == WeightType::BF16) return matrix.values;
    const int bits = type == WeightType::Int8 ? 8 : 4;
    QuantizedRows rows = makeQuantizedRows({bits, defaultGroupSize(bits)}, matrix.rows, matrix.cols);
    quantizeRows(std::span<const float>(matrix.values), 0, matrix.rows, rows);
    std::vector<float> values(matrix.values.size());
    dequantizeRows(viewOf(rows), 0, matrix.rows, values);
    return values;
}

std::vector<double> referenceLogits(const TinyModel& model, WeightType type, const std::vector<TokenId>& tokens,
                                    const std::vector<RopePosition>& positions) {
    std::vector<Vector> x;
    for (const TokenId token : tokens) {
        const auto first = model.embedding.values.begin() + std::int64_t{toIndex(token)} * model.config.hiddenSize;
        x.emplace_back(first, first + model.config.hiddenSize);
    }
    for (std::size_t layer = 0; layer < model.layers.size(); ++layer) runLayer(model, layer, type, x, positions);
    const std::vector<float> head = effectiveValues(model.head, type);
    std::vector<double> logits;
    for (const Vector& token : x) {
        const Vector row =
            product(model.head, head, normed(token, model.weights.finalNorm, model.config.rmsNormEpsilon));
        logits.insert(logits.end(), row.begin(), row.end());
    }
    return logits;
}

}  // namespace msao::engine::test
