// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ask/token_flow.h"
#include "ui/run/run_model.h"

namespace msao::ui {

/// The answer and, behind it, the drafts that wait for their verdict, as tokens to show.
QList<FlowToken> answerTokens(const RequestState& request, const TokenTexts& texts);

/// The same as text: plain, or with each token's mark behind it.
QString answerText(const RequestState& request);
QString answerTextWithMarks(const RequestState& request);

}  // namespace msao::ui
