// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/importance.h"

#include <algorithm>
#include <utility>

namespace msao::engine {

std::int64_t ProbedMedium::distinctTokens() const {
    std::int64_t distinct = grid.tokens();
    for (std::size_t t = 0; t < standIns.size(); ++t) distinct -= isMerged(standIns, t);
    return distinct;
}

TokenGrid tokenGrid(PatchGrid grid, std::int32_t mergeSize) {
    return {grid.time, grid.height / mergeSize, grid.width / mergeSize};
}

std::string_view importanceName(ImportanceKind kind) {
    switch (kind) {
        case ImportanceKind::Calibrated:
            return "calibrated";
        case ImportanceKind::TrainingFree:
            return "training-free";
        case ImportanceKind::Random:
            return "random";
        case ImportanceKind::Downsampling:
            return "downsampling";
    }
    return "";
}

std::optional<ImportanceKind> parseImportance(std::string_view name) {
    const auto found = std::ranges::find(kImportanceKinds, name, importanceName);
    if (found == kImportanceKinds.end()) return std::nullopt;
    return *found;
}

Result<std::unique_ptr<ImportanceSource>> importanceOf(ImportanceKind kind, std::optional<ProbeHeads> heads,
                                                       std::uint64_t seed) {
    switch (kind) {
        case ImportanceKind::Calibrated:
            if (heads) return calibratedImportance(*std::move(heads));
            return Error{ErrorCode::InvalidArgument,
                         "there are no calibrated heads beside the draft model; `msao calibrate` makes them"};
        case ImportanceKind::TrainingFree:
            break;
        case ImportanceKind::Random:
            return randomImportance(seed);
        case ImportanceKind::Downsampling:
            return downsamplingImportance();
    }
    return trainingFreeImportance();
}

}  // namespace msao::engine
