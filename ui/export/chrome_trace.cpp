// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/chrome_trace.h"

#include "msao/engine/trace_export.h"
#include "msao/engine/trace_writer.h"
#include "ui/export/export_file.h"

#include <QFile>
#include <QTemporaryDir>

#include <ostream>

namespace msao::ui {

using namespace engine;

Status ChromeTrace::write(const ExportSource& source, QIODevice& out) {
    // The engine exports what can be read twice, a recording; so a run in memory becomes one first.
    const QTemporaryDir folder;
    if (!folder.isValid()) return ExportFile::refusal(folder.path(), QFileDevice::OpenError, folder.errorString());
    const std::string file = QFile::encodeName(folder.filePath(QStringLiteral("run.msao"))).toStdString();
    MSAO_TRY(TraceWriter writer, TraceWriter::create(file));
    for (const TraceEvent& event : source.run.timeline().events()) writer.record(event);
    MSAO_CHECK(writer.close());
    MSAO_TRY(TraceReader reader, TraceReader::open(file));
    DeviceStream buffer(out);
    std::ostream stream(&buffer);
    return exportChromeTrace(reader, stream);
}

}  // namespace msao::ui
