// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace msao::ui {

/// One of resources/icons, drawn in the colour of the text beside it.
QIcon icon(const QString& name, const QColor& colour);

}  // namespace msao::ui
