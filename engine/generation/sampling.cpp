// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/sampling.h"

#include "engine/base/philox.h"
#include "engine/generation/portable_math.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace msao::engine {
namespace {

/// A token that survived top-k and top-p, with its logit divided by the temperature.
struct Candidate {
    std::int32_t token;
    double score;
};

bool moreLikely(const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.token < b.token;
}

std::int32_t argmax(std::span<const float> logits) {
    // Two passes: a reduction that the compiler vectorises, then the first place where the maximum stands.
    float best = logits[0];
    for (const float value : logits) best = value > best ? value : best;
    return static_cast<std::int32_t>(std::find(logits.begin(), logits.end(), best) - logits.begin());
}

void penalise(std::span<float> logits, double penalty, std::span<const TokenId> history) {
    std::vector<std::int32_t> seen;
    seen.reserve(history.size());
    for (const TokenId token : history) seen.push_back(toIndex(token));
    std::sort(seen.begin(), seen.end());
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    for (const std::int32_t token : seen) {
        if (token < 0 || static_cast<std::size_t>(token) >= logits.size()) continue;
        float& logit = logits[static_cast<std::size_t>(token)];
        logit = static_cast<float>(logit < 0 ? logit * penalty : logit / penalty);
    }
}

std::vector<Candidate> scaled(std::span<const float> logits, double temperature) {
    std::vector<Candidate> candidates(logits.size());
    for (std::size_t i = 0; i < logits.size(); ++i) {
        candidates[i] = {static_cast<std::int32_t>(i), logits[i] / temperature};
    }
    return candidates;
}

/// Keeps the k most likely, and whatever ties with the last of them, as the reference implementation does.
void keepTopK(std::vector<Candidate>& candidates, std::int32_t k) {
    if (k <= 0 || static_cast<std::size_t>(k) >= candidates.size()) return;
    std::nth_element(candidates.begin(), candidates.begin() + (k - 1), candidates.end(), moreLikely);
    const double last = candidates[static_cast<std::size_t>(k - 1)].score;
    std::erase_if(candidates, [last](const Candidate& c) { return c.score < last; });
}

/// Keeps the smallest set of most likely tokens whose mass reaches p; never empty.
void keepTopP(std::vector<Candidate>& candidates, double p) {
    if (p >= 1.0) return;
    const double best = std::min_element(candidates.begin(), candidates.end(), moreLikely)->score;
    double total = 0;
    for (const Candidate& c : candidates) total += portableExp(c.score - best);
    // Tokens below (1 - p) / n of the mass hold less than 1 - p together, so none of them is needed: only the rest is
    // sorted.
    const double needless = (1.0 - p) / static_cast<double>(candidates.size()) * total;
    std::erase_if(candidates,
                  [&](const Candidate& c) { return c.score < best && portableExp(c.score - best) < needless; });
    std::sort(candidates.begin(), candidates.end(), moreLikely);
    double mass = 0;
    std::size_t kept = 0;
    while (kept < candidates.size() && (kept == 0 || mass < p * total))
        mass += portableExp(candidates[kept++].score - best);
    candidates.resize(kept);
}

/// The largest value that gumbelNoise can take: u is at most 1 - 2^-53.
constexpr double kLargestGumbel = 36.8;

TokenId drawGumbelMax(const std::vector<Candidate>& candidates, std::uint64_t seed, std::int64_t position) {
    // Beginning at the most likely token lets nearly all others be passed over without drawing their noise.
    const auto likeliest = std::min_element(candidates.begin(), candidates.end(), moreLikely);
    Candidate winner = *likeliest;
    double best = winner.score + gumbelNoise(seed, position, TokenId{winner.token});
    for (const Candidate& c : candidates) {
        if (c.score + kLargestGumbel <= best || c.token == likeliest->token) continue;
        const double value = c.score + gumbelNoise(seed, position, TokenId{c.token});
        if (value > best || (value == best && c.token < winner.token)) {
            best = value;
            winner = c;
        }
    }
    return TokenId{winner.token};
}

/// e^x for x <= 0 to about 1e-6 of its value, branch-free so that the loop over the vocabulary is vectorised.
inline float expNegative(float x) {
    const float clamped = x < -80.0f ? -80.0f : x;
    const float scaledUp = clamped * 1.44269504f;
    const float whole = static_cast<float>(static_cast<std::int32_t>(scaledUp - 0.5f));
    const float r = (clamped - whole * 0.693359375f) + whole * 2.12194440e-4f;
    const float series =
        1.0f +
        r * (1.0f + r * (0.5f + r * (0.166666667f + r * (0.0416666667f + r * (0.00833333333f + r * 0.00138888889f)))));
    return series * std::bit_cast<float>((static_cast<std::int32_t>(whole) + 127) << 23);
}

struct EntropySums {
    float mass = 0;      // sum of e^d, d = logit - best
    float weighted = 0;  // sum of d * e^d
};

/// Short enough that float sums stay exact to about 1e-6; the blocks are added up in double.
constexpr std::size_t kEntropyBlock = 1024;

EntropySums entropyBlock(std::span<const float> logits, float best) {
    constexpr std::size_t kLanes = 16;
    std::array<float, kLanes> mass{};
    std::array<float, kLanes> weighted{};
    const std::size_t whole = logits.size() / kLanes * kLanes;
    const auto add = [&](std::size_t i, std::size_t lane) {
        const float below = logits[i] - best;
        const float p = expNegative(below);
        mass[lane] += p;
        weighted[lane] += p * below;
    };
    for (std::size_t i = 0; i < whole; i += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) add(i + lane, lane);
    }
    for (std::size_t i = whole; i < logits.size(); ++i) add(i, i - whole);
    return {std::accumulate(mass.begin(), mass.end(), 0.0f), std::accumulate(weighted.begin(), weighted.end(), 0.0f)};
}

