// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/tokenizer.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace msao::engine {

/// Tokenizer::read for a file that is in memory already. Nothing refers to `bytes` afterwards.
Result<Tokenizer> readTokenizer(std::span<const std::byte> bytes, std::string_view nameForErrors);

}  // namespace msao::engine
