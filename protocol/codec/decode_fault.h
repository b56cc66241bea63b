// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/messages/refusal.h"

#include <cstdint>
#include <string_view>
#include <variant>

namespace msao::protocol {

/// Why bytes are no message. The peer is told the code, the log the rest; neither holds content.
struct DecodeFault {
    RefusalCode code = RefusalCode::MalformedMessage;
    std::uint64_t messageType = 0;  // as far as it could be read
    std::string_view reason;        // a literal
    bool operator==(const DecodeFault&) const = default;
};

/// A message, or why not.
template <typename Message>
using Decoded = std::variant<Message, DecodeFault>;

}  // namespace msao::protocol
