// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

namespace msao::engine {

/// An index into the vocabulary; its own type so that it never mixes with a position or a count.
enum class TokenId : std::int32_t {};

constexpr std::int32_t toIndex(TokenId id) {
    return static_cast<std::int32_t>(id);
}

/// M-RoPE coordinates of one token: time, height, width. Text tokens have all three equal.
using RopePosition = std::array<std::int32_t, 3>;

}  // namespace msao::engine
