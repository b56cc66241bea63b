// SPDX-License-Identifier: Apache-2.0
// Draws many tokens for the oracle script. Reads from stdin, all little-endian: int32 vocabulary, int32 draws, int32
// topK, double temperature, double topP, double penalty, uint64 seed, int32 history length, history (int32 each),
// logits (float32 each). Writes one int32 count per token to stdout; ends with the input.
#include "msao/engine/sampling.h"

#include <cstdio>
#include <vector>

namespace {

template <typename T>
bool read(T* values, std::size_t count) {
    return std::fread(values, sizeof(T), count, stdin) == count;
}

}  // namespace

int main() {
    using namespace msao::engine;
    std::int32_t vocabulary = 0;
    while (read(&vocabulary, 1)) {
        std::int32_t draws = 0, historyLength = 0;
        SamplingOptions options;
        if (!read(&draws, 1) || !read(&options.topK, 1) || !read(&options.temperature, 1) || !read(&options.topP, 1) ||
            !read(&options.repetitionPenalty, 1) || !read(&options.seed, 1) || !read(&historyLength, 1)) {
            return 1;
        }
        std::vector<TokenId> history(static_cast<std::size_t>(historyLength));
        std::vector<float> logits(static_cast<std::size_t>(vocabulary));
        if (!read(history.data(), history.size()) || !read(logits.data(), logits.size())) return 1;
        std::vector<std::int32_t> counts(logits.size());
        for (std::int32_t i = 0; i < draws; ++i) {
            std::vector<float> copy = logits;
            ++counts[static_cast<std::size_t>(toIndex(sampleToken(copy, vocabulary, options, history, i)))];
        }
        std::fwrite(counts.data(), sizeof(std::int32_t), counts.size(), stdout);
        std::fflush(stdout);
    }
    return 0;
}
