// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <filesystem>
#include <vector>

namespace msao::simulator {

/// A draft on a right prefix, as it was recorded.
struct RecordedDraft {
    float normalisedEntropy = 0;
    bool wasAccepted = false;
    bool operator==(const RecordedDraft&) const = default;
};

/// In the order of the answers. What stood behind a wrong draft is left out: it continued another text.
struct RecordedAcceptance {
    std::vector<RecordedDraft> drafts;

    double share() const;  // accepted
};

/// Fails where the trace holds no verified draft.
engine::Result<RecordedAcceptance> readRecordedAcceptance(const std::filesystem::path& trace);

}  // namespace msao::simulator
