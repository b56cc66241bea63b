// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/drop_wish.h"

#include <QFileInfo>
#include <QStringList>
#include <QUrl>

namespace msao::ui {
namespace {

bool isPicture(const QFileInfo& file) {
    static const QStringList endings = {QStringLiteral("png"), QStringLiteral("jpg"), QStringLiteral("jpeg"),
                                        QStringLiteral("y4m")};
    return file.isDir() || endings.contains(file.suffix().toLower());
}

DropWish ofFile(const QString& path) {
    const QFileInfo file(path);
    if (!file.isReadable()) return DroppedInVain{DropWords::unreadable(file.fileName())};
    if (file.suffix().toLower() == QLatin1String("msao")) return DroppedRecording{path};
    if (file.suffix().toLower() == QLatin1String("wav")) return DroppedSound{path};
    if (!isPicture(file)) return DroppedInVain{DropWords::unknown(file.fileName())};
    SourceWish wish;
    wish.kind = SourceKind::File;
    wish.file = path;
    return wish;
}

}  // namespace

DropWish dropWish(const QMimeData& data) {
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile()) return ofFile(url.toLocalFile());
    }
    if (data.hasImage()) {
        SourceWish wish;
        wish.kind = SourceKind::Still;
        wish.image = qvariant_cast<QImage>(data.imageData());
        if (!wish.image.isNull()) return wish;
    }
    if (data.hasText() && !data.text().trimmed().isEmpty()) return DroppedQuestion{data.text().simplified()};
    return {};
}

QString DropWords::unknown(const QString& file) {
    return tr("%1 is nothing that is known here. Pictures (PNG, JPEG), folders of them, clips (.y4m), sounds (.wav), "
              "recordings (.msao) and text can be dropped.")
        .arg(file);
}

QString DropWords::unreadable(const QString& file) {
    return tr("%1 is not there, or may not be read.").arg(file);
}

QString DropWords::nothing() {
    return tr("There is no file, no picture and no text in it.");
}

QString DropWords::nothingRuns() {
    return tr(
        "No model runs that could be asked about it: try the demo or connect a server (F1). Recordings (.msao) can "
        "be opened without one.");
}

}  // namespace msao::ui
