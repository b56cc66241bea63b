// SPDX-License-Identifier: Apache-2.0
// What a vLLM server says, read as if it were hostile: rows of cached positions are memory that nobody wrote.
#pragma once

#include "cloud_server/cluster/http_calls.h"

#include "msao/engine/ids.h"

#include <QString>

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

namespace msao::cloud {

/// What a reply to one call has to be like.
struct ReplyShape {
    std::int64_t promptTokens = 0;  // of all prompts together
    std::size_t rows = 0;           // drafts that are verified by the rows of the prompt's end
    std::size_t choices = 1;        // prompts
    std::int32_t tokens = 1;        // at most, behind each
    std::int32_t tokenEnd = 0;
};

enum class ReplyFault {
    NoReply,       // none, not in time, too long, or 5xx
    Refused,       // 4xx
    Unreadable,    // no JSON (as with a NaN in it), or not what was asked for
    CachedTooFar,  // a row that counts came out of the cache
    WrongCount,    // it read another number of tokens than we counted: pictures of another size, another tokenizer
};

struct DrawnTokens {
    std::vector<engine::TokenId> tokens;  // of the rows, then of each choice
    std::int64_t cachedTokens = 0;
};

std::variant<DrawnTokens, ReplyFault> readReply(const HttpReply& reply, const ReplyShape& shape);

/// A longer one is none.
qint64 longestReply(const ReplyShape& shape);

QString wordsOf(ReplyFault fault);

}  // namespace msao::cloud
