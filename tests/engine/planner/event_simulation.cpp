// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/planner/event_simulation.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>

namespace msao::engine {
namespace {

constexpr std::int64_t kNever = -1;

struct Event {
    double timeMs = 0;
    std::int64_t order = 0;
    std::function<void()> happen;
    bool operator>(const Event& other) const {
        return timeMs != other.timeMs ? timeMs > other.timeMs : order > other.order;
    }
};

/// Edge and cloud over a link, for the modes in which drafting goes on while verdicts are in flight, and for `sync`.
class TwoMachines {
public:
    TwoMachines(const LiveFigures& live, Mode mode, std::int32_t draftLength, std::int32_t ownDrafts,
                const std::vector<bool>& matches)
        : m_live(live), m_mode(mode), m_batch(draftLength), m_ownDrafts(ownDrafts), m_matches(matches) {}

    double run() {
        after(m_live.link.rttMs / 2, [this] { edgeHears(0, kNever); });  // the first token, drawn by the prefill
        startPass();
        while (m_committed < total() && !m_events.empty()) {
            const Event event = m_events.top();
            m_events.pop();
            m_nowMs = event.timeMs;
            event.happen();
        }
        return m_nowMs;
    }

private:
    std::int64_t total() const { return static_cast<std::int64_t>(m_matches.size()); }
    void after(double ms, std::function<void()> happen) { m_events.push({m_nowMs + ms, m_order++, std::move(happen)}); }
    bool isRight(std::int64_t position) const { return m_matches[static_cast<std::size_t>(position)]; }

    // The edge. Positions are those of tokens; [m_edgeKnown, m_drafted) is drafted and not yet answered.
    void edgeHears(std::int64_t committed, std::int64_t firstWrong) {
        const bool isNews = committed > m_edgeKnown || m_drafted == kNever;
        m_edgeKnown = std::max(m_edgeKnown, committed);
        if (firstWrong != kNever) ++m_wrongsHeard;
        if (m_drafted == kNever || firstWrong != kNever || m_drafted < committed) {
            ++m_epoch;
            m_drafted = m_sent = m_edgeKnown;
            draft();
        } else if (m_mode == Mode::Sync && isNews) {
            draft();
        }
    }

    void draft() {
        if (m_drafted >= total() || (m_mode == Mode::Sync && m_drafted >= m_edgeKnown + m_batch)) return;
        after(m_live.edge.stepMs, [this, epoch = m_epoch] {
            if (epoch != m_epoch) return;
            ++m_drafted;
            if (m_drafted - m_sent >= m_batch || m_drafted == total()) {
                m_sent = m_drafted;
                after(m_live.link.rttMs / 2,
                      [this, wrongs = m_wrongsHeard, upTo = m_drafted] { cloudHears(wrongs, upTo); });
            }
            draft();
        });
    }

    // The cloud.
    void cloudHears(std::int64_t wrongsHeard, std::int64_t upTo) {
        if (wrongsHeard < m_wrongs) return;
        m_received = std::max(upTo, m_received);
        if (!m_isBusy) startPass();
    }

    void startPass() {
        std::int64_t drafts = std::max<std::int64_t>(m_received - m_committed, 0);
        const bool waits = m_mode == Mode::VerifyOnly || m_mode == Mode::Sync;
        if (m_committed >= total() || (waits && drafts == 0)) return;
        drafts = std::min(drafts, total() - m_committed - 1);
        double ms = 0;
        if (m_mode == Mode::Hybrid) {
            const std::int64_t own = std::min<std::int64_t>(m_ownDrafts, total() - m_committed - 1) - drafts;
            ms = static_cast<double>(std::max<std::int64_t>(own, 0)) * *m_live.cloudDraftStepMs;
            drafts += std::max<std::int64_t>(own, 0);
        }
        m_isBusy = true;
        after(ms + cloudPassMs(m_live, static_cast<double>(drafts) + 1), [this, drafts] { endPass(drafts); });
    }

    void endPass(std::int64_t drafts) {
        m_isBusy = false;
        std::int64_t firstWrong = kNever;
        for (std::int64_t i = 0; i <= drafts && firstWrong == kNever; ++i) {
            if (!isRight(m_committed++)) firstWrong = m_committed - 1;
        }
        if (firstWrong != kNever) {
            // What the edge has drafted behind this position, and what is under way from there, is void.
            m_received = m_committed;
            ++m_wrongs;
        }
        after(m_live.link.rttMs / 2, [this, upTo = m_committed, firstWrong] { edgeHears(upTo, firstWrong); });
        startPass();
    }

    const LiveFigures& m_live;
    Mode m_mode;
    std::int64_t m_batch;
    std::int64_t m_ownDrafts;
    const std::vector<bool>& m_matches;
    std::priority_queue<Event, std::vector<Event>, std::greater<>> m_events;
    std::int64_t m_order = 0;
    double m_nowMs = 0;
    std::int64_t m_edgeKnown = 0;
    std::int64_t m_drafted = kNever;
    std::int64_t m_sent = 0;
    std::int64_t m_epoch = 0;  // of the edge: rises whenever what it is drafting is dropped
    std::int64_t m_wrongsHeard = 0;
    std::int64_t m_received = 0;
    std::int64_t m_committed = 0;
    std::int64_t m_wrongs = 0;  // tokens of the cloud that were not the edge's
    bool m_isBusy = false;
};

double coLocatedMs(const LiveFigures& live, std::int32_t draftLength, const std::vector<bool>& matches) {
    double ms = 0;
    for (std::size_t committed = 0; committed < matches.size();) {
        const std::size_t drafts =
            std::min<std::size_t>(static_cast<std::size_t>(draftLength), matches.size() - committed - 1);
        ms += static_cast<double>(drafts) * *live.cloudDraftStepMs + cloudPassMs(live, static_cast<double>(drafts) + 1);
        bool isRight = true;
        for (std::size_t i = 0; i <= drafts && isRight; ++i) isRight = matches[committed++];
    }
    return ms;
}

}  // namespace

double simulatedDecodeMs(const LiveFigures& live, Mode mode, std::int32_t draftLength,
                         const std::vector<bool>& matches) {
    const auto tokens = static_cast<double>(matches.size());
    if (mode == Mode::EdgeOnly) return tokens * live.edge.stepMs;
    if (mode == Mode::CloudOnly) return tokens * cloudPassMs(live, 1);
    if (mode == Mode::CoLocated) return coLocatedMs(live, draftLength, matches);
    const std::int32_t batch = mode == Mode::Hybrid ? 1 : draftLength;
    return TwoMachines(live, mode, batch, draftLength, matches).run();
}

}  // namespace msao::engine
