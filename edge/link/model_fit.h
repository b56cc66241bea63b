// SPDX-License-Identifier: Apache-2.0
// Whether a draft model and a cloud's model can work on one answer.
#pragma once

#include "protocol/messages/hello.h"

#include <QString>

namespace msao::edge {

/// Empty if they fit; otherwise what differs and what to do.
QString misfit(const protocol::ModelFingerprint& draft, const protocol::HelloReply& cloud);

}  // namespace msao::edge
