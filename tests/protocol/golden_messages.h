// SPDX-License-Identifier: Apache-2.0
// The messages of docs/protocol/: one of every kind.
#pragma once

#include "protocol/messages/message.h"

#include <string_view>
#include <variant>
#include <vector>

namespace msao::protocol::tests {

struct GoldenMessage {
    std::string_view name;  // of its file in docs/protocol/
    std::variant<EdgeMessage, CloudMessage> message;
};

std::vector<GoldenMessage> goldenMessages();

}  // namespace msao::protocol::tests
