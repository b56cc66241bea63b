// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/decode/decoding.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace msao::engine::test {

TestPrompt randomPrompt(const TextConfig& config, int length, std::mt19937& random) {
    std::uniform_int_distribution<std::int32_t> token(0, config.vocabularySize - 1);
    std::uniform_int_distribution<std::int32_t> position(0, 2000);
    TestPrompt prompt;
    for (int i = 0; i < length; ++i) {
        prompt.tokens.push_back(TokenId{token(random)});
        prompt.positions.push_back({position(random), position(random), position(random)});
    }
    return prompt;
}

Decoder::Decoder(const LanguageWeights& weights, int threads, CpuLevel level, std::size_t cacheBytes)
    : Decoder(makeCpuDecodeBackend(weights, threads, cacheBytes, level), weights.config.vocabularySize) {}

Decoder::Decoder(std::unique_ptr<DecodeBackend> backend, std::int64_t vocabularySize)
    : m_vocabularySize(vocabularySize), m_backend(std::move(backend)), m_pool(m_backend->kvPageCount()) {}

std::vector<float> Decoder::append(KvSequence& sequence, const TestPrompt& prompt, std::size_t first,
                                   std::size_t count) {
    const std::int64_t slot = sequence.length();
    if (!sequence.extend(static_cast<std::int64_t>(count))) throw std::runtime_error("the test's cache is too small");
    std::vector<DecodeRow> rows;
    for (std::size_t i = 0; i < count; ++i) {
        rows.push_back(
            {prompt.tokens[first + i], prompt.positions[first + i], &sequence, slot + static_cast<std::int64_t>(i)});
    }
    return step(rows);
}

std::vector<float> Decoder::inChunks(KvSequence& sequence, const TestPrompt& prompt, std::size_t chunk) {
    std::vector<float> all;
    for (std::size_t first = 0; first < prompt.tokens.size(); first += chunk) {
        const std::vector<float> logits =
            append(sequence, prompt, first, std::min(chunk, prompt.tokens.size() - first));
        all.insert(all.end(), logits.begin(), logits.end());
    }
    return all;
}

std::vector<float> Decoder::step(const std::vector<DecodeRow>& rows) {
    std::vector<float> logits(rows.size() * static_cast<std::size_t>(m_vocabularySize), -1.0F);
    const Status status = m_backend->step(rows, logits);
    if (!status) throw std::runtime_error(status.error().message);
    return logits;
}

}  // namespace msao::engine::test
