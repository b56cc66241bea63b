// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/codec/fields/answer_id_fields.h"
#include "protocol/messages/limits.h"
#include "protocol/messages/session.h"

namespace msao::protocol {

template <>
inline constexpr std::uint32_t kMessageType<Cancel> = 6;
template <>
inline constexpr std::uint32_t kMessageType<Resume> = 7;
template <>
inline constexpr std::uint32_t kMessageType<Close> = 8;
template <>
inline constexpr std::uint32_t kMessageType<Cancelled> = 14;
template <>
inline constexpr std::uint32_t kMessageType<Resumed> = 15;

void fields(auto& archive, FieldsOf<Cancel> auto& message) {
    answerId(archive, message.id);
}

void fields(auto& archive, FieldsOf<Cancelled> auto& message) {
    answerId(archive, message.id);
}

void fields(auto& archive, FieldsOf<Close> auto& message) {
    archive.number(1, message.session, SessionId{0xFFFFFFFFu});
}

void fields(auto& archive, FieldsOf<Resume> auto& message) {
    answerId(archive, message.id);
    archive.octets(3, message.token);
    archive.number(4, message.committedTokens, static_cast<std::int64_t>(kMaxAnswerTokens));
    archive.octets(5, message.committedHash);
}

void fields(auto& archive, FieldsOf<Resumed> auto& message) {
    answerId(archive, message.id);
    archive.octets(3, message.token);
    archive.number(4, message.committedTokens, static_cast<std::int64_t>(kMaxAnswerTokens));
    archive.flag(5, message.wasRebuilt);
}

}  // namespace msao::protocol
