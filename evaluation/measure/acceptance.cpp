// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/acceptance.h"

#include <utility>

namespace msao::evaluation {

using calibration::MeasuredDraft;

std::optional<Acceptance> acceptanceOf(std::span<const SampleRecord> samples, std::size_t run,
                                       const std::function<bool(const std::string& type)>& isWanted) {
    struct Count {
        std::int64_t accepted = 0;
        std::int64_t all = 0;
        double share() const { return static_cast<double>(accepted) / static_cast<double>(all); }
    };
    Count total;
    std::map<std::string, Count> types;
    std::int64_t runs = 0;
    std::vector<RankedCase> cases;
    for (const SampleRecord& sample : samples) {
        if (sample.answers.empty() || !isWanted(sample.type)) continue;
        bool isInRun = false;
        for (const MeasuredDraft& draft : sample.answers[run].drafts) {
            if (draft.wasAccepted && !isInRun) ++runs;
            isInRun = draft.wasAccepted;
            cases.push_back({draft.normalisedEntropy, !draft.wasAccepted});
            for (Count* count : {&total, &types[sample.type]}) {
                count->accepted += draft.wasAccepted;
                ++count->all;
            }
        }
    }
    if (total.all == 0) return std::nullopt;
    Acceptance acceptance{total.all, total.share(), 0, rankAuc(std::move(cases)), {}};
    if (runs > 0) acceptance.meanRun = static_cast<double>(total.accepted) / static_cast<double>(runs);
    for (const auto& [type, count] : types) acceptance.byType[type] = count.share();
    return acceptance;
}

}  // namespace msao::evaluation
