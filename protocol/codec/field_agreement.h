// SPDX-License-Identifier: Apache-2.0
// What must hold between the fields of a message. Each answers why it does not, or nothing.
#pragma once

#include "protocol/messages/message.h"

#include <string_view>

namespace msao::protocol {

std::string_view disagreement(const VisualDescriptor& visual);
std::string_view disagreement(const AudioDescriptor& audio);
std::string_view disagreement(const Hello& message);
std::string_view disagreement(const Open& message);
std::string_view disagreement(const ModalityChunk& message);
std::string_view disagreement(const Drafts& message);
std::string_view disagreement(const HiddenState& message);
std::string_view disagreement(const Opened& message);
std::string_view disagreement(const VerdictMessage& message);
std::string_view disagreement(const Refused& message);

/// Messages without such rules.
template <typename Message>
std::string_view disagreement(const Message&) {
    return {};
}

}  // namespace msao::protocol
