// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/agreement.h"

#include "engine/checkpoint/random_values.h"

#include <cmath>
#include <numeric>
#include <utility>

namespace msao::engine {
namespace {

std::vector<std::int32_t> shuffledTokens(const RandomValues& random, std::int32_t tokenCount) {
    std::vector<std::int32_t> tokens(static_cast<std::size_t>(tokenCount));
    std::iota(tokens.begin(), tokens.end(), 0);
    for (std::size_t i = tokens.size(); i > 1; --i) {
        std::swap(tokens[i - 1], tokens[random.below(static_cast<std::int64_t>(i), i)]);
    }
    return tokens;
}

}  // namespace

SuccessorTable successorTable(std::uint64_t seed, std::int32_t tokenCount, double agreement, PairRole role) {
    const std::vector<std::int32_t> cycle = shuffledTokens(RandomValues(seed, "agreement.cycle"), tokenCount);
    std::vector<std::int32_t> successor(cycle.size());
    for (std::size_t i = 0; i < cycle.size(); ++i)
        successor[static_cast<std::size_t>(cycle[i])] = cycle[(i + 1) % cycle.size()];
    auto different = static_cast<std::size_t>(std::lround((1 - agreement) * tokenCount));
    if (different == 1) different = 0;
    if (role == PairRole::Draft && different > 1) {
        // Each of the chosen tokens gets the successor of the next one chosen.
        const std::vector<std::int32_t> chosen = shuffledTokens(RandomValues(seed, "agreement.difference"), tokenCount);
        const std::int32_t first = successor[static_cast<std::size_t>(chosen[0])];
        for (std::size_t i = 0; i + 1 < different; ++i) {
            successor[static_cast<std::size_t>(chosen[i])] = successor[static_cast<std::size_t>(chosen[i + 1])];
        }
        successor[static_cast<std::size_t>(chosen[different - 1])] = first;
    }
    SuccessorTable table;
    table.predecessor.resize(cycle.size());
    for (std::size_t token = 0; token < successor.size(); ++token) {
        table.predecessor[static_cast<std::size_t>(successor[token])] = static_cast<std::int32_t>(token);
    }
    return table;
}

}  // namespace msao::engine
