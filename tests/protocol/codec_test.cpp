// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec/codec.h"

#include "tests/protocol/random_message.h"

#include <gtest/gtest.h>

#include <iostream>

namespace msao::protocol {
namespace {

std::uint64_t printedSeed() {
    const std::uint64_t seed = std::random_device{}();
    std::cout << "seed " << seed << "\n";
    return seed;
}

TEST(CodecTest, WhatTheEdgeWritesIsWhatTheCloudReads) {
    tests::Random random(printedSeed());
    for (int i = 0; i < 4000; ++i) {
        const EdgeMessage message = tests::randomEdgeMessage(random);
        const auto bytes = encode(message);
        ASSERT_TRUE(bytes) << i << ": " << bytes.error().message;
        const auto decoded = decodeEdgeMessage(*bytes);
        ASSERT_TRUE(std::holds_alternative<EdgeMessage>(decoded)) << i << ": " << std::get<DecodeFault>(decoded).reason;
        ASSERT_TRUE(std::get<EdgeMessage>(decoded) == message) << i << ", alternative " << message.index();
    }
}

TEST(CodecTest, WhatTheCloudWritesIsWhatTheEdgeReads) {
    tests::Random random(printedSeed());
    for (int i = 0; i < 4000; ++i) {
        const CloudMessage message = tests::randomCloudMessage(random);
        const auto bytes = encode(message);
        ASSERT_TRUE(bytes) << i << ": " << bytes.error().message;
        const auto decoded = decodeCloudMessage(*bytes);
        ASSERT_TRUE(std::holds_alternative<CloudMessage>(decoded)) << i;
        ASSERT_TRUE(std::get<CloudMessage>(decoded) == message) << i << ", alternative " << message.index();
    }
}

TEST(CodecTest, MessagesOfTheOtherDirectionAreUnexpected) {
    const auto bytes = encode(CloudMessage(Cancelled{}));
    ASSERT_TRUE(bytes);
    EXPECT_EQ(std::get<DecodeFault>(decodeEdgeMessage(*bytes)).code, RefusalCode::UnexpectedMessage);
}

TEST(CodecTest, UnknownMessagesAreToldApartFromBrokenOnes) {
    const auto fault = std::get<DecodeFault>(decodeEdgeMessage(QByteArray::fromHex("8218c8a0")));
    EXPECT_EQ(fault.code, RefusalCode::UnknownMessage);
    EXPECT_EQ(fault.messageType, 200u);
    EXPECT_EQ(std::get<DecodeFault>(decodeEdgeMessage("hello")).code, RefusalCode::MalformedMessage);
}

TEST(CodecTest, KeysOfALaterVersionArePassedOver) {
    // Close of session 5 with key 60, key -1, key "x" and key 100, each with something nested behind it.
    const QByteArray bytes = QByteArray::fromHex(
        "8208a5"
        "183c8201a10203"
        "20f6"
        "61784101"
        "0105"
        "186482f5fa3f800000");
    const auto decoded = decodeEdgeMessage(bytes);
    ASSERT_TRUE(std::holds_alternative<EdgeMessage>(decoded)) << std::get<DecodeFault>(decoded).reason;
    EXPECT_EQ(std::get<Close>(std::get<EdgeMessage>(decoded)).session, SessionId{5});
}

TEST(CodecTest, RefusalsOfALaterVersionAreUnspecified) {
    const auto decoded = decodeCloudMessage(QByteArray::fromHex("8211a1011903e7"));
    ASSERT_TRUE(std::holds_alternative<CloudMessage>(decoded));
    EXPECT_EQ(std::get<Refused>(std::get<CloudMessage>(decoded)).code, RefusalCode::Unspecified);
}

TEST(CodecTest, AFieldThatIsNotSentIsEmptyWhateverItsDefault) {
    const auto decoded = decodeEdgeMessage(QByteArray::fromHex("8201a0"));
    ASSERT_TRUE(std::holds_alternative<EdgeMessage>(decoded));
    EXPECT_EQ(std::get<Hello>(std::get<EdgeMessage>(decoded)).version, 0u);
}

TEST(CodecTest, OneEndOfTheVersionRuleIsTheOther) {
    for (std::uint32_t ours = 1; ours < 6; ++ours) {
        for (std::uint32_t theirs = 1; theirs < 6; ++theirs) {
            const bool isNear = ours <= theirs + 1 && theirs <= ours + 1;
            EXPECT_EQ(agreedVersion(ours, theirs).has_value(), isNear);
            EXPECT_EQ(agreedVersion(ours, theirs), agreedVersion(theirs, ours));
            EXPECT_EQ(agreedVersion(ours, theirs).value_or(std::min(ours, theirs)), std::min(ours, theirs));
        }
    }
    EXPECT_FALSE(agreedVersion(1, 0));
}

std::vector<engine::TokenId> qwenIds(std::size_t count) {
    std::vector<engine::TokenId> ids;
    for (std::size_t i = 0; i < count; ++i) ids.push_back(engine::TokenId{static_cast<std::int32_t>(151'935 - i)});
    return ids;
}

TEST(CodecTest, DecodeTrafficIsAtMostEightBytesATokenAndOneHeader) {
    constexpr qsizetype kHeader = 32;
    for (std::size_t count = 0; count <= kMaxDrafts; ++count) {
        const Drafts drafts{{SessionId{70'000}, RequestId{70'000}},
                            {.epoch = 1000,
                             .firstPosition = 8000 - static_cast<std::int64_t>(count),
                             .tokens = qwenIds(count),
                             .normalisedEntropy = std::vector<float>(count, 0.7f)}};
        EXPECT_LE(encode(EdgeMessage(drafts))->size(), kHeader + 8 * static_cast<qsizetype>(count)) << count;
    }
}

TEST(CodecTest, AUsualBatchAndItsVerdictAreSmall) {
    const Drafts drafts{{SessionId{1}, RequestId{3}},
                        {.epoch = 4, .firstPosition = 120, .tokens = qwenIds(5), .normalisedEntropy = {}}};
    EXPECT_LE(encode(EdgeMessage(drafts))->size(), 30);
    VerdictMessage verdict{.id = {SessionId{1}, RequestId{3}}, .verdict = {}};
    verdict.verdict = {.epoch = 4, .firstPosition = 120, .tokens = qwenIds(5), .acceptedCount = 5};
    EXPECT_LE(encode(CloudMessage(verdict))->size(), 32);
}

}  // namespace
}  // namespace msao::protocol
