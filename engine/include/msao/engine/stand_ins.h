// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace msao::engine {

/// For each language token of one visual input the token that is looked at in its place: itself, or an earlier one of
/// the same pixels. Empty: each stands for itself.
using StandIns = std::vector<std::int64_t>;

/// Another token stands for this one: it is neither looked at nor sent.
inline bool isMerged(std::span<const std::int64_t> standIns, std::size_t token) {
    return !standIns.empty() && standIns[token] != static_cast<std::int64_t>(token);
}

/// One for each of `tokens`, none later than what it stands for, and each of them stands for itself.
inline bool areStandIns(std::span<const std::int64_t> standIns, std::int64_t tokens) {
    if (standIns.empty()) return true;
    if (static_cast<std::int64_t>(standIns.size()) != tokens) return false;
    for (std::size_t t = 0; t < standIns.size(); ++t) {
        const std::int64_t standIn = standIns[t];
        if (standIn < 0 || standIn > static_cast<std::int64_t>(t)) return false;
        if (standIns[static_cast<std::size_t>(standIn)] != standIn) return false;
    }
    return true;
}

}  // namespace msao::engine
