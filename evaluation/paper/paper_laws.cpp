// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/paper_laws.h"

#include "evaluation/report/html_text.h"

#include <algorithm>

namespace msao::evaluation {

namespace {

constexpr double kChance = 0.02;

/// At every bandwidth that was simulated.
Law neverSlowerThan(std::span<const SpeedPoint> speeds, const char* other, const char* name) {
    Law law{name, false, ""};
    for (const SpeedPoint& own : speeds) {
        if (own.isPaced || own.who != kMethod) continue;
        const SpeedPoint* rival = findPoint(speeds, own, other);
        const double rivals = rival != nullptr ? rival->tokensPerSecond : 0;
        law.holds = (law.fact.empty() || law.holds) && rivals > 0 && own.tokensPerSecond >= rivals * (1 - 1e-9);
        law.fact += (law.fact.empty() ? "" : "; ") + shortNumber(own.megabits) +
                    " Mbit/s: " + shortNumber(own.tokensPerSecond) + " against " + shortNumber(rivals) + " tokens/s";
    }
    return law;
}

Law monotone(std::span<const AlphaPoint> alphas) {
    Law law{"monotone: more acceptance is never slower", alphas.size() > 1, ""};
    double most = 0;
    for (const AlphaPoint& point : alphas) {
        law.holds = law.holds && point.tokensPerSecond >= most * (1 - kChance);
        most = std::max(most, point.tokensPerSecond);
    }
    if (!alphas.empty())
        law.fact = shortNumber(alphas.front().tokensPerSecond) + " to " + shortNumber(alphas.back().tokensPerSecond) +
                   " tokens/s";
    return law;
}

struct Tokens {
    std::int64_t all = 0;
    std::int64_t different = 0;
};

Tokens comparedTokens(const EvaluationReport& report) {
    Tokens tokens;
    for (const RunSummary& run : report.runs) {
        if (run.run.mode == engine::Mode::CloudOnly || !run.differentTokens) continue;
        tokens.all += run.tokens;
        tokens.different += *run.differentTokens;
    }
    return tokens;
}

Law lossless(const EvaluationReport& native, std::span<const PacedPart> paced) {
    Tokens tokens = comparedTokens(native);
    const bool isMeasured = tokens.all > 0;
    for (const PacedPart& part : paced) {
        const Tokens more = comparedTokens(part.report);
        tokens.all += more.all;
        tokens.different += more.different;
    }
    return {"lossless: with everything kept whoever verifies says what cloud-only says",
            isMeasured && tokens.different == 0,
            std::to_string(tokens.different) + " of " + std::to_string(tokens.all) + " tokens differ"};
}

}  // namespace

std::vector<Law> paperLaws(std::span<const SpeedPoint> speeds, std::span<const AlphaPoint> alphas,
                           const EvaluationReport& native, std::span<const PacedPart> paced) {
    return {neverSlowerThan(speeds, kCloudOnly, "no regret: never slower than cloud-only"),
            neverSlowerThan(speeds, kPerLlm, "never slower than PerLLM"),
            neverSlowerThan(speeds, kSync, "never slower than synchronous speculation"), lossless(native, paced),
            monotone(alphas)};
}

bool allHold(std::span<const Law> laws) {
    return std::ranges::all_of(laws, &Law::holds);
}

}  // namespace msao::evaluation
