// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec/codec.h"

#include "tests/protocol/random_message.h"
#include "tests/protocol/spoiled_messages.h"

#include <gtest/gtest.h>

#include <iostream>
#include <set>
#include <vector>

namespace msao::protocol {
namespace {

RefusalCode codeFor(const QByteArray& bytes) {
    const auto decoded = decodeEdgeMessage(bytes);
    const auto* fault = std::get_if<DecodeFault>(&decoded);
    return fault ? fault->code : RefusalCode::Unspecified;  // Unspecified: it was taken
}

RefusalCode codeForHex(const char* hex) {
    return codeFor(QByteArray::fromHex(hex));
}

TEST(HostileMessagesTest, EveryCutOfAMessageIsRefused) {
    const std::uint64_t seed = std::random_device{}();
    std::cout << "seed " << seed << "\n";
    tests::Random random(seed);
    for (int i = 0; i < 60; ++i) {
        const QByteArray bytes = *encode(tests::randomEdgeMessage(random));
        const qsizetype step = std::max<qsizetype>(1, bytes.size() / 500);
        for (qsizetype length = 0; length < bytes.size(); length += step) {
            ASSERT_NE(codeFor(bytes.first(length)), RefusalCode::Unspecified) << bytes.toHex().toStdString();
        }
        ASSERT_NE(codeFor(bytes + '\0'), RefusalCode::Unspecified) << "bytes behind it";
    }
}

/// What a changed message is read as, if anything, is written and read as the same again.
TEST(HostileMessagesTest, AChangedMessageIsRefusedOrAnotherMessage) {
    const std::uint64_t seed = std::random_device{}();
    std::cout << "seed " << seed << "\n";
    tests::Random random(seed);
    int refused = 0;
    for (int i = 0; i < 20'000; ++i) {
        QByteArray bytes = *encode(tests::randomEdgeMessage(random));
        for (std::uint64_t flips = 1 + random() % 3; flips > 0; --flips) {
            const auto at =
                static_cast<qsizetype>(random() % static_cast<std::uint64_t>(std::min<qsizetype>(bytes.size(), 64)));
            bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1u << (random() % 8)));
        }
        const auto decoded = decodeEdgeMessage(bytes);
        if (std::holds_alternative<DecodeFault>(decoded)) {
            ++refused;
            continue;
        }
        const auto again = encode(std::get<EdgeMessage>(decoded));
        ASSERT_TRUE(again) << again.error().message;
        ASSERT_TRUE(decodeEdgeMessage(*again) == decoded);
    }
    EXPECT_GT(refused, 2000);
}

TEST(HostileMessagesTest, EveryFieldSpoiledInEveryWayIsRefused) {
    const std::vector<tests::Spoiled> all = tests::spoiledMessages();
    std::set<QByteArray> seen;
    for (const tests::Spoiled& spoiled : all) {
        EXPECT_NE(codeFor(spoiled.bytes), RefusalCode::Unspecified) << spoiled.why;
        EXPECT_LE(static_cast<std::size_t>(spoiled.bytes.size()), kMaxMessageBytes) << spoiled.why;
        EXPECT_TRUE(seen.insert(spoiled.bytes).second) << spoiled.why << ": again";
    }
    std::cout << all.size() << " messages\n";
    EXPECT_GE(all.size(), 2000u);
}

TEST(HostileMessagesTest, MessagesLargerThanTheLimitAreNotLookedAt) {
    EXPECT_EQ(codeFor(QByteArray(kMaxMessageBytes + 1, '\x80')), RefusalCode::MessageTooLarge);
    const auto beforeLogin =
        decodeEdgeMessage(QByteArray(kMaxMessageBytesBeforeLogin + 1, '\0'), kMaxMessageBytesBeforeLogin);
    EXPECT_EQ(std::get<DecodeFault>(beforeLogin).code, RefusalCode::MessageTooLarge);
}

