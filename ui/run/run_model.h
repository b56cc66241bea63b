// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/token_texts.h"
#include "ui/run/trace_timeline.h"

#include <QObject>

#include <cstddef>
#include <optional>
#include <vector>

namespace msao::ui {

/// What all views look at: the run, the moment that is shown (the time cursor), and the token that is looked into.
/// Live, the cursor follows the end; frozen or replayed it stands where it was put, while the run may grow behind it.
/// Everything happens on the GUI thread.
class RunModel final : public QObject {
    Q_OBJECT

public:
    explicit RunModel(QObject* parent = nullptr) : QObject(parent) {}

    /// Forgets the run.
    void clear();
    /// The run goes on by these events, in order.
    void append(std::vector<engine::TraceEvent> events);
    /// From now on, while it follows the end, about so many events are kept, so that a run may go on for days; 0: all.
    void setEventsKept(std::size_t events) { m_eventsKept = events; }

    const RunState& shown() const { return m_shown; }             // up to the cursor
    const RunState& whole() const { return m_timeline.whole(); }  // also what comes behind it
    const TraceTimeline& timeline() const { return m_timeline; }
    /// The request that is shown, as it goes on behind the cursor.
    const RequestState* wholeCurrent() const;

    TraceTime cursor() const { return m_cursor; }
    std::size_t eventsShown() const { return m_count; }
    void setCursor(TraceTime time);
    /// To just behind the next, or before the last, event that draws or emits a token.
    void stepToken(int direction);
    /// The same for offloads: batches that the entropy gate sent.
    void stepOffload(int direction);

    bool followsEnd() const { return m_followsEnd; }
    void setFollowsEnd(bool follows);

    /// A position of the answer to look into; none: the newest.
    std::optional<std::int64_t> selection() const { return m_selection; }
    void select(std::optional<std::int64_t> position);

    const TokenTexts& texts() const { return m_texts; }
    TokenTexts& texts() { return m_texts; }

Q_SIGNALS:
    void changed();               // shown(), cursor
    void appended();              // whole(), the events
    void forgetting(int events);  // so many of the oldest, in a moment
    void forgotten(int events);   // they are gone
    void cleared();
    void selectionChanged();
    void followsEndChanged(bool follows);

private:
    void showFirst(std::size_t count, TraceTime cursor);
    void forgetOldest();
    template <typename Wanted>
    void step(int direction, const Wanted& isWanted);

    TraceTimeline m_timeline;
    RunState m_shown;
    TokenTexts m_texts;
    TraceTime m_cursor{};
    std::size_t m_count = 0;
    std::size_t m_eventsKept = 0;
    std::optional<std::int64_t> m_selection;
    bool m_followsEnd = true;
};

}  // namespace msao::ui
