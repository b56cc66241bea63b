// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/decode_speed.h"
#include "ui/run/run_counts.h"
#include "ui/run/run_records.h"

#include <QList>
#include <QString>

#include <optional>

namespace msao::ui {

/// One question and its answer, up to some moment of the trace. A value; its lists are shared until one is written, so
/// a copy costs little.
class RequestState {
public:
    RequestState() = default;
    RequestState(engine::RequestId requestId, TraceTime asked, const engine::RequestStarted& facts);

    void apply(TraceTime time, const engine::TraceFact& fact);

    engine::RequestId id = engine::RequestId::None;
    TraceTime started{};
    engine::RequestStarted request;
    std::optional<TraceTime> ended;
    engine::RequestOutcome outcome = engine::RequestOutcome::EndOfText;
    QString fault;                   // the last one that was told of it
    std::uint64_t conversation = 0;  // that it belongs to; 0: it stands alone
    QString freshStart;              // why nothing that was said there is context: a key of the edge's; empty: it is
    std::int64_t reusedTokens = 0;   // of what was said there, that the cloud did not read again
    std::optional<engine::PlanMade> plan;
    QList<engine::ModalityProbe> modalities;
    QList<FrameRecord> frames;

    QList<AnswerToken> answer;
    QList<DraftRecord> drafts;
    QList<BatchRecord> batches;
    QList<VerdictRecord> verdicts;
    QList<RollbackRecord> rollbacks;
    QList<ThetaRecord> thetas;
    RunCounts counts;
    std::int64_t bytesSent = 0;
    std::int64_t bytesReceived = 0;
    double cloudMs = 0;  // of passes that drew tokens of this answer
    double draftingMs = 0;
    TraceTime last{};  // of its events

    QString question() const { return QString::fromStdString(request.question); }
    double theta() const { return thetas.isEmpty() ? 1.0 : thetas.back().theta; }
    double elapsedMs(TraceTime now) const { return toMs(ended.value_or(now) - started); }
    std::optional<TraceTime> firstTokenTime() const;
    /// Of decoding, as `msao ask` says it.
    std::optional<double> tokensPerSecond() const { return m_decoding.tokensPerSecond(answer.size()); }
    std::optional<double> cloudMsPerToken() const;
    /// Drafts that no verdict has reached, in order of position.
    int firstWaitingDraft() const { return m_fates.firstWaiting(); }

    bool operator==(const RequestState&) const = default;

private:
    using Step = engine::DraftFates::Step;

    void on(TraceTime time, const engine::FrameProbed& fact, const Step& step);
    void on(TraceTime time, const engine::ModalityScored& fact, const Step& step);
    void on(TraceTime time, const engine::PlanMade& fact, const Step& step);
    void on(TraceTime time, const engine::TokenDrafted& fact, const Step& step);
    void on(TraceTime time, const engine::BatchSent& fact, const Step& step);
    void on(TraceTime time, const engine::VerdictArrived& fact, const Step& step);
    void on(TraceTime time, const engine::RolledBack& fact, const Step& step);
    void on(TraceTime time, const engine::TokenEmitted& fact, const Step& step);
    void on(TraceTime time, const engine::TokenRevised& fact, const Step& step);
    void on(TraceTime time, const engine::ThetaMoved& fact, const Step& step);
    void on(TraceTime time, const engine::ErrorReported& fact, const Step& step);
    void on(TraceTime time, const engine::RequestEnded& fact, const Step& step);
    void on(TraceTime time, const engine::OptionChanged& fact, const Step& step);
    template <typename Other>
    void on(TraceTime, const Other&, const Step&) {}

    void settle(const engine::DraftFates::Settled& settled, TraceTime time);

    engine::DraftFates m_fates;
    engine::DecodeSpeed m_decoding;
};

}  // namespace msao::ui
