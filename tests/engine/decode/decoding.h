// SPDX-License-Identifier: Apache-2.0
// Sequences of a test, decoded in the ways that must not differ.
#pragma once

#include "engine/decode/decode_backend.h"

#include <memory>
#include <random>
#include <vector>

namespace msao::engine::test {

struct TestPrompt {
    std::vector<TokenId> tokens;
    std::vector<RopePosition> positions;
};
TestPrompt randomPrompt(const TextConfig& config, int length, std::mt19937& random);

/// One backend, its pool, and steps whose success the test takes for granted.
class Decoder {
public:
    Decoder(const LanguageWeights& weights, int threads, CpuLevel level,
            std::size_t cacheBytes = std::size_t{64} << 20);
    /// Any other backend.
    Decoder(std::unique_ptr<DecodeBackend> backend, std::int64_t vocabularySize);

    KvPool& pool() { return m_pool; }
    DecodeBackend& backend() { return *m_backend; }

    /// Appends tokens first...first+count-1 of the prompt; returns their logits.
    std::vector<float> append(KvSequence& sequence, const TestPrompt& prompt, std::size_t first, std::size_t count);
    /// The whole prompt in chunks of one size (the last may be shorter).
    std::vector<float> inChunks(KvSequence& sequence, const TestPrompt& prompt, std::size_t chunk);
    std::vector<float> step(const std::vector<DecodeRow>& rows);

private:
    std::int64_t m_vocabularySize;
    std::unique_ptr<DecodeBackend> m_backend;
    KvPool m_pool;
};

}  // namespace msao::engine::test
