// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/shard.h"

#include <charconv>

namespace msao::evaluation {

using namespace engine;

Result<Shard> parseShard(std::string_view text) {
    Shard shard;
    const char* const end = text.data() + text.size();
    const auto [slash, indexError] = std::from_chars(text.data(), end, shard.index);
    if (indexError == std::errc() && slash != end && *slash == '/') {
        const auto [last, ofError] = std::from_chars(slash + 1, end, shard.of);
        const bool isInRange = shard.of >= 1 && shard.of <= kMaxShards && shard.index >= 1 && shard.index <= shard.of;
        if (ofError == std::errc() && last == end && isInRange) return shard;
    }
    return Error{ErrorCode::InvalidArgument, "--shard: expected i/n with i from 1 to n, and n at most " +
                                                 std::to_string(kMaxShards) + ", found `" + std::string(text) + "`"};
}

}  // namespace msao::evaluation
