// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace msao::ui {

/// What a report of a fault should contain, a fact a line, in English. Neither questions nor secrets are in it.
QString diagnostics(const QString& demoPair);

}  // namespace msao::ui
