// SPDX-License-Identifier: Apache-2.0
// Whether both sides have the same conversation behind them, in 32 bytes.
#pragma once

#include "protocol/messages/ids.h"

#include "msao/engine/ids.h"

#include <cstdint>
#include <span>

namespace msao::protocol {

/// A conversation up to and including an answer: SHA-256 over the same of the turn before (zeros before the first),
/// over engine::promptHash of the turn's prompt as eight little-endian bytes, and over the answer's ids as four each.
/// The prompt's hash covers pixels and sounds, so this does, too. The prompt of every turn but the first begins with
/// the last token of the answer before, which nobody has read yet.
Digest conversationHash(const Digest& before, std::uint64_t promptHash, std::span<const engine::TokenId> answer);

}  // namespace msao::protocol
