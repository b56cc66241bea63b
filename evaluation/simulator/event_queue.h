// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <queue>
#include <vector>

namespace msao::simulator {

enum class EventKind : std::uint8_t {
    AnswerAsked,       // a session begins its next answer
    DraftDone,         // of an edge: its draft step is over
    LayersDone,        // of an edge: its part of a layer-split step is over
    QuestionArrived,   // with all its media
    BatchArrived,      // the oldest message of a session's uplink
    VerdictArrived,    // the oldest of its downlink
    SessionTicked,     //
    SelfDraftingDone,  // of a GPU: the drafts for its next pass are there
    PassDone,          // of a GPU
};

struct Event {
    double timeMs = 0;
    std::uint64_t order = 0;  // of scheduling: ties are broken alike on every machine
    std::uint32_t subject = 0;
    EventKind kind = EventKind::AnswerAsked;
};

/// The virtual clock: events in order of time.
class EventQueue {
public:
    void schedule(double timeMs, EventKind kind, std::uint32_t subject) {
        m_queue.push({timeMs, m_order++, subject, kind});
    }
    bool isEmpty() const { return m_queue.empty(); }
    Event takeNext() {
        const Event event = m_queue.top();
        m_queue.pop();
        return event;
    }

private:
    struct Later {
        bool operator()(const Event& a, const Event& b) const {
            return a.timeMs != b.timeMs ? a.timeMs > b.timeMs : a.order > b.order;
        }
    };
    std::priority_queue<Event, std::vector<Event>, Later> m_queue;
    std::uint64_t m_order = 0;
};

}  // namespace msao::simulator
