// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/token_csv.h"

#include "ui/theme/marks.h"

#include <QHash>
#include <QIODevice>
#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace msao::ui {

using namespace engine;

namespace {

constexpr const char* kHeader =
    "request,mode,time_ms,position,mark,token_id,text,replaced_by_id,replaced_by_text,normalised_entropy,theta,"
    "probability,draft_ms,batch,sent_ms,sent_because,batch_tokens,batch_bytes,decided_ms,cloud_pass_ms,cloud_load\r\n";

const char* markName(TokenMark mark) {
    switch (mark) {
        case TokenMark::Accepted:
            return "accepted";
        case TokenMark::Corrected:
            return "corrected";
        case TokenMark::Rejected:
            return "rejected";
        case TokenMark::Cloud:
            return "cloud";
        case TokenMark::Unverified:
            return "unverified";
        case TokenMark::Drafted:
            return "drafted";
    }
    return "";
}

const char* reasonName(SendReason reason) {
    switch (reason) {
        case SendReason::BatchFull:
            return "batch_full";
        case SendReason::NotConfident:
            return "not_confident";
        case SendReason::EndOfText:
            return "end_of_text";
        case SendReason::Reconnected:
            return "reconnected";
    }
    return "";
}

QByteArray quoted(const QByteArray& field) {
    QByteArray doubled = field;
    return '"' + doubled.replace('"', "\"\"") + '"';
}

QByteArray textField(const QByteArray& bytes) {
    if (bytes.isEmpty()) return {};
    const QByteArray list = QJsonDocument(QJsonArray{QString::fromUtf8(bytes)}).toJson(QJsonDocument::Compact);
    return quoted(list.mid(1, list.size() - 2));
}

QByteArray csvNumber(double value, int digits) {
    return std::isfinite(value) ? QByteArray::number(value, 'f', digits) : QByteArray();
}

QByteArray probabilityOf(const DraftRecord& draft) {
    for (const TokenProbability& entry : draft.topK) {
        if (entry.token == draft.token) return csvNumber(entry.probability, 6);
    }
    return {};
}

/// The rows of one request.
class RequestRows {
public:
    RequestRows(const RequestState& request, const TokenTexts& texts) : m_request(request), m_texts(texts) {
        for (qsizetype i = 0; i < request.answer.size(); ++i) {
            const AnswerToken& token = request.answer[i];
            if (token.provenance == Provenance::Corrected && token.draft) m_corrections.insert(*token.draft, i);
        }
    }

    /// Drafts in the order of drawing; the cloud's own before the first draft that is drawn after them.
    void write(QIODevice& out) const {
        qsizetype answered = 0;
        const auto writeCloud = [&](std::optional<TraceTime> before) {
            for (; answered < m_request.answer.size(); ++answered) {
                const AnswerToken& token = m_request.answer[answered];
                if (before && token.time > *before) return;
                if (token.provenance == Provenance::Cloud) out.write(cloudRow(token, answered));
            }
        };
        for (int i = 0; i < m_request.drafts.size(); ++i) {
            writeCloud(m_request.drafts[i].time);
            out.write(draftRow(i));
        }
        writeCloud(std::nullopt);
    }

private:
    QByteArray ms(TraceTime time) const { return csvNumber(toMs(time - m_request.started), 3); }
    QByteArray tokenField(TokenId token) const { return textField(m_texts.bytes(token)); }

    QByteArrayList beginning(TraceTime time, qint64 position, TokenMark mark) const {
        const std::string_view mode = modeName(m_request.request.mode);
        return {QByteArray::number(static_cast<quint64>(m_request.id)),
                QByteArray(mode.data(), static_cast<qsizetype>(mode.size())), ms(time), QByteArray::number(position),
                markName(mark)};
    }

    QByteArray draftRow(int index) const {
        const DraftRecord& draft = m_request.drafts[index];
        QByteArrayList row = beginning(draft.time, draft.position, markOf(draft.fate));
        row << QByteArray::number(toIndex(draft.token)) << tokenField(draft.token);
        if (const auto by = m_corrections.constFind(index); by != m_corrections.constEnd()) {
            const AnswerToken& token = m_request.answer[*by];
            row << QByteArray::number(toIndex(token.token)) << textField(token.text);
        } else {
            row << QByteArray() << QByteArray();
        }
        row << csvNumber(static_cast<double>(draft.normalisedEntropy), 6) << csvNumber(draft.theta, 6)
            << probabilityOf(draft) << csvNumber(draft.draftMs, 3) << batchFields(draft.batch);
        row << (draft.decided ? ms(*draft.decided) : QByteArray()) << verdictFields(draft.verdict);
        return row.join(',') + "\r\n";
    }

    QByteArray cloudRow(const AnswerToken& token, qsizetype position) const {
        QByteArrayList row = beginning(token.time, position, TokenMark::Cloud);
        row << QByteArray::number(toIndex(token.token)) << textField(token.text) << QByteArrayList(6)
            << batchFields(std::nullopt) << ms(token.time) << verdictFields(token.verdict);
        return row.join(',') + "\r\n";
    }

    QByteArrayList batchFields(const std::optional<int>& index) const {
        if (!index) return QByteArrayList(5);
        const BatchRecord& batch = m_request.batches[*index];
        return {QByteArray::number(*index), ms(batch.time), reasonName(batch.reason), QByteArray::number(batch.tokens),
                QByteArray::number(static_cast<qint64>(batch.bytes))};
    }

    QByteArrayList verdictFields(const std::optional<int>& index) const {
        if (!index) return QByteArrayList(2);
        const VerdictRecord& verdict = m_request.verdicts[*index];
        return {csvNumber(verdict.cloudStepMs, 3), csvNumber(verdict.cloudLoad, 3)};
    }

    const RequestState& m_request;
    const TokenTexts& m_texts;
    QHash<int, qsizetype> m_corrections;  // draft -> the token of the answer in its place
};

}  // namespace

Status TokenCsv::write(const ExportSource& source, QIODevice& out) {
    out.write(kHeader);
    for (const RequestState& request : source.run.whole().requests) RequestRows(request, source.run.texts()).write(out);
    return Done{};
}

}  // namespace msao::ui
