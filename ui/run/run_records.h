// SPDX-License-Identifier: GPL-3.0-or-later
// What a run leaves behind, as the views read it. Indices rather than pointers: records live in growing lists.
#pragma once

#include "msao/engine/draft_fates.h"
#include "msao/engine/trace_event.h"

#include <QByteArray>
#include <QList>

#include <cstdint>
#include <optional>
#include <span>

namespace msao::ui {

using engine::DraftFate;
using engine::TraceTime;

struct DraftRecord {
    TraceTime time{};
    engine::Epoch epoch = 0;
    std::int64_t position = 0;
    engine::TokenId token{};
    float normalisedEntropy = 0;
    double theta = 1;  // as it stood when the token was drawn
    double draftMs = 0;
    QList<engine::TokenProbability> topK;  // shared with the copies of a run's earlier states
    DraftFate fate = DraftFate::Waiting;
    std::optional<TraceTime> decided;
    std::optional<int> batch;
    std::optional<int> verdict;
    bool operator==(const DraftRecord&) const = default;
};

/// A position of the answer.
struct AnswerToken {
    engine::TokenId token{};
    QByteArray text;  // may end within a character
    engine::Provenance provenance = engine::Provenance::Accepted;
    TraceTime time{};
    std::optional<int> draft;  // the one that was confirmed, replaced, or is shown unverified
    std::optional<int> verdict;
    bool isRevised = false;
    bool operator==(const AnswerToken&) const = default;
};

struct BatchRecord {
    TraceTime time{};
    std::int64_t firstPosition = 0;
    int tokens = 0;
    engine::SendReason reason = engine::SendReason::BatchFull;
    std::int64_t bytes = 0;
    std::optional<int> verdict;
    bool operator==(const BatchRecord&) const = default;
};

struct VerdictRecord {
    TraceTime time{};
    std::int64_t firstPosition = 0;
    int tokens = 0;
    int accepted = 0;
    int rejected = 0;
    double cloudStepMs = 0;
    double cloudLoad = 0;
    std::int64_t bytes = 0;
    std::optional<engine::CloudTimes> cloud;
    QList<engine::TokenProbability> topK;  // as many for each token
    /// What the target held likeliest at a position of the answer; empty if that was not told.
    std::span<const engine::TokenProbability> topKAt(std::int64_t position) const;
    bool operator==(const VerdictRecord&) const = default;
};

struct RollbackRecord {
    TraceTime time{};
    std::int64_t position = 0;
    int firstDraft = 0;  // of those that were discarded
    int discarded = 0;
    bool operator==(const RollbackRecord&) const = default;
};

struct ThetaRecord {
    TraceTime time{};
    double theta = 1;
    engine::ThetaReason reason = engine::ThetaReason::Planned;
    int drafts = 0;  // drawn by then
    bool operator==(const ThetaRecord&) const = default;
};

struct FrameRecord {
    TraceTime time{};
    engine::FrameProbed probe;
    bool operator==(const FrameRecord&) const = default;
};

struct LinkRecord {
    TraceTime time{};
    engine::LinkEstimate estimate;
    bool isConnected = true;
    bool isIdle = true;  // no answer was under way
    bool operator==(const LinkRecord&) const = default;
};

struct ResourceRecord {
    TraceTime time{};
    engine::ResourceSample sample;
    bool operator==(const ResourceRecord&) const = default;
};

struct ServerRecord {
    TraceTime time{};
    engine::ServerFigures figures;
    bool operator==(const ServerRecord&) const = default;
};

struct ErrorRecord {
    TraceTime time{};
    engine::ErrorReported error;
    bool operator==(const ErrorRecord&) const = default;
};

inline std::span<const engine::TokenProbability> VerdictRecord::topKAt(std::int64_t position) const {
    if (firstPosition < 0 || position < firstPosition || position - firstPosition >= tokens) return {};
    const std::int64_t place = position - firstPosition;
    const qsizetype each = topK.size() / tokens;
    return {topK.constData() + place * each, static_cast<std::size_t>(each)};
}

constexpr double toMs(TraceTime time) {
    return static_cast<double>(time.count()) / 1e6;
}

constexpr TraceTime fromMs(double ms) {
    return TraceTime(static_cast<std::int64_t>(ms * 1e6));
}

}  // namespace msao::ui
