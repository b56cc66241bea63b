// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QList>
#include <QString>

namespace msao::ui {

struct LinkPreset {
    QString name;
    QString profile;  // as --link has it; empty: the link as it is
};

/// Links to be emulated, by names that people know.
class LinkPresets {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::LinkPresets)

public:
    static QString unplugged() { return QStringLiteral("down"); }
    static QList<LinkPreset> all();
};

}  // namespace msao::ui
