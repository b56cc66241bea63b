// SPDX-License-Identifier: Apache-2.0
// Whether a draft model and a cloud's model can work on one answer.
#pragma once

#include "protocol/messages/hello.h"

#include "msao/engine/engine.h"
#include "msao/engine/result.h"

#include <QString>

#include <filesystem>

namespace msao::edge {

/// The part of the draft's fingerprint that must agree. Its weights are its own matter, and are not read for a hash.
engine::Result<protocol::ModelFingerprint> identityOf(const engine::Engine& draft, const std::filesystem::path& folder);

/// Empty if they fit; otherwise what differs and what to do.
QString misfit(const protocol::ModelFingerprint& draft, const protocol::HelloReply& cloud);

}  // namespace msao::edge
