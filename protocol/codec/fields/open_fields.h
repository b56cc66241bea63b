// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/codec/fields/answer_id_fields.h"
#include "protocol/messages/limits.h"
#include "protocol/messages/open.h"

#include <limits>

namespace msao::protocol {

template <>
inline constexpr std::uint32_t kMessageType<Open> = 2;
template <>
inline constexpr std::uint32_t kMessageType<ModalityChunk> = 3;
template <>
inline constexpr std::uint32_t kMessageType<Opened> = 12;

inline constexpr std::int64_t kMaxConversationTokens = 1'000'000'000;

void fields(auto& archive, FieldsOf<engine::SamplingOptions> auto& sampling) {
    archive.real(1, sampling.temperature, 1e6);
    archive.number(2, sampling.topK, kMaxTokenId);
    archive.real(3, sampling.topP, 1.0);
    archive.real(4, sampling.repetitionPenalty, 1e6);
    archive.number(5, sampling.seed, std::numeric_limits<std::uint64_t>::max());
}

void fields(auto& archive, FieldsOf<VisualDescriptor> auto& visual) {
    archive.choice(1, visual.kind, engine::VisualKind::Video);
    archive.choice(2, visual.encoding, PixelEncoding::Exact);
    archive.number(3, visual.width, kMaxImageSide);
    archive.number(4, visual.height, kMaxImageSide);
    archive.number(5, visual.frames, kMaxFrames);
    archive.real(6, visual.framesPerSecond, 1000.0);
    archive.number(7, visual.cellSide, kMaxCellSide);
    archive.number(8, visual.framesPerCell, kMaxFrames);
    archive.bits(9, visual.kept, kMaxKeptBits);
}

void fields(auto& archive, FieldsOf<AudioDescriptor> auto& audio) {
    archive.choice(1, audio.encoding, AudioEncoding::Pcm16);
    archive.number(2, audio.sampleRate, kMaxSampleRate);
    archive.number(3, audio.samples, kMaxAudioSamples);
    archive.bits(4, audio.kept, kMaxKeptBits);
}

void fields(auto& archive, FieldsOf<ModalityDescriptor> auto& modality) {
    archive.template either<0>(1, 2, modality.content, [](auto& a, int key, auto& visual) { a.part(key, visual); });
    archive.template either<1>(2, 1, modality.content, [](auto& a, int key, auto& audio) { a.part(key, audio); });
    archive.number(3, modality.payloadBytes, kMaxPayloadBytes);
    archive.octets(4, modality.contentHash);
}

void fields(auto& archive, FieldsOf<ReusedPrefix> auto& prefix) {
    archive.number(1, prefix.tokens, kMaxConversationTokens);
    archive.octets(2, prefix.hash);
}

void fields(auto& archive, FieldsOf<EarlierTurn> auto& turn) {
    archive.template either<0>(1, 2, turn.prompt,
                               [](auto& a, int key, auto& text) { a.text(key, text, kMaxPromptBytes); });
    archive.template either<1>(2, 1, turn.prompt,
                               [](auto& a, int key, auto& ids) { a.tokens(key, ids, kMaxPromptTokens); });
    archive.number(3, turn.modalities, static_cast<std::int32_t>(kMaxModalities));
    archive.tokens(4, turn.answer, kMaxAnswerTokens);
}

void fields(auto& archive, FieldsOf<LowerLayers> auto& lower) {
    archive.number(1, lower.count, kMaxLayers);
    archive.choice(2, lower.format, HiddenFormat::Int8);
    archive.number(3, lower.width, kMaxHiddenWidth);
    archive.positions(4, lower.positions, kMaxPromptTokens);
    archive.number(5, lower.nextPosition, kMaxPosition);
}

void fields(auto& archive, FieldsOf<Open> auto& message) {
    answerId(archive, message.id);
    archive.mode(3, message.mode);
    archive.part(4, message.sampling);
    archive.number(5, message.maxNewTokens, static_cast<std::int32_t>(kMaxAnswerTokens));
    archive.number(6, message.selfDraftLength, static_cast<std::int32_t>(kMaxDrafts));
    archive.maybe(7, message.maxOwnSteps,
                  [](auto& a, int key, auto& steps) { a.number(key, steps, std::int32_t{1'000'000}); });
    archive.template either<0>(8, 9, message.prompt,
                               [](auto& a, int key, auto& text) { a.text(key, text, kMaxPromptBytes); });
    archive.template either<1>(9, 8, message.prompt,
                               [](auto& a, int key, auto& ids) { a.tokens(key, ids, kMaxPromptTokens); });
    archive.parts(10, message.modalities, kMaxModalities);
    archive.maybe(11, message.reuses, [](auto& a, int key, auto& prefix) { a.part(key, prefix); });
    archive.tokens(12, message.committed, kMaxAnswerTokens);
    archive.parts(13, message.earlier, kMaxEarlierTurns);
    archive.maybe(14, message.lower, [](auto& a, int key, auto& lower) { a.part(key, lower); });
    archive.number(15, message.likeliest, static_cast<std::int32_t>(kMaxLikeliest));
}

void fields(auto& archive, FieldsOf<ModalityChunk> auto& message) {
    answerId(archive, message.id);
    archive.number(3, message.modality, static_cast<std::int32_t>(kMaxModalities - 1));
    archive.number(4, message.offset, kMaxPayloadBytes);
    archive.bytes(5, message.bytes, kMaxChunkBytes);
}

void fields(auto& archive, FieldsOf<Opened> auto& message) {
    answerId(archive, message.id);
    archive.number(3, message.promptTokens, kMaxConversationTokens);
    archive.number(4, message.reusedTokens, kMaxConversationTokens);
    archive.number(5, message.promptHash, std::numeric_limits<std::uint64_t>::max());
    archive.real(6, message.queueMs, kMaxMs);
    archive.real(7, message.prefillMs, kMaxMs);
    archive.real(8, message.cloudLoad, kMaxReal);
    archive.maybe(9, message.resumeToken, [](auto& a, int key, auto& token) { a.octets(key, token); });
}

}  // namespace msao::protocol
