// SPDX-License-Identifier: Apache-2.0
// A small random checkpoint on disk for one test program; gone when it ends.
#pragma once

#include "engine/checkpoint/model_presets.h"
#include "engine/checkpoint/synthesize.h"
#include "msao/engine/engine.h"

#include <gtest/gtest.h>

#include <unistd.h>
#include <filesystem>
#include <memory>
#include <random>
#include <string>

namespace msao::engine {

class TinyCheckpoint {
public:
    explicit TinyCheckpoint(std::uint64_t seed, ModelFamily family = ModelFamily::Qwen2VL)
        : m_folder(std::filesystem::temp_directory_path() /
                   ("msao-tiny-" + std::to_string(getpid()) + "-" + std::to_string(seed) + "-" +
                    std::to_string(static_cast<int>(family)))) {
        SynthesisOptions options;
        options.seed = seed;
        const Status status = synthesizeCheckpoint(tinyModel(family), m_folder, options);
        if (!status) ADD_FAILURE() << status.error().message;
    }
    TinyCheckpoint(const TinyCheckpoint&) = delete;
    TinyCheckpoint& operator=(const TinyCheckpoint&) = delete;
    ~TinyCheckpoint() { std::filesystem::remove_all(m_folder); }

    const std::filesystem::path& folder() const { return m_folder; }

private:
    std::filesystem::path m_folder;
};

inline std::unique_ptr<Engine> loadTiny(const TinyCheckpoint& checkpoint, WeightType weights, int threads = 2,
                                        std::size_t kvCacheBytes = std::size_t{64} << 20) {
    LoadOptions options;
    options.weights = weights;
    options.threads = threads;
    options.kvCacheBytes = kvCacheBytes;
    auto engine = Engine::load(checkpoint.folder(), options);
    if (!engine) {
        ADD_FAILURE() << engine.error().message;
        return nullptr;
    }
    return std::move(*engine);
}

inline std::vector<TokenId> ordinaryTokens(const Engine& engine, std::mt19937_64& generator, std::size_t count) {
    std::vector<TokenId> tokens;
    while (tokens.size() < count) {
        const TokenId token{static_cast<std::int32_t>(generator() % static_cast<std::uint64_t>(engine.tokenEnd()))};
        if (!engine.tokenizer().isSpecial(token)) tokens.push_back(token);
    }
    return tokens;
}

}  // namespace msao::engine
