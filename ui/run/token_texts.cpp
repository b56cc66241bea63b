// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/token_texts.h"

namespace msao::ui {

void TokenTexts::learn(const engine::TraceFact& fact) {
    if (const auto* emitted = std::get_if<engine::TokenEmitted>(&fact)) {
        m_learned.insert(toIndex(emitted->token), QByteArray::fromStdString(emitted->text));
    } else if (const auto* revised = std::get_if<engine::TokenRevised>(&fact)) {
        m_learned.insert(toIndex(revised->token), QByteArray::fromStdString(revised->text));
    } else if (const auto* drafted = std::get_if<engine::TokenDrafted>(&fact)) {
        learn(drafted->topK);
    } else if (const auto* arrived = std::get_if<engine::VerdictArrived>(&fact)) {
        learn(arrived->verdict.likeliest);
    }
}

/// A trace of earlier versions has no texts of them.
void TokenTexts::learn(const std::vector<engine::TokenProbability>& candidates) {
    for (const engine::TokenProbability& candidate : candidates) {
        if (candidate.text.empty() || m_learned.contains(toIndex(candidate.token))) continue;
        m_learned.insert(toIndex(candidate.token), QByteArray::fromStdString(candidate.text));
    }
}

QByteArray TokenTexts::bytes(engine::TokenId token) const {
    const auto known = m_learned.constFind(toIndex(token));
    if (known != m_learned.constEnd()) return *known;
    return m_tokenizer ? m_tokenizer(token) : QByteArray();
}

QString TokenTexts::label(engine::TokenId token) const {
    const QByteArray known = bytes(token);
    // The end of the text says nothing, and is known.
    if (known.isEmpty() && m_learned.contains(toIndex(token))) return endOfText();
    if (known.isEmpty()) return QLatin1Char('#') + QString::number(toIndex(token));
    return label(known);
}

QString TokenTexts::label(const QByteArray& bytes) {
    QString text = QString::fromUtf8(bytes);
    text.replace(QLatin1Char('\n'), QStringLiteral("⏎"));
    const QString trimmed = text.trimmed();
    return trimmed.isEmpty() ? QStringLiteral("␣") : trimmed;
}

}  // namespace msao::ui
