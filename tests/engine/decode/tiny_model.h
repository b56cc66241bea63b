// SPDX-License-Identifier: Apache-2.0
// Small random language models that live in memory.
#pragma once

#include "engine/decode/cpu/cpu_level.h"
#include "engine/decode/language_weights.h"

#include <deque>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace msao::engine::test {

/// A matrix as float32 values that bf16 holds exactly, so that only int8 and int4 change them on loading.
struct TinyMatrix {
    std::int64_t rows = 0;
    std::int64_t cols = 0;
    std::vector<float> values;
};

struct TinyLayer {
    TinyMatrix query, key, value, output, gate, up, down;
};

/// Owns what its weights view.
struct TinyModel {
    TextConfig config;
    std::vector<TinyLayer> layers;
    TinyMatrix embedding;
    TinyMatrix head;
    std::deque<std::vector<std::byte>> storage;
    LanguageWeights weights;
};

/// Sizes drawn at random, many of them no multiple of any vector; or those of `config`.
TextConfig randomConfig(std::mt19937& random);
std::unique_ptr<TinyModel> makeTinyModel(const TextConfig& config, WeightType type, std::mt19937& random);

std::string typeName(WeightType type);
/// Every level that this machine can run.
std::vector<CpuLevel> levels();

}  // namespace msao::engine::test
