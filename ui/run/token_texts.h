// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/trace_event.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <functional>
#include <utility>

namespace msao::ui {

/// The words behind token ids. A trace states them for emitted tokens and for what else was likely there; any other is
/// asked of a tokenizer if the program has one for this run.
class TokenTexts {
public:
    using Tokenizer = std::function<QByteArray(engine::TokenId)>;

    void setTokenizer(Tokenizer tokenizer) { m_tokenizer = std::move(tokenizer); }
    void learn(const engine::TraceFact& fact);
    void forgetLearned() { m_learned.clear(); }

    /// Empty if nobody knows.
    QByteArray bytes(engine::TokenId token) const;
    /// One line, spaces and line ends visible; "#1234" if nobody knows.
    QString label(engine::TokenId token) const;
    static QString label(const QByteArray& bytes);
    /// What is shown of the token that says nothing but that there is no more.
    static QString endOfText() { return QStringLiteral("∅"); }

private:
    void learn(const std::vector<engine::TokenProbability>& candidates);

    QHash<std::int32_t, QByteArray> m_learned;
    Tokenizer m_tokenizer;
};

}  // namespace msao::ui
