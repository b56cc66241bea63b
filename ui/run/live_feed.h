// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/trace_sink.h"
#include "ui/run/run_model.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <mutex>
#include <vector>

namespace msao::ui {

/// Carries the events of a live run into the window.
///
/// Threads: `record` is called by the run, from one thread at a time, which may be any; all else happens on the GUI
/// thread. m_mutex guards m_waiting and m_dropped. Every 33 ms what has come is handed to the model in one go, so the
/// run never waits for the screen. If the GUI thread falls behind by more than kMostWaiting events, probed frames and
/// resource samples are dropped and counted; what the answer is made of never is.
class LiveFeed final : public QObject, public engine::TraceSink {
    Q_OBJECT

public:
    explicit LiveFeed(RunModel& model, QObject* parent = nullptr);

    void record(const engine::TraceEvent& event) override;
    std::uint64_t dropped() const;

    /// Hands over what has come, now.
    void drain();
    /// Held, it keeps what comes until it is let go: the window shows something else.
    void setHeld(bool isHeld);

private:
    static constexpr std::size_t kMostWaiting = 1 << 16;

    RunModel& m_model;
    QTimer m_tick;
    mutable std::mutex m_mutex;
    std::vector<engine::TraceEvent> m_waiting;
    std::uint64_t m_dropped = 0;
};

}  // namespace msao::ui
