// SPDX-License-Identifier: Apache-2.0
// What a vLLM server says of a step. What is taken has the shape that was asked for, and each of its tokens can index
// what is ours.
#include "cloud_server/cluster/completion_reply.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace msao::cloud;

namespace {

constexpr ReplyShape kByRows{12, 2, 1, 1, 900};
constexpr ReplyShape kByPrompts{7, 0, 2, 3, 900};

bool isAsAskedFor(const DrawnTokens& drawn, const ReplyShape& shape) {
    const std::size_t least = shape.rows + shape.choices;
    const std::size_t most = shape.rows + shape.choices * static_cast<std::size_t>(shape.tokens);
    const auto isToken = [&](msao::engine::TokenId token) {
        return toIndex(token) >= 0 && toIndex(token) < shape.tokenEnd;
    };
    const auto rows = static_cast<std::int64_t>(shape.rows);
    const bool isComputed = rows == 0 || drawn.cachedTokens <= shape.promptTokens - rows - 1;
    return drawn.tokens.size() >= least && drawn.tokens.size() <= most && drawn.cachedTokens >= 0 && isComputed &&
           std::ranges::all_of(drawn.tokens, isToken);
}

void check(const QByteArray& body, const ReplyShape& shape) {
    const auto said = readReply({200, body}, shape);
    const auto* drawn = std::get_if<DrawnTokens>(&said);
    if (drawn != nullptr && !isAsAskedFor(*drawn, shape)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const QByteArray body(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    check(body, kByRows);
    check(body, kByPrompts);
    return 0;
}
