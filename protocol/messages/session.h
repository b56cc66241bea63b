// SPDX-License-Identifier: Apache-2.0
// How a session ends early, continues on another connection, and is given up.
#pragma once

#include "protocol/messages/ids.h"

#include <cstdint>

namespace msao::protocol {

/// Edge -> cloud: nothing more is wanted of this answer. The conversation stays.
struct Cancel {
    AnswerId id = {};
    bool operator==(const Cancel&) const = default;
};

/// Cloud -> edge: no verdict of this answer follows.
struct Cancelled {
    AnswerId id = {};
    bool operator==(const Cancelled&) const = default;
};

/// Edge -> cloud, on a new connection: the session behind a token goes on under `id`.
struct Resume {
    AnswerId id = {};
    ResumeToken token{};
    std::int64_t committedTokens = 0;  // of the answer, that the edge has
    Digest committedHash{};            // protocol/identity/token_hash.h
    bool operator==(const Resume&) const = default;
};

/// Cloud -> edge. What the edge lacks follows as a verdict.
struct Resumed {
    AnswerId id = {};
    ResumeToken token{};               // for the next time
    std::int64_t committedTokens = 0;  // that the cloud has
    bool wasRebuilt = false;           // its state was gone and has been computed again
    bool operator==(const Resumed&) const = default;
};

/// Edge -> cloud: the conversation is over, its memory is free.
struct Close {
    SessionId session{};
    bool operator==(const Close&) const = default;
};

}  // namespace msao::protocol
