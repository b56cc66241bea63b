// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/self_test.h"

#include "msao/engine/trace_reader.h"
#include "msao/engine/trace_writer.h"
#include "ui/export/export_order.h"
#include "ui/theme/icons.h"
#include "ui/window/main_window.h"

#include <QFile>
#include <QFontDatabase>
#include <QImage>
#include <QPixmap>
#include <QSet>
#include <QSettings>
#include <QTemporaryDir>

#include <cstdio>

namespace msao::ui {

using namespace engine;

namespace {

Error fault(const QString& words) {
    return {ErrorCode::Internal, words.toStdString()};
}

/// Two drafts, one of them corrected: the smallest run with something to see in every view.
std::vector<TraceEvent> smallRun() {
    const auto at = [](int ms, TraceFact fact) {
        return TraceEvent{std::chrono::milliseconds(ms), RequestId{1}, std::move(fact)};
    };
    std::vector<bool> kept = {true, false, true, true};
    return {
        at(0, RequestStarted{Mode::Msao, "What is this?", {}, 8}),
        at(5, FrameProbed{Modality::Image, 0, 1, 2, 2, {0, 90, 180, 255}, std::move(kept)}),
        at(10, TokenDrafted{0, 0, TokenId{1}, 0.1F, 4, {}}),
        at(15, TokenDrafted{0, 1, TokenId{2}, 0.8F, 4, {}}),
        at(16, BatchSent{{0, 0, {TokenId{1}, TokenId{2}}, {}, false}, SendReason::NotConfident, 64}),
        at(30, VerdictArrived{{0, 0, {TokenId{1}, TokenId{3}}, 1, 1, true, 8, 0}, 48, {}}),
        at(30, TokenEmitted{0, TokenId{1}, Provenance::Accepted, "A"}),
        at(30, RolledBack{1, 1, {TokenId{2}}}),
        at(31, TokenEmitted{1, TokenId{3}, Provenance::Corrected, " test"}),
        at(32, RequestEnded{RequestOutcome::EndOfText, 2}),
    };
}

Status tryTypeface() {
    const bool isThere = QFontDatabase::families().contains(QStringLiteral("Inter"));
    return isThere ? Status(Done{}) : fault(QStringLiteral("the typeface Inter was not loaded"));
}

Status tryIcons() {
    const QImage drawn = icon(QStringLiteral("play"), Qt::red).pixmap(32, 32).toImage();
    for (int y = 0; y < drawn.height(); ++y) {
        for (int x = 0; x < drawn.width(); ++x) {
            if (qAlpha(drawn.pixel(x, y)) > 0) return Done{};
        }
    }
    return fault(QStringLiteral("the icon \"play\" is empty: is Qt's SVG module there?"));
}

Status tryLanguages() {
    LanguageSwitch languages;
    languages.use(Language::English);
    const QString english = ActionRegistry::groupName(CommandGroup::Settings);
    for (const Language language : {Language::SimplifiedChinese, Language::German}) {
        languages.use(language);
        if (ActionRegistry::groupName(CommandGroup::Settings) == english)
            return fault(QStringLiteral("nothing is translated to %1").arg(languageKey(language)));
    }
    languages.use(Language::English);
    return Done{};
}

Status trySettings() {
    QSettings settings;
    settings.sync();
    return settings.isWritable() ? Status(Done{}) : fault(settings.fileName() + QStringLiteral(" cannot be written"));
}

Status tryRecording(const QString& file) {
    MSAO_TRY(TraceWriter writer, TraceWriter::create(QFile::encodeName(file).toStdString()));
    const std::vector<TraceEvent> events = smallRun();
    for (const TraceEvent& event : events) writer.record(event);
    MSAO_CHECK(writer.close());
    MSAO_TRY(TraceReader reader, TraceReader::open(QFile::encodeName(file).toStdString()));
    std::vector<TraceEvent> read;
    MSAO_CHECK(reader.visit({}, [&read](const TraceEvent& event) -> Status {
        read.push_back(event);
        return Done{};
    }));
    return read == events ? Status(Done{}) : fault(QStringLiteral("a recording reads back other than it was written"));
}

Status tryWindow(MainWindow& window) {
    window.model().append(smallRun());
    window.show();
    for (const Workspace workspace : kWorkspaces) {
        window.showWorkspace(workspace);
        for (int i = 0; i < 8; ++i) QCoreApplication::processEvents();  // layouts settle in a few rounds
        const QImage drawn = window.grab().toImage();
        QSet<QRgb> colours;
        for (int x = 0; x < drawn.width(); x += 3) {
            for (int y = 0; y < drawn.height(); y += 3) colours.insert(drawn.pixel(x, y));
        }
        if (colours.size() < 16) return fault(QStringLiteral("workspace %1 is blank").arg(workspaceKey(workspace)));
    }
    return Done{};
}

Status tryExports(const QString& recording, const QTemporaryDir& folder) {
    for (const ExportFormat format : kExportFormats) {
        ExportOrder order;
        order.format = format;
        MSAO_CHECK(exportRecording(recording, {}, order, folder.filePath(ExportFormats::key(format))));
    }
    return Done{};
}

bool tell(const char* what, const Status& status) {
    std::printf("%-10s %s\n", what, status ? "ok" : status.error().message.c_str());
    return static_cast<bool>(status);
}

}  // namespace

bool runSelfTest(MainWindow& window) {
    const QTemporaryDir folder;
    const QString recording = folder.filePath(QStringLiteral("run.msao"));
    bool isWell = tell("typeface", tryTypeface());
    isWell &= tell("icons", tryIcons());
    isWell &= tell("languages", tryLanguages());
    isWell &= tell("settings", trySettings());
    isWell &= tell("recording", tryRecording(recording));
    isWell &= tell("window", tryWindow(window));
    isWell &= tell("exports", tryExports(recording, folder));
    return isWell;
}

}  // namespace msao::ui
