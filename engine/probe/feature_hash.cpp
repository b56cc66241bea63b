// SPDX-License-Identifier: Apache-2.0
#include "engine/probe/feature_hash.h"

#include "engine/base/parallel_for.h"
#include "engine/base/philox.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>

namespace msao::engine {
namespace {

constexpr std::uint64_t kHyperplaneSeed = 0x4D53414F4C534800;  // "MSAOLSH", chosen once and never changed

// Rounded to 1/32 of the root mean square and cut at 4 of it: finer detail is noise of bf16 products, and single huge
// channels of a vision tower would decide alone.
constexpr float kLevelsPerScale = 32;
constexpr float kMostLevels = 127;

constexpr std::size_t kTokensPerTask = 64;

/// Entries of +1 and -1, [kHashBits, width].
std::vector<std::int16_t> hyperplanes(std::size_t width) {
    std::vector<std::int16_t> entries(kHashBits * width);
    PhiloxWords words{};
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (i % 128 == 0) words = philox(kHyperplaneSeed, philoxCounter(i / 128, width));
        entries[i] = (words[i / 32 % 4] >> i % 32 & 1u) != 0 ? 1 : -1;
    }
    return entries;
}

float rootMeanSquare(std::span<const float> values) {
    double sum = 0;
    for (const float value : values) sum += static_cast<double>(value) * value;
    return values.empty() ? 0 : static_cast<float>(std::sqrt(sum / static_cast<double>(values.size())));
}

void roundRow(std::span<const float> row, float levels, std::vector<std::int16_t>& out) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        out[i] = static_cast<std::int16_t>(std::nearbyint(std::clamp(row[i] * levels, -kMostLevels, kMostLevels)));
    }
}

// Vectorises to multiply-add of pairs; at most 127 * width, far from overflow.
std::int32_t product(const std::int16_t* a, const std::int16_t* b, std::size_t width) {
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < width; ++i) sum += std::int32_t{a[i]} * b[i];
    return sum;
}

TokenHash hashOf(const std::vector<std::int16_t>& token, const std::vector<std::int16_t>& planes) {
    TokenHash hash{};
    for (std::size_t k = 0; k < kHashBits; ++k) {
        const bool bit = product(token.data(), planes.data() + k * token.size(), token.size()) > 0;
        hash[k / 64] |= std::uint64_t{bit} << k % 64;
    }
    return hash;
}

}  // namespace

std::vector<TokenHash> hashTokens(FeatureView features, int threads) {
    const auto width = static_cast<std::size_t>(features.width);
    const auto count = static_cast<std::size_t>(features.rows);
    const std::vector<std::int16_t> planes = hyperplanes(width);
    const float scale = rootMeanSquare(features.values);
    const float levels = scale > 0 ? kLevelsPerScale / scale : 0;
    std::vector<TokenHash> hashes(count);
    const auto work = [&](std::size_t task) -> Status {
        std::vector<std::int16_t> token(width);
        for (std::size_t t = task * kTokensPerTask; t < std::min(count, (task + 1) * kTokensPerTask); ++t) {
            roundRow(features.row(static_cast<std::int64_t>(t)), levels, token);
            hashes[t] = hashOf(token, planes);
        }
        return Done{};
    };
    // Nothing in it can fail.
    static_cast<void>(parallelFor((count + kTokensPerTask - 1) / kTokensPerTask, threads, {}, {}, work));
    return hashes;
}

int hashDistance(const TokenHash& a, const TokenHash& b) {
    int distance = 0;
    for (std::size_t i = 0; i < a.size(); ++i) distance += std::popcount(a[i] ^ b[i]);
    return distance;
}

}  // namespace msao::engine
