// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/ids.h"

#include <cstddef>
#include <span>
#include <vector>

namespace msao::engine {

struct PromptLookupOptions {
    std::size_t maxMatch = 3;  // the longest ending that is looked for; shorter ones follow, down to minMatch
    std::size_t minMatch = 2;  // a single token repeats too often to mean anything
    std::size_t length = 5;    // drafts wanted
    bool operator==(const PromptLookupOptions&) const = default;
};

/// Drafts that cost nothing: what followed the last time that `sequence` (prompt and answer) read as it ends now. Of
/// several places the latest; empty if there is none.
std::vector<TokenId> promptLookup(std::span<const TokenId> sequence, const PromptLookupOptions& options = {});

}  // namespace msao::engine
