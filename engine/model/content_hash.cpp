// SPDX-License-Identifier: Apache-2.0
#include "engine/model/content_hash.h"

#include <array>
#include <bit>
#include <cstring>

namespace msao::engine {
namespace {

static_assert(std::endian::native == std::endian::little, "words are read as they lie in memory");

// The five primes of the algorithm's specification.
constexpr std::uint64_t kPrime1 = 0x9E3779B185EBCA87u;
constexpr std::uint64_t kPrime2 = 0xC2B2AE3D27D4EB4Fu;
constexpr std::uint64_t kPrime3 = 0x165667B19E3779F9u;
constexpr std::uint64_t kPrime4 = 0x85EBCA77C2B2AE63u;
constexpr std::uint64_t kPrime5 = 0x27D4EB2F165667C5u;

constexpr std::size_t kStripe = 32;  // four lanes of eight bytes

template <typename Word>
Word load(const std::byte* at) {
    Word word;
    std::memcpy(&word, at, sizeof word);
    return word;
}

std::uint64_t mixLane(std::uint64_t lane, std::uint64_t word) {
    return std::rotl(lane + word * kPrime2, 31) * kPrime1;
}

std::uint64_t joinLane(std::uint64_t hash, std::uint64_t lane) {
    return (hash ^ mixLane(0, lane)) * kPrime1 + kPrime4;
}

/// All whole stripes; `bytes` keeps what is left over.
std::uint64_t hashStripes(std::span<const std::byte>& bytes, std::uint64_t seed) {
    std::array lanes = {seed + kPrime1 + kPrime2, seed + kPrime2, seed, seed - kPrime1};
    const std::byte* at = bytes.data();
    const std::byte* const end = at + bytes.size() / kStripe * kStripe;
    for (; at != end; at += kStripe) {
        for (std::size_t i = 0; i < lanes.size(); ++i) lanes[i] = mixLane(lanes[i], load<std::uint64_t>(at + 8 * i));
    }
    bytes = bytes.subspan(bytes.size() / kStripe * kStripe);
    std::uint64_t hash =
        std::rotl(lanes[0], 1) + std::rotl(lanes[1], 7) + std::rotl(lanes[2], 12) + std::rotl(lanes[3], 18);
    for (const std::uint64_t lane : lanes) hash = joinLane(hash, lane);
    return hash;
}

std::uint64_t hashRest(std::span<const std::byte> rest, std::uint64_t hash) {
    const std::byte* at = rest.data();
    const std::byte* const end = at + rest.size();
    for (; end - at >= 8; at += 8) {
        hash = std::rotl(hash ^ mixLane(0, load<std::uint64_t>(at)), 27) * kPrime1 + kPrime4;
    }
    if (end - at >= 4) {
        hash = std::rotl(hash ^ load<std::uint32_t>(at) * kPrime1, 23) * kPrime2 + kPrime3;
        at += 4;
    }
    for (; at != end; ++at) hash = std::rotl(hash ^ std::to_integer<std::uint64_t>(*at) * kPrime5, 11) * kPrime1;
    return hash;
}

std::uint64_t avalanche(std::uint64_t hash) {
    hash = (hash ^ hash >> 33) * kPrime2;
    hash = (hash ^ hash >> 29) * kPrime3;
    return hash ^ hash >> 32;
}

}  // namespace

std::uint64_t contentHash(std::span<const std::byte> bytes, std::uint64_t seed) {
    const std::size_t length = bytes.size();
    std::uint64_t hash = length >= kStripe ? hashStripes(bytes, seed) : seed + kPrime5;
    return avalanche(hashRest(bytes, hash + length));
}

}  // namespace msao::engine
