// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/trace_recorder.h"
#include "ui/run/live_feed.h"

#include <mutex>

namespace msao::app {

/// The run's one sink: the window, and the recording while there is one. `record` is called on the edge's thread, all
/// else on the window's; m_mutex lets a recording begin between two events.
class LiveTrace final : public engine::TraceSink {
public:
    LiveTrace(ui::LiveFeed& feed, TraceRecorder& recorder) : m_feed(feed), m_recorder(recorder) {}

    void record(const engine::TraceEvent& event) override {
        const std::lock_guard lock(m_mutex);
        m_feed.record(event);
        if (m_isRecording) m_recorder.record(event);
    }

    /// `takePast` gives what the recording begins with; the feed has handed over everything before it is asked.
    template <typename TakePast>
    void beginRecording(const QString& file, const TakePast& takePast) {
        const std::lock_guard lock(m_mutex);
        m_feed.drain();
        m_recorder.open(file, takePast());
        m_isRecording = true;
    }
    void endRecording() {
        const std::lock_guard lock(m_mutex);
        m_isRecording = false;
        m_recorder.close();
    }

private:
    ui::LiveFeed& m_feed;
    TraceRecorder& m_recorder;
    std::mutex m_mutex;
    bool m_isRecording = false;
};

}  // namespace msao::app