/// What a softmax over the logits is made of.
struct Distribution {
    float best = 0;
    double mass = 0;      // sum of e^d, d = logit - best
    double weighted = 0;  // sum of d * e^d
};

std::span<const float> blockAt(std::span<const float> logits, std::size_t begin) {
    return logits.subspan(begin, std::min(kEntropyBlock, logits.size() - begin));
}

Distribution distributionOf(std::span<const float> logits) {
    Distribution distribution{logits[static_cast<std::size_t>(argmax(logits))]};
    for (std::size_t begin = 0; begin < logits.size(); begin += kEntropyBlock) {
        const auto sums = entropyBlock(blockAt(logits, begin), distribution.best);
        distribution.mass += sums.mass;
        distribution.weighted += sums.weighted;
    }
    return distribution;
}

float normalisedEntropy(const Distribution& distribution, std::size_t tokens) {
    const double entropy = portableLog(distribution.mass) - distribution.weighted / distribution.mass;
    return static_cast<float>(std::clamp(entropy / portableLog(static_cast<double>(tokens)), 0.0, 1.0));
}

/// The highest `count`, highest first. A block that holds nothing better than what was found is passed over: its best
/// is found by a loop that the compiler vectorises, and nearly all blocks are such.
std::vector<std::size_t> likeliest(std::span<const float> logits, std::size_t count) {
    std::vector<std::size_t> found;
    const auto isBetter = [logits](std::size_t a, std::size_t b) { return logits[a] > logits[b]; };
    for (std::size_t begin = 0; begin < logits.size() && count > 0; begin += kEntropyBlock) {
        const std::span<const float> block = blockAt(logits, begin);
        float best = block[0];
        for (const float value : block) best = value > best ? value : best;
        if (found.size() == count && !(best > logits[found.back()])) continue;
        for (std::size_t i = begin; i < begin + block.size(); ++i) {
            if (found.size() == count && !isBetter(i, found.back())) continue;
            found.insert(std::upper_bound(found.begin(), found.end(), i, isBetter), i);
            if (found.size() > count) found.pop_back();
        }
    }
    return found;
}

}  // namespace

double gumbelNoise(std::uint64_t seed, std::int64_t position, TokenId token) {
    const PhiloxWords bits =
        philox(seed, philoxCounter(static_cast<std::uint64_t>(position), static_cast<std::uint64_t>(toIndex(token))));
    const std::uint64_t mantissa = (std::uint64_t{bits[0]} << 21) ^ (std::uint64_t{bits[1]} >> 11);  // 53 bits
    const double uniform = (static_cast<double>(mantissa) + 0.5) * 0x1p-53;  // never 0, may round to 1
    return -portableLog(-portableLog(std::min(uniform, 1.0 - 0x1p-53)));
}

TokenId sampleToken(std::span<float> logits, std::int32_t tokenEnd, const SamplingOptions& options,
                    std::span<const TokenId> history, std::int64_t position) {
    const std::span<float> allowed = logits.first(static_cast<std::size_t>(tokenEnd));
    if (options.repetitionPenalty != 1.0) penalise(allowed, options.repetitionPenalty, history);
    if (options.temperature <= 0.0) return TokenId{argmax(allowed)};
    std::vector<Candidate> candidates = scaled(allowed, options.temperature);
    keepTopK(candidates, options.topK);
    keepTopP(candidates, options.topP);
    return drawGumbelMax(candidates, options.seed, position);
}

float normalisedEntropy(std::span<const float> logits, std::int32_t tokenEnd) {
    const std::span<const float> allowed = logits.first(static_cast<std::size_t>(tokenEnd));
    if (allowed.size() < 2) return 0.0f;
    return normalisedEntropy(distributionOf(allowed), allowed.size());
}

TokenOutlook tokenOutlook(std::span<const float> logits, std::int32_t tokenEnd, std::int32_t count) {
    const std::span<const float> allowed = logits.first(static_cast<std::size_t>(tokenEnd));
    if (allowed.empty()) return {};
    const Distribution distribution = distributionOf(allowed);
    TokenOutlook outlook;
    if (allowed.size() > 1) outlook.normalisedEntropy = normalisedEntropy(distribution, allowed.size());
    if (!std::isfinite(distribution.mass)) return outlook;
    for (const std::size_t token : likeliest(allowed, static_cast<std::size_t>(count))) {
        const double probability = portableExp(allowed[token] - distribution.best) / distribution.mass;
        outlook.likeliest.push_back(
            {TokenId{static_cast<std::int32_t>(token)}, static_cast<double>(static_cast<float>(probability))});
    }
    return outlook;
}

}  // namespace msao::engine
