// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineOption>
#include <QList>

namespace msao::app {

/// Every option of msao-studio, in the order of --help.
QList<QCommandLineOption> studioOptionTable();

}  // namespace msao::app
