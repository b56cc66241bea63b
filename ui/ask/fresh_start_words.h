// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

namespace msao::ui {

/// Why a question does not go on from what was said before it, in words.
class FreshStartWords {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::FreshStartWords)

public:
    /// By the edge's key (edge/runtime/conversation.h). Empty where there is nothing to be explained.
    static QString of(const QString& key);
};

}  // namespace msao::ui
