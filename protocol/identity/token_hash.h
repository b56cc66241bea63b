// SPDX-License-Identifier: Apache-2.0
// Whether both sides continue the same sequence, in 32 bytes.
#pragma once

#include "protocol/messages/ids.h"

#include "msao/engine/ids.h"

#include <span>

namespace msao::protocol {

/// SHA-256 over ids as four little-endian bytes each: an answer's committed tokens.
Digest hashOfTokens(std::span<const engine::TokenId> tokens);

}  // namespace msao::protocol
