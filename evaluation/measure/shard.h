// SPDX-License-Identifier: Apache-2.0
// One machine's part of an evaluation.
#pragma once

#include "msao/engine/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace msao::evaluation {

/// Every `of`-th sample of the seeded sample, so that all shards together have each exactly once.
struct Shard {
    std::size_t index = 1;  // 1...of
    std::size_t of = 1;

    bool contains(std::size_t sample) const { return sample % of == index - 1; }
    std::size_t sizeOf(std::size_t samples) const { return (samples + of - index) / of; }
    std::string name() const { return std::to_string(index) + "/" + std::to_string(of); }
    bool operator==(const Shard&) const = default;
};

inline constexpr std::size_t kMaxShards = 100'000;

/// "2/8" is the second of eight.
engine::Result<Shard> parseShard(std::string_view text);

}  // namespace msao::evaluation
