// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/codec/fields/field_rules.h"
#include "protocol/messages/ids.h"

namespace msao::protocol {

/// Keys 1 and 2 of every message about an answer.
void answerId(auto& archive, auto& id) {
    archive.number(1, id.session, SessionId{0xFFFFFFFFu});
    archive.number(2, id.request, RequestId{0xFFFFFFFFu});
}

}  // namespace msao::protocol
