// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/codec/fields/field_rules.h"
#include "protocol/messages/hello.h"
#include "protocol/messages/limits.h"

#include <limits>

namespace msao::protocol {

template <>
inline constexpr std::uint32_t kMessageType<Hello> = 1;
template <>
inline constexpr std::uint32_t kMessageType<Challenge> = 10;
template <>
inline constexpr std::uint32_t kMessageType<HelloReply> = 11;

inline constexpr std::uint32_t kMaxWord = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::int64_t kMaxPixelsOfModel = std::int64_t{1} << 40;  // some checkpoints say "as good as any"

void fields(auto& archive, FieldsOf<ModelFingerprint> auto& model) {
    archive.text(1, model.name, kMaxNameBytes);
    archive.octets(2, model.weightsHash);
    archive.octets(3, model.tokenizerHash);
    archive.choice(4, model.weightType, engine::WeightType::Int4);
    archive.number(5, model.tokenEnd, kMaxTokenId + 1);
    archive.number(6, model.minPixels, kMaxPixelsOfModel);
    archive.number(7, model.maxPixels, kMaxPixelsOfModel);
    archive.number(8, model.cellSide, kMaxCellSide);
    archive.number(9, model.framesPerCell, kMaxFrames);
    archive.flag(10, model.isMInvariant);
}

void fields(auto& archive, FieldsOf<Promises> auto& promises) {
    archive.flag(1, promises.isExact);
    archive.flag(2, promises.takesPruned);
    archive.flag(3, promises.rebuildsExactly);
    archive.choice(4, promises.sampling, SamplingPromise::GreedyOnly);
}

void fields(auto& archive, FieldsOf<CloudLimits> auto& limits) {
    archive.number(1, limits.sessions, 1'000'000);
    archive.number(2, limits.promptTokens, 1'000'000'000);
    archive.number(3, limits.answerTokens, static_cast<std::int32_t>(kMaxAnswerTokens));
    archive.number(4, limits.draftsOfBatch, static_cast<std::int32_t>(kMaxDrafts));
    archive.number(5, limits.payloadBytes, kMaxPayloadBytes * static_cast<std::int64_t>(kMaxModalities));
    archive.number(6, limits.heartbeatMs, kMaxMilliseconds);
    archive.number(7, limits.resumeMs, kMaxMilliseconds);
}

void fields(auto& archive, FieldsOf<engine::DeviceCosts> auto& costs) {
    archive.real(1, costs.stepMs, kMaxMs);
    archive.real(2, costs.stepMsPerExtraToken, kMaxMs);
    archive.real(3, costs.prefillMsPerToken, kMaxMs);
    archive.real(4, costs.prefillFixedMs, kMaxMs);
}

void fields(auto& archive, FieldsOf<PassRows> auto& rows) {
    archive.real(1, rows.free, kMaxReal);
    archive.real(2, rows.msPerFurther, kMaxMs);
}

void fields(auto& archive, FieldsOf<Login> auto& login) {
    archive.text(1, login.tokenName, kMaxNameBytes);
    archive.octets(2, login.proof);
}

void fields(auto& archive, FieldsOf<Challenge> auto& message) {
    archive.number(1, message.version, kMaxWord);
    archive.octets(2, message.nonce);
    archive.flag(3, message.needsLogin);
}

void fields(auto& archive, FieldsOf<Hello> auto& message) {
    archive.number(1, message.version, kMaxWord);
    archive.number(2, message.features, kMaxWord);
    archive.text(3, message.software, kMaxNameBytes);
    archive.octets(4, message.nonce);
    archive.maybe(5, message.login, [](auto& a, int key, auto& login) { a.part(key, login); });
    archive.maybe(6, message.draft, [](auto& a, int key, auto& model) { a.part(key, model); });
}

void fields(auto& archive, FieldsOf<HelloReply> auto& message) {
    archive.number(1, message.version, kMaxWord);
    archive.number(2, message.features, kMaxWord);
    archive.text(3, message.software, kMaxNameBytes);
    archive.text(4, message.backend, kMaxNameBytes);
    archive.part(5, message.target);
    archive.part(6, message.promises);
    archive.part(7, message.limits);
    archive.part(8, message.costs);
    archive.maybe(9, message.cloudDraftStepMs, [](auto& a, int key, auto& ms) { a.real(key, ms, kMaxMs); });
    archive.maybe(10, message.rows, [](auto& a, int key, auto& rows) { a.part(key, rows); });
}

}  // namespace msao::protocol
