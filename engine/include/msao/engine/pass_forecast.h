// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace msao::engine {

/// When a cloud that waits for drafts computes, as far as the edge can tell from what it sent and when. Times are those
/// of sending: the cloud's are half a round trip later, all alike.
///
/// It begins a pass with the first draft that it has. What comes meanwhile waits for the end of the pass, which also
/// draws the token behind its drafts: the first of those that wait is judged by then, the others make the next pass.
class PassForecast {
public:
    void sent(double nowMs, std::size_t drafts, double passMs);
    /// The cloud has nothing to verify any more.
    void reset();

    /// A draft that is ready now waits for a pass to end either way, and the first one behind that end comes soon after
    /// it: kept back until then, they share a pass. Sent at once, the cloud would begin without the latter, which would
    /// wait for a whole pass to be judged.
    bool isBetterKept(double nowMs, double draftMs, double passMs);

private:
    void settle(double nowMs, double passMs);

    double m_endMs = 0;           // of the pass under way, or of the last one
    std::size_t m_sentSince = 0;  // drafts that are not in it
};

}  // namespace msao::engine
