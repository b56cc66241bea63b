// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/codec/fields/field_rules.h"
#include "protocol/messages/limits.h"
#include "protocol/messages/refusal.h"

namespace msao::protocol {

template <>
inline constexpr std::uint32_t kMessageType<Refused> = 17;

void fields(auto& archive, FieldsOf<Refused> auto& message) {
    archive.refusalCode(1, message.code);
    archive.maybe(2, message.session, [](auto& a, int key, auto& id) { a.number(key, id, SessionId{0xFFFFFFFFu}); });
    archive.maybe(3, message.request, [](auto& a, int key, auto& id) { a.number(key, id, RequestId{0xFFFFFFFFu}); });
    archive.maybe(4, message.retryAfterMs, [](auto& a, int key, auto& ms) { a.number(key, ms, kMaxMilliseconds); });
    archive.flag(5, message.closesConnection);
}

}  // namespace msao::protocol
