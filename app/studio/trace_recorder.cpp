// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/trace_recorder.h"

#include "msao/engine/trace_writer.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace msao::app {

using namespace engine;

class RecordingFile final : public QObject {
    Q_OBJECT

public:
    void open(const QString& file, const std::vector<TraceEvent>& before) {
        m_file = file;
        auto writer = TraceWriter::create(file.toStdString());
        if (!writer) {
            Q_EMIT closed(m_file, QString::fromStdString(writer.error().message));
            return;
        }
        m_writer.emplace(*std::move(writer));
        for (const TraceEvent& event : before) record(event);
    }
    /// A full disk ends the recording with the file whole.
    void record(const TraceEvent& event) {
        if (!m_writer) return;
        m_writer->record(event);
        if (const Status status = m_writer->takeError(); !status) end(status);
    }
    void close() {
        if (m_writer) end(m_writer->close());
    }

Q_SIGNALS:
    void closed(const QString& file, const QString& fault);

private:
    void end(const Status& status) {
        m_writer.reset();
        Q_EMIT closed(m_file, status ? QString() : QString::fromStdString(status.error().message));
    }

    QString m_file;
    std::optional<TraceWriter> m_writer;
};

TraceRecorder::TraceRecorder(QObject* parent) : QObject(parent), m_file(new RecordingFile) {
    m_file->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_file, &QObject::deleteLater);
    connect(m_file, &RecordingFile::closed, this, &TraceRecorder::closed);
    m_thread.setObjectName(QStringLiteral("recording"));
    m_thread.start();
}

TraceRecorder::~TraceRecorder() {
    close();
    // Behind the close: a thread that is told to quit leaves what is queued undone.
    QMetaObject::invokeMethod(
        m_file, [this] { m_thread.quit(); }, Qt::QueuedConnection);
    m_thread.wait();
}

void TraceRecorder::open(const QString& file, std::vector<TraceEvent> before) {
    QMetaObject::invokeMethod(
        m_file, [to = m_file, file, before = std::move(before)] { to->open(file, before); }, Qt::QueuedConnection);
}

void TraceRecorder::record(const TraceEvent& event) {
    QMetaObject::invokeMethod(
        m_file, [to = m_file, event] { to->record(event); }, Qt::QueuedConnection);
}

void TraceRecorder::close() {
    QMetaObject::invokeMethod(m_file, &RecordingFile::close, Qt::QueuedConnection);
}

namespace {

/// Where the last `seconds` begin, moved back to the beginning of a question that was being answered then.
TraceTime beginningOf(const std::vector<TraceEvent>& events, double seconds) {
    const TraceTime wanted = events.back().time - TraceTime(static_cast<std::int64_t>(seconds * 1e9));
    std::map<RequestId, TraceTime> open;
    for (const TraceEvent& event : events) {
        if (event.time >= wanted) break;
        if (std::holds_alternative<RequestStarted>(event.fact)) open[event.request] = event.time;
        if (std::holds_alternative<RequestEnded>(event.fact)) open.erase(event.request);
    }
    TraceTime begin = wanted;
    for (const auto& [request, time] : open) begin = std::min(begin, time);
    return begin;
}

}  // namespace

std::vector<TraceEvent> lastSeconds(const std::vector<TraceEvent>& events, double seconds) {
    if (events.empty()) return {};
    const TraceTime begin = beginningOf(events, seconds);
    std::map<std::string, TraceEvent> options;
    std::optional<TraceEvent> link;
    std::vector<TraceEvent> kept;
    for (const TraceEvent& event : events) {
        if (event.time >= begin) {
            kept.push_back(event);
        } else if (const auto* option = std::get_if<OptionChanged>(&event.fact)) {
            options[option->name] = event;
        } else if (std::holds_alternative<LinkEstimated>(event.fact)) {
            link = event;
        }
    }
    std::vector<TraceEvent> all;
    for (auto& [name, event] : options) all.push_back({begin, event.request, event.fact});
    if (link) all.push_back({begin, RequestId::None, link->fact});
    all.insert(all.end(), std::make_move_iterator(kept.begin()), std::make_move_iterator(kept.end()));
    return all;
}

}  // namespace msao::app

#include "trace_recorder.moc"
