// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/pass_plan.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace msao::engine {
namespace {

std::vector<std::size_t> byWaiting(std::span<const PassCandidate> candidates) {
    std::vector<std::size_t> order(candidates.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return candidates[a].waitingSinceMs < candidates[b].waitingSinceMs;
    });
    return order;
}

/// Round after round one draft more for everybody who wants one, until the rows are used up.
void shareRows(std::vector<PassStep>& steps, std::span<const std::int32_t> wanted, std::int32_t rows) {
    for (bool isGiving = true; isGiving && rows > 0;) {
        isGiving = false;
        for (std::size_t i = 0; i < steps.size() && rows > 0; ++i) {
            if (steps[i].drafts >= wanted[i]) continue;
            ++steps[i].drafts;
            --rows;
            isGiving = true;
        }
    }
}

}  // namespace

PassPlan planPass(std::span<const PassCandidate> candidates, const PassLimits& limits) {
    PassPlan plan;
    std::vector<std::int32_t> wanted;
    std::int64_t prefill = 0;
    const auto most = static_cast<std::size_t>(std::max(1, std::min(limits.maxSessions, limits.maxRows)));
    for (const std::size_t index : byWaiting(candidates)) {
        const PassCandidate& candidate = candidates[index];
        if (candidate.prefillTokens > 0) {
            if (!plan.prefills.empty() && prefill + candidate.prefillTokens > limits.prefillTokens) continue;
            prefill += candidate.prefillTokens;
            plan.prefills.push_back(index);
        } else if (plan.steps.size() < most) {
            plan.steps.push_back({index, 0});
            wanted.push_back(std::clamp(candidate.drafts, 0, std::max(0, limits.maxDrafts)));
        }
    }
    shareRows(plan.steps, wanted, limits.maxRows - static_cast<std::int32_t>(plan.steps.size()));
    return plan;
}

std::int32_t sharedDraftSteps(std::span<const std::int32_t> wanted) {
    double sum = 0, count = 0;
    for (const std::int32_t drafts : wanted) {
        if (drafts <= 0) continue;
        sum += drafts;
        ++count;
    }
    return count > 0 ? static_cast<std::int32_t>(std::lround(sum / count)) : 0;
}

}  // namespace msao::engine
