// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/prompt_lookup.h"

#include <algorithm>

namespace msao::engine {

std::vector<TokenId> promptLookup(std::span<const TokenId> sequence, const PromptLookupOptions& options) {
    for (std::size_t match = options.maxMatch; match >= std::max<std::size_t>(options.minMatch, 1); --match) {
        if (sequence.size() <= match) continue;
        const auto ending = sequence.last(match);
        // Without the last token, so that the ending does not find itself.
        const auto earlier = sequence.first(sequence.size() - 1);
        const auto found = std::find_end(earlier.begin(), earlier.end(), ending.begin(), ending.end());
        if (found == earlier.end()) continue;
        const auto next = sequence.subspan(static_cast<std::size_t>(found - earlier.begin()) + match);
        const auto drafts = next.first(std::min(options.length, next.size()));
        return {drafts.begin(), drafts.end()};
    }
    return {};
}

}  // namespace msao::engine
