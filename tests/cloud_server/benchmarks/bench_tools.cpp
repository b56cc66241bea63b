// SPDX-License-Identifier: Apache-2.0
#include "tests/cloud_server/benchmarks/bench_tools.h"

#include <random>

namespace msao::cloud {

std::vector<engine::TokenId> words(std::uint64_t seed, std::size_t count, std::int32_t tokenEnd) {
    std::mt19937_64 dice(seed);
    std::vector<engine::TokenId> tokens;
    const auto end = static_cast<std::uint64_t>(tokenEnd / 2);  // markers stand behind the words
    while (tokens.size() < count) tokens.push_back(engine::TokenId{static_cast<std::int32_t>(dice() % end)});
    return tokens;
}

protocol::Open question(std::uint32_t session, engine::Mode mode, std::int32_t answerTokens, std::int32_t tokenEnd) {
    protocol::Open open;
    open.id = {protocol::SessionId{session}, protocol::RequestId{1}};
    open.mode = mode;
    open.maxNewTokens = answerTokens;
    open.prompt = words(session, 32, tokenEnd);
    return open;
}

}  // namespace msao::cloud
