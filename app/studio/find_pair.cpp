// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pair/find_model_pair.h"
#include "app/studio/live_options.h"

#include <QCoreApplication>
#include <QFile>

namespace msao::app {

QString findPair() {
    const QByteArray program = QFile::encodeName(QCoreApplication::applicationDirPath());
    const auto pair = findModelPair(program.toStdString());
    return pair ? QFile::decodeName(pair->c_str()) : QString();
}

}  // namespace msao::app