TEST(HostileMessagesTest, NestingEndsAtTheLimit) {
    // Close with an unknown key 60, behind which arrays of one element are nested. The message itself is two deep.
    const auto nested = [](int depth) {
        return QByteArray::fromHex("8208a1183c") + QByteArray(depth, '\x81') + QByteArray(1, '\x00');
    };
    EXPECT_EQ(codeFor(nested(kMaxNesting - 2)), RefusalCode::Unspecified);
    EXPECT_NE(codeFor(nested(kMaxNesting - 1)), RefusalCode::Unspecified);
    EXPECT_NE(codeFor(nested(100'000)), RefusalCode::Unspecified);
}

TEST(HostileMessagesTest, AnnouncedLengthsAreHeldToWhatIsThere) {
    EXPECT_EQ(codeForHex("8203a1055b7fffffffffffffff00"), RefusalCode::MalformedMessage) << "2^63 bytes";
    EXPECT_EQ(codeForHex("8203a1055a7fffffff00"), RefusalCode::MalformedMessage) << "2 GiB of bytes";
    EXPECT_EQ(codeForHex("8201a1037a7fffffff61"), RefusalCode::MalformedMessage) << "2 GiB of text";
    EXPECT_EQ(codeForHex("8208bb7fffffffffffffff"), RefusalCode::LimitExceeded) << "2^63 fields";
    EXPECT_EQ(codeForHex("8202a10a9b7fffffffffffffff"), RefusalCode::LimitExceeded) << "2^63 modalities";
    EXPECT_NE(codeForHex("8208a1183c9b7fffffffffffffff"), RefusalCode::Unspecified) << "behind an unknown key";
    EXPECT_NE(codeForHex("8208a1183c5b7fffffffffffffff"), RefusalCode::Unspecified) << "likewise, bytes";
}

TEST(HostileMessagesTest, ListsAndStringsWithoutALengthAreRefused) {
    EXPECT_NE(codeForHex("9f08a0ff"), RefusalCode::Unspecified);
    EXPECT_NE(codeForHex("8208bf0105ff"), RefusalCode::Unspecified);
    EXPECT_NE(codeForHex("8203a1055f4101ff"), RefusalCode::Unspecified);
}

TEST(HostileMessagesTest, NumbersOutOfRangeAreRefused) {
    EXPECT_EQ(codeForHex("8208a1011affffffff"), RefusalCode::Unspecified) << "the largest session";
    EXPECT_EQ(codeForHex("8208a1011b0000000100000000"), RefusalCode::LimitExceeded);
    EXPECT_EQ(codeForHex("8208a10120"), RefusalCode::MalformedMessage) << "-1";
    EXPECT_EQ(codeForHex("8208a1013bffffffffffffffff"), RefusalCode::MalformedMessage) << "-2^64";
    EXPECT_EQ(codeForHex("8208a101fb7ff8000000000000"), RefusalCode::MalformedMessage) << "not a number";
    EXPECT_EQ(codeForHex("8208a10161"
                         "35"),
              RefusalCode::MalformedMessage)
        << "a text";
    EXPECT_EQ(codeForHex("8208a101f6"), RefusalCode::MalformedMessage) << "null";
    EXPECT_EQ(codeForHex("8204a104192001"), RefusalCode::LimitExceeded) << "a position behind the longest answer";
    EXPECT_EQ(codeForHex("821b0000000100000001a0"), RefusalCode::LimitExceeded) << "a message number beyond 32 bits";
}

TEST(HostileMessagesTest, RealNumbersThatAreNoneAreRefused) {
    const QByteArray asked = QByteArray::fromHex(
        "8202a40505086161"
        "03646d73616f"
        "04a101");
    EXPECT_EQ(codeFor(asked + QByteArray::fromHex("f93c00")), RefusalCode::Unspecified) << "temperature 1";
    EXPECT_EQ(codeFor(asked + QByteArray::fromHex("f97e00")), RefusalCode::LimitExceeded) << "NaN";
    EXPECT_EQ(codeFor(asked + QByteArray::fromHex("f97c00")), RefusalCode::LimitExceeded) << "infinity";
    EXPECT_EQ(codeFor(asked + QByteArray::fromHex("f9bc00")), RefusalCode::LimitExceeded) << "-1";
}

TEST(HostileMessagesTest, AKeyMayComeOnce) {
    EXPECT_EQ(codeForHex("8208a201050105"), RefusalCode::MalformedMessage);
    EXPECT_EQ(codeForHex("8208a2183c05183c05"), RefusalCode::MalformedMessage) << "an unknown one, too";
}

TEST(HostileMessagesTest, TextsMustBeUtf8) {
    EXPECT_EQ(codeForHex("8201a10361ff"), RefusalCode::MalformedMessage);
    EXPECT_EQ(codeForHex("8201a10363eda080"), RefusalCode::MalformedMessage) << "half of a surrogate pair";
}

TEST(HostileMessagesTest, TokenIdsAreCheckedOneByOne) {
    EXPECT_EQ(codeForHex("8204a105420102"), RefusalCode::Unspecified);
    EXPECT_EQ(codeForHex("8204a1054180"), RefusalCode::MalformedMessage) << "cut";
    EXPECT_EQ(codeForHex("8204a105428100"), RefusalCode::MalformedMessage) << "longer than it must be";
    EXPECT_EQ(codeForHex("8204a10544ffffff07"), RefusalCode::Unspecified) << "the largest id";
    EXPECT_EQ(codeForHex("8204a1054480808008"), RefusalCode::MalformedMessage) << "one more";
    EXPECT_EQ(codeForHex("8204a10545ffffffff7f"), RefusalCode::MalformedMessage) << "more than 32 bits";
}

TEST(HostileMessagesTest, FieldsThatDisagreeAreRefused) {
    Open open{
        .mode = engine::Mode::Msao, .maxNewTokens = 4, .prompt = PromptText("?"), .modalities = {}, .committed = {}};
    ASSERT_TRUE(encode(EdgeMessage(open)));
    open.committed.assign(5, engine::TokenId{1});
    EXPECT_FALSE(encode(EdgeMessage(open))) << "more answered than asked";
    const Drafts drafts{{}, {.tokens = {engine::TokenId{1}}, .normalisedEntropy = {0.5f, 0.5f}}};
    EXPECT_FALSE(encode(EdgeMessage(drafts)));
    EXPECT_EQ(codeForHex("8204a2054101"
                         "06480000003f0000003f"),
              RefusalCode::MalformedMessage)
        << "and on the wire";
    const VerdictMessage verdict{.id = {}, .verdict = {.tokens = {}, .acceptedCount = 1}};
    EXPECT_FALSE(encode(CloudMessage(verdict)));
    EXPECT_FALSE(encode(CloudMessage(Refused{.request = RequestId{1}})));
}

TEST(HostileMessagesTest, HiddenStatesThatCannotBeAreRefused) {
    const auto isTaken = [](const std::function<void(Open&)>& change) {
        Open open{.mode = engine::Mode::PerLlm, .maxNewTokens = 1, .prompt = PromptTokens(2, engine::TokenId{1})};
        open.lower = LowerLayers{.count = 1, .width = 64, .positions = {{0, 0, 0}, {1, 1, 1}}, .nextPosition = 2};
        change(open);
        return static_cast<bool>(encode(EdgeMessage(open)));
    };
    EXPECT_TRUE(isTaken([](Open&) {}));
    EXPECT_FALSE(isTaken([](Open& open) { open.mode = engine::Mode::NeverIdle; }));
    EXPECT_FALSE(isTaken([](Open& open) { open.prompt = PromptText("ab"); })) << "tokens are counted";
    EXPECT_FALSE(isTaken([](Open& open) { open.prompt = PromptTokens(3, engine::TokenId{1}); }));
    EXPECT_FALSE(isTaken([](Open& open) { open.lower->count = 0; }));
    EXPECT_FALSE(isTaken([](Open& open) { open.lower->width = 0; }));
    EXPECT_FALSE(isTaken([](Open& open) { open.lower->width = kMaxHiddenWidth + 1; }));
    EXPECT_FALSE(isTaken([](Open& open) { open.lower->positions[1][2] = -1; }));
    EXPECT_FALSE(isTaken([](Open& open) { open.lower->positions[1][2] = kMaxPosition + 1; }));
    EXPECT_FALSE(isTaken([](Open& open) { open.modalities.push_back({VisualDescriptor{}, 100, {}}); }));
    EXPECT_FALSE(isTaken([](Open& open) { open.reuses = ReusedPrefix{2, {}}; }));
    EXPECT_FALSE(isTaken([](Open& open) { open.committed = {engine::TokenId{1}}; }));
    EXPECT_FALSE(isTaken([](Open& open) {
        open.prompt = PromptTokens(1000, engine::TokenId{1});
        open.lower->positions.resize(1000);
        open.lower->width = kMaxHiddenWidth;
    })) << "125 MiB";
}

TEST(HostileMessagesTest, PositionsAreCheckedOneByOne) {
    const auto codeOf = [](const char* positions) {
        // Open in mode perllm of one token, whose lower layers have these positions.
        return codeFor(QByteArray::fromHex("8202a403667065726c6c6d0501094101"
                                           "0ea3"
                                           "0101"
                                           "0301"
                                           "04") +
                       QByteArray::fromHex(positions));
    };
    EXPECT_EQ(codeOf("43000000"), RefusalCode::Unspecified);
    EXPECT_EQ(codeOf("420000"), RefusalCode::MalformedMessage) << "two coordinates";
    EXPECT_EQ(codeOf("43000100"), RefusalCode::MalformedMessage) << "-1";
    EXPECT_EQ(codeOf("460000feffff0f"), RefusalCode::Unspecified) << "the largest";
    EXPECT_EQ(codeOf("46000080808010"), RefusalCode::MalformedMessage) << "one more";
    EXPECT_EQ(codeOf("46000000000000"), RefusalCode::MalformedMessage) << "of two tokens";
}

TEST(HostileMessagesTest, PicturesThatCannotBeAreRefused) {
    const auto isTaken = [](VisualDescriptor visual) {
        Open open{.maxNewTokens = 1, .prompt = PromptText("?"), .modalities = {{visual, 100, {}}}, .committed = {}};
        return static_cast<bool>(encode(EdgeMessage(open)));
    };
    EXPECT_TRUE(isTaken({.width = 56, .height = 28}));
    EXPECT_TRUE(isTaken({.width = 56, .height = 28, .kept = {true, false}}));
    EXPECT_FALSE(isTaken({.width = 0, .height = 28}));
    EXPECT_FALSE(isTaken({.width = 57, .height = 28}));
    EXPECT_FALSE(isTaken({.width = 56, .height = 28, .cellSide = 0}));
    EXPECT_FALSE(isTaken({.width = 56, .height = 28, .kept = {true}})) << "bits for another number of cells";
    EXPECT_FALSE(isTaken({.width = 56, .height = 28, .kept = {false, false}})) << "nothing kept";
    EXPECT_FALSE(isTaken({.width = 28 * 200, .height = 28 * 200})) << "31 MP";
    EXPECT_FALSE(isTaken({.width = 56, .height = 28, .frames = 2})) << "an image with two frames";
}

}  // namespace
}  // namespace msao::protocol
