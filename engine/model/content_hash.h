// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace msao::engine {

/// XXH64 (the published algorithm, little-endian words): tells contents apart that differ by accident, quickly. It is
/// no protection against somebody who wants two contents to collide.
std::uint64_t contentHash(std::span<const std::byte> bytes, std::uint64_t seed = 0);

}  // namespace msao::engine
