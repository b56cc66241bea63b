// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/messages/refusal.h"

#include <QString>

namespace msao::edge {

/// What a refusal means to whoever asked, and what to do about it.
QString wordsOf(protocol::RefusalCode code);

/// The same again will fail again, until somebody changes something here or there.
bool needsTheUser(protocol::RefusalCode code);

}  // namespace msao::edge
