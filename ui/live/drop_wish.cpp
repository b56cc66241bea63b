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
    if (!file.exists()) return {};
    if (file.suffix().toLower() == QLatin1String("msao")) return DroppedRecording{path};
    if (file.suffix().toLower() == QLatin1String("wav")) return DroppedSound{path};
    if (!isPicture(file)) return {};
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

}  // namespace msao::ui
