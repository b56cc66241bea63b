// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string_view>

namespace msao::engine {

/// JSON text that is still to be read.
struct UnreadPart {
    std::string_view text;
    std::size_t begin = 0;  // in the file
};

/// A tokenizer.json, taken apart: its two huge members unread, all others as a tree.
struct TokenizerParts {
    UnreadPart vocab;
    UnreadPart merges;
    nlohmann::json rest;  // the file without model.vocab and model.merges
};

/// Views `text`.
Result<TokenizerParts> takeApart(std::string_view text, std::string_view file);

/// Refuses in words what is not the byte-level BPE of Qwen2: another model, normaliser, pre-tokenisation, decoder.
Status checkArchitecture(const nlohmann::json& rest, std::string_view file);

}  // namespace msao::engine
