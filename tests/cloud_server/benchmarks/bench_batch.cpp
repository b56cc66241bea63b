// SPDX-License-Identifier: Apache-2.0
#include "tests/cloud_server/benchmarks/bench_parts.h"
#include "tests/cloud_server/benchmarks/bench_tools.h"

#include <algorithm>
#include <cstdio>

namespace msao::cloud {

void benchBatch(const std::filesystem::path& model, engine::WeightType weights) {
    engine::LoadOptions options;
    options.weights = weights;
    options.kvCacheBytes = std::size_t{512} << 20;
    auto loaded = engine::Engine::load(model, options);
    if (!loaded) throw std::runtime_error(loaded.error().message);
    engine::Engine& engine = **loaded;
    std::vector<engine::Session> sessions;
    const auto prompt = engine::buildPrompt(words(1, 64, engine.tokenEnd()), {}, {}, engine.config());
    for (int i = 0; i < 8; ++i) {
        sessions.push_back(engine.newSession());
        if (!engine.prefill(sessions.back(), *prompt)) fail("the prompt was not read");
    }
    const std::vector<engine::TokenId> drafts = words(2, 5, engine.tokenEnd());
    const auto leastMs = [&](std::size_t count) {
        double least = 1e9;
        for (int round = 0; round < 8; ++round) {
            std::vector<engine::DecodeRequest> requests;
            for (std::size_t i = 0; i < count; ++i) requests.push_back({&sessions[i], drafts});
            engine::Logits logits;
            const auto began = Timer::now();
            if (!engine.decode(requests, logits)) fail("the batch was not verified");
            least = std::min(least, msSince(began));
            for (std::size_t i = 0; i < count; ++i) (void)engine.rollBack(sessions[i], 5);
        }
        return least;
    };
    const double one = leastMs(1);
    const double eight = leastMs(8);
    std::printf("8 sessions x 5 tokens          %.2f ms, one session %.2f ms: ratio %.2f (bar 1.3 at the 2B shape)\n",
                eight, one, eight / one);
}

}  // namespace msao::cloud
