// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/live_options.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace msao::app {

QString findPair() {
    const QString program = QCoreApplication::applicationDirPath();
    for (const char* place : {"/../share/msao/models",       // as installed
                              "/../../../resources/models",  // as shipped, from build/release/bin
                              "/../../demo/pair"}) {         // as ./demo made it
        const QString folder = QDir::cleanPath(program + QString::fromLatin1(place));
        const auto isModel = [&folder](const char* name) {
            return QFileInfo::exists(folder + QString::fromLatin1(name) + QStringLiteral("/config.json"));
        };
        if (isModel("/draft") && isModel("/target")) return folder;
    }
    return {};
}

}  // namespace msao::app
