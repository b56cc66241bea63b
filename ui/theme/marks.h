// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/speculation.h"
#include "ui/run/run_records.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QRectF>

namespace msao::ui {

/// What became of a token, as the screen tells it: a colour and a mark, the same everywhere.
enum class TokenMark { Accepted, Corrected, Rejected, Cloud, Unverified, Drafted };

inline constexpr std::array kTokenMarks = {TokenMark::Accepted, TokenMark::Corrected,  TokenMark::Rejected,
                                           TokenMark::Cloud,    TokenMark::Unverified, TokenMark::Drafted};

TokenMark markOf(engine::Provenance provenance);
TokenMark markOf(DraftFate fate);
const QColor& colourOf(const Theme& theme, TokenMark mark);

/// Drawn as a shape, not as a character: no font has all of them in one style.
void drawMark(QPainter& painter, TokenMark mark, const QRectF& square, const QColor& colour);

class TokenMarkNames {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::TokenMarkNames)

public:
    static QString name(TokenMark mark);
    static QString symbol(TokenMark mark);  // for text that is copied and exported
};

}  // namespace msao::ui
