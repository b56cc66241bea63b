// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/live_desk.h"

namespace msao::ui {
namespace {

constexpr qsizetype kMostQuestions = 200;

}  // namespace

void LiveDesk::setState(const LiveState& state) {
    if (m_state == state) return;
    m_state = state;
    Q_EMIT changed();
}

/// In English whatever the window's language: that is what the models of the demo were taught.
QStringList LiveDesk::presets() const {
    return {QStringLiteral("Describe the scene."),    QStringLiteral("Which shape is the red thing?"),
            QStringLiteral("Where is the star?"),     QStringLiteral("What colour is the circle?"),
            QStringLiteral("Is there a red square?"), QStringLiteral("Who is the president?")};
}

void LiveDesk::ask(const QString& question) {
    const QString text = question.trimmed();
    if (text.isEmpty() || !m_state.isAttached) return;
    if (m_questions.isEmpty() || m_questions.back() != text) {
        m_questions.push_back(text);
        if (m_questions.size() > kMostQuestions) m_questions.removeFirst();
        Q_EMIT questionsChanged();
    }
    Q_EMIT asked(text);
}

void LiveDesk::askAgain() {
    if (!m_questions.isEmpty()) ask(m_questions.back());
}

void LiveDesk::race() {
    if (!m_questions.isEmpty() && m_state.isAttached) Q_EMIT raceWanted(m_questions.back());
}

void LiveDesk::tune(const Tuning& tuning) {
    if (m_tuning == tuning) return;
    const Tuning before = m_tuning;
    m_tuning = tuning;
    Q_EMIT tuned(before, tuning);
}

}  // namespace msao::ui
