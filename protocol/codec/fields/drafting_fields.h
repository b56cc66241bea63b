// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/codec/fields/answer_id_fields.h"
#include "protocol/messages/drafting.h"
#include "protocol/messages/limits.h"

#include <limits>

namespace msao::protocol {

template <>
inline constexpr std::uint32_t kMessageType<Drafts> = 4;
template <>
inline constexpr std::uint32_t kMessageType<ModeChange> = 5;
template <>
inline constexpr std::uint32_t kMessageType<VerdictMessage> = 13;
template <>
inline constexpr std::uint32_t kMessageType<HiddenState> = 19;

inline constexpr std::int64_t kMaxAnswerPosition = static_cast<std::int64_t>(kMaxAnswerTokens);

void fields(auto& archive, FieldsOf<Drafts> auto& message) {
    answerId(archive, message.id);
    archive.number(3, message.batch.epoch, std::numeric_limits<engine::Epoch>::max());
    archive.number(4, message.batch.firstPosition, kMaxAnswerPosition);
    archive.tokens(5, message.batch.tokens, kMaxDrafts);
    archive.fractions(6, message.batch.normalisedEntropy, kMaxDrafts);
    archive.flag(7, message.batch.resumes);
}

/// Its text is the edge's to know.
void fields(auto& archive, FieldsOf<engine::TokenProbability> auto& candidate) {
    archive.number(1, candidate.token, engine::TokenId{kMaxTokenId});
    archive.real(2, candidate.probability, 1.0);
}

void fields(auto& archive, FieldsOf<VerdictMessage> auto& message) {
    constexpr auto kMaxTokens = static_cast<std::int32_t>(kMaxAnswerTokens);
    answerId(archive, message.id);
    archive.number(3, message.verdict.epoch, std::numeric_limits<engine::Epoch>::max());
    archive.number(4, message.verdict.firstPosition, kMaxAnswerPosition);
    archive.tokens(5, message.verdict.tokens, kMaxAnswerTokens);
    archive.number(6, message.verdict.acceptedCount, kMaxTokens);
    archive.number(7, message.verdict.rejectedCount, kMaxTokens);
    archive.flag(8, message.verdict.endsAnswer);
    archive.real(9, message.verdict.cloudStepMs, kMaxMs);
    archive.real(10, message.verdict.cloudLoad, kMaxReal);
    archive.real(11, message.queueMs, kMaxMs);
    archive.number(12, message.maxDrafts, static_cast<std::int32_t>(kMaxDrafts));
    archive.number(13, message.acknowledgedBytes, std::numeric_limits<std::uint64_t>::max());
    archive.number(14, message.passBeganUs, std::numeric_limits<std::uint64_t>::max());
    archive.number(15, message.passEndedUs, std::numeric_limits<std::uint64_t>::max());
    archive.parts(16, message.verdict.likeliest, kMaxLikeliest * kMaxDrafts);
}

void fields(auto& archive, FieldsOf<HiddenState> auto& message) {
    answerId(archive, message.id);
    archive.number(3, message.position, kMaxAnswerPosition);
    archive.bytes(4, message.bytes, kMaxHiddenStateBytes);
}

void fields(auto& archive, FieldsOf<ModeChange> auto& message) {
    answerId(archive, message.id);
    archive.mode(3, message.mode);
    archive.number(4, message.selfDraftLength, static_cast<std::int32_t>(kMaxDrafts));
}

}  // namespace msao::protocol
