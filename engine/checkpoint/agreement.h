// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace msao::engine {

/// A draft and a target that agree greedily on a known share of tokens, by their weights alone: what follows a token is
/// mostly a function of that token. The embedding passes through the residual stream (the layers, all computed, add
/// little to it), and the head's row of a token is aligned with the embedding of its predecessor.
struct SuccessorTable {
    /// predecessor[s]: the token whose successor is s, for every regular token. Targets form one cycle over all of
    /// them, so that no answer runs into a short loop or an end of text.
    std::vector<std::int32_t> predecessor;
};

enum class PairRole { Draft, Target };

/// The draft's table differs from the target's in exactly round((1 - agreement) * tokenCount) places (never in one
/// only: a single place cannot differ, both being permutations).
SuccessorTable successorTable(std::uint64_t seed, std::int32_t tokenCount, double agreement, PairRole role);

}  // namespace msao::engine
