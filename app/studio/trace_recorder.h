// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/trace_sink.h"

#include <QObject>
#include <QString>
#include <QThread>

#include <vector>

namespace msao::app {

class RecordingFile;

/// Writes a trace file on a thread of its own. `record` is called by one thread at a time, which may be any; all else
/// belongs to the owner's.
class TraceRecorder final : public QObject, public engine::TraceSink {
    Q_OBJECT

public:
    explicit TraceRecorder(QObject* parent = nullptr);
    ~TraceRecorder() override;

    /// Begins with `before`; what is recorded from now on follows. `closed` follows in the end.
    void open(const QString& file, std::vector<engine::TraceEvent> before);
    void record(const engine::TraceEvent& event) override;
    void close();

Q_SIGNALS:
    /// The file is whole; `fault` says why it ended early, if it did.
    void closed(const QString& file, const QString& fault);

private:
    QThread m_thread;
    RecordingFile* m_file;  // lives in m_thread, and ends with it
};

/// What of a run a recording that begins now has before it: the options and the link as they are, then the last
/// `seconds`, with the question that was being answered then.
std::vector<engine::TraceEvent> lastSeconds(const std::vector<engine::TraceEvent>& events, double seconds);

}  // namespace msao::app
