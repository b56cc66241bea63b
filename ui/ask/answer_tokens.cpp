// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ask/answer_tokens.h"

#include <QStringDecoder>

namespace msao::ui {

QList<FlowToken> answerTokens(const RequestState& request, const TokenTexts& texts) {
    QList<FlowToken> tokens;
    tokens.reserve(request.answer.size() + 16);
    QStringDecoder decoder(QStringDecoder::Utf8);  // a character may be spread over tokens
    for (qsizetype i = 0; i < request.answer.size(); ++i) {
        const AnswerToken& token = request.answer[i];
        FlowToken shown{i, decoder.decode(token.text), markOf(token.provenance), {}};
        if (token.provenance == engine::Provenance::Corrected && token.draft)
            shown.struckText = texts.label(request.drafts[*token.draft].token);
        tokens.push_back(std::move(shown));
    }
    for (qsizetype i = request.firstWaitingDraft(); i < request.drafts.size(); ++i) {
        const DraftRecord& draft = request.drafts[i];
        if (draft.position < request.answer.size()) continue;  // shown unverified already
        const QByteArray known = texts.bytes(draft.token);
        const QString text = known.isEmpty() ? QStringLiteral(" …") : QString::fromUtf8(known);
        tokens.push_back({draft.position, text, TokenMark::Drafted, {}});
    }
    return tokens;
}

QString answerText(const RequestState& request) {
    QByteArray bytes;
    for (const AnswerToken& token : request.answer) bytes += token.text;
    return QString::fromUtf8(bytes).trimmed();
}

QString answerTextWithMarks(const RequestState& request) {
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text;
    for (const AnswerToken& token : request.answer) {
        text += decoder.decode(token.text);
        text += TokenMarkNames::symbol(markOf(token.provenance));
    }
    return text.trimmed();
}

}  // namespace msao::ui
