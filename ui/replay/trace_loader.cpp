// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replay/trace_loader.h"

#include "msao/engine/trace_reader.h"

#include <QFile>
#include <QMetaObject>

#include <memory>

namespace msao::ui {

using namespace engine;

namespace {

// About 2 GB of events: hours of drafting. What follows is not shown, and the remark says so.
constexpr std::size_t kMostEvents = 8'000'000;

struct Reading {
    std::vector<TraceEvent> events;
    QString remark;
    QString failure;
};

Reading readTrace(const QString& file, const std::stop_token& stop) {
    Reading reading;
    Result<TraceReader> reader = TraceReader::open(QFile::encodeName(file).toStdString());
    if (!reader) {
        reading.failure = QString::fromStdString(reader.error().message);
        return reading;
    }
    if (reader->damage()) reading.remark = QString::fromStdString(*reader->damage());
    for (const TraceBlock& block : reader->blocks()) {
        if (stop.stop_requested()) break;
        const Status visited = reader->visitBlock(block, [&reading](const TraceEvent& event) -> Status {
            reading.events.push_back(event);
            return Done{};
        });
        if (!visited) reading.remark = QString::fromStdString(visited.error().message);
        if (reading.events.size() >= kMostEvents) {
            reading.remark =
                TraceLoader::tr("Only the first %n event(s) are shown.", nullptr, int(reading.events.size()));
            break;
        }
    }
    return reading;
}

}  // namespace

TraceLoader::~TraceLoader() = default;

void TraceLoader::load(const QString& file) {
    const int turn = ++m_turn;
    m_thread = std::jthread([this, file, turn](const std::stop_token& stop) {
        auto reading = std::make_shared<Reading>(readTrace(file, stop));
        if (stop.stop_requested()) return;
        QMetaObject::invokeMethod(
            this,
            [this, file, turn, reading] {
                if (turn != m_turn) return;
                if (!reading->failure.isEmpty()) {
                    Q_EMIT failed(file, reading->failure);
                } else {
                    Q_EMIT loaded(file, std::move(reading->events), reading->remark);
                }
            },
            Qt::QueuedConnection);
    });
}

}  // namespace msao::ui
