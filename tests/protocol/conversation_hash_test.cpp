// SPDX-License-Identifier: Apache-2.0
// Expected hashes were computed with Python's hashlib, from the words of docs/protocol.md.
#include "protocol/identity/conversation_hash.h"

#include <gtest/gtest.h>

#include <QByteArray>

#include <vector>

namespace msao::protocol {
namespace {

using engine::TokenId;

std::string hex(const Digest& digest) {
    return QByteArray(reinterpret_cast<const char*>(digest.data()), 32).toHex().toStdString();
}

TEST(ConversationHashTest, IsTheChainThatTheDocumentTells) {
    const Digest first =
        conversationHash({}, 0x0123456789ABCDEF, std::vector{TokenId{9707}, TokenId{11}, TokenId{151645}});
    EXPECT_EQ(hex(first), "a24b87280dc4cc63e0dc29a296b80b7d33af0b704111532a2a20f06133608e0a");
    EXPECT_EQ(hex(conversationHash(first, 7, std::vector{TokenId{0}})),
              "1e7545e45c9c9cf79752d3415212754692ca32ac2dc8b4634ba94b05a9651554");
}

TEST(ConversationHashTest, AnyDifferenceIsSeen) {
    const std::vector<TokenId> answer{TokenId{1}, TokenId{2}};
    const Digest one = conversationHash({}, 5, answer);
    Digest before{};
    before[31] = 1;
    EXPECT_NE(conversationHash(before, 5, answer), one);
    EXPECT_NE(conversationHash({}, 6, answer), one);
    EXPECT_NE(conversationHash({}, 5, std::vector{TokenId{2}, TokenId{1}}), one);
    EXPECT_NE(conversationHash({}, 5, std::vector{TokenId{1}}), one);
}

}  // namespace
}  // namespace msao::protocol
