// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace msao::ui {

/// Tokens of a request. The engine's EdgeCounts call every discarded draft rejected; on screen the one that a
/// correction replaced is counted as corrected, so that each draft has one fate:
///     accepted + corrected + rejected + unverified + waiting = proposed
/// where, once a request that had its cloud has ended, unverified = waiting = 0. And every token of the answer has one
/// origin: accepted + corrected + cloud + unverified, plus those shown while the cloud is gone and waiting for it.
struct RunCounts {
    std::int64_t proposed = 0;
    std::int64_t accepted = 0;
    std::int64_t corrected = 0;
    std::int64_t rejected = 0;    // drafted behind a corrected one, or behind the end
    std::int64_t unverified = 0;  // stayed in the answer as the edge's alone
    std::int64_t waiting = 0;     // for their verdict
    std::int64_t cloud = 0;       // the cloud's own tokens; no draft
    std::int64_t emitted = 0;     // tokens of the answer so far

    bool addsUp() const { return accepted + corrected + rejected + unverified + waiting == proposed; }
    /// Drafts that the cloud compared with its own token; those behind a correction fell unread.
    std::int64_t judged() const { return accepted + corrected; }
    bool operator==(const RunCounts&) const = default;
};

}  // namespace msao::ui
