// SPDX-License-Identifier: Apache-2.0
#include "engine/planner/draft_rounds.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace msao::engine {
namespace {

constexpr std::size_t kCountedTokens = 64;

struct Chances {
    double goesOn;     // confident and accepted
    double ends;       // rejected: the cloud's token takes its place
    double endsAfter;  // not confident, accepted: the pass also draws the token behind it
    double confident;
};

RoundCounts countsOf(const Chances& chances, std::size_t draftLength, std::size_t tokens,
                     const std::array<RoundCounts, kCountedTokens + 1>& rest) {
    RoundCounts counts{.rounds = 1, .drafted = 0};
    const auto add = [&](double chance, std::size_t committed) {
        const RoundCounts& after = rest[tokens - std::min(committed, tokens)];
        counts.rounds += chance * after.rounds;
        counts.drafted += chance * after.drafted;
    };
    double reached = 1, drafting = 1;
    for (std::size_t draft = 1; draft <= draftLength; ++draft) {
        counts.drafted += drafting;
        add(reached * chances.ends, draft);
        add(reached * chances.endsAfter, draft + 1);
        reached *= chances.goesOn;
        drafting *= chances.confident;
    }
    add(reached, draftLength + 1);
    return counts;
}

double longRunTokens(const Chances& chances, std::size_t draftLength) {
    double tokens = 1, reached = 1;
    for (std::size_t draft = 1; draft <= draftLength; ++draft, reached *= chances.goesOn) {
        tokens += reached * (chances.goesOn + chances.endsAfter);
    }
    return tokens;
}

}  // namespace

RoundCounts expectedRounds(const GatedAcceptance& gate, std::int32_t draftLength, double tokens) {
    if (tokens <= 0) return {};
    const auto length = static_cast<std::size_t>(std::max(draftLength, 1));
    const double goesOn = gate.confidentShare * gate.whenConfident;
    const double endsAfter = (1 - gate.confidentShare) * gate.whenUnsure;
    const Chances chances{goesOn, 1 - goesOn - endsAfter, endsAfter, gate.confidentShare};
    std::array<RoundCounts, kCountedTokens + 1> counts{};
    const auto counted = static_cast<std::size_t>(std::min<double>(tokens, kCountedTokens));
    for (std::size_t n = 1; n <= counted; ++n) counts[n] = countsOf(chances, std::min(length, n - 1), n, counts);
    RoundCounts total = counts[counted];
    if (const double further = tokens - static_cast<double>(counted); further > 0) {
        const RoundCounts one = countsOf(chances, length, 0, counts);
        total.rounds += further / longRunTokens(chances, length);
        total.drafted += further / longRunTokens(chances, length) * one.drafted;
    }
    return total;
}

}  // namespace msao::engine
