// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/export/exported_run.h"

#include <QFile>
#include <QTemporaryDir>

namespace msao::test {

using namespace ui;

std::vector<engine::TraceEvent> hostileEvents() {
    std::vector<engine::TraceEvent> events = sampleEvents();
    for (engine::TraceEvent& event : events) {
        if (auto* asked = std::get_if<engine::RequestStarted>(&event.fact)) asked->question = kHostile;
        if (auto* emitted = std::get_if<engine::TokenEmitted>(&event.fact)) emitted->text = kHostile;
        if (auto* drafted = std::get_if<engine::TokenDrafted>(&event.fact)) {
            for (engine::TokenProbability& candidate : drafted->topK) candidate.text = kHostile;
        }
        if (auto* arrived = std::get_if<engine::VerdictArrived>(&event.fact)) {
            for (engine::TokenProbability& candidate : arrived->verdict.likeliest) candidate.text = kHostile;
        }
        if (auto* option = std::get_if<engine::OptionChanged>(&event.fact)) option->value = kHostile;
    }
    return events;
}

QByteArray exported(const RunModel& run, ExportFormat format, FigureKind figure) {
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("out"));
    ExportOrder order;
    order.format = format;
    order.figure = figure;
    const auto status = exportTo(file, order, {run, [](const engine::FrameProbed&) {
                                                   return test::sampleScene({320, 180});
                                               }});
    if (!status) qWarning("%s", status.error().message.c_str());
    QFile written(file);
    return written.open(QIODevice::ReadOnly) ? written.readAll() : QByteArray();
}

QStringList sentencesOf(const engine::Status& status) {
    return status ? QStringList() : QString::fromStdString(status.error().message).split(QLatin1Char('\n'));
}

}  // namespace msao::test
