// SPDX-License-Identifier: Apache-2.0
// What a vLLM server says, read as if it were hostile; and that a picture reaches it pixel by pixel.
#include "cloud_server/cluster/completion_reply.h"
#include "cloud_server/cluster/picture_url.h"

#include <gtest/gtest.h>

#include <iostream>
#include <random>
#include <span>

namespace msao::cloud {
namespace {

using engine::TokenId;

constexpr ReplyShape kShape{12, 2, 1, 1, 900};

/// As version 0.32 wrote it, without the rows of the prompt's beginning.
QByteArray reply() {
    return R"({"request_id":"generate-tokens-a","usage":{"prompt_tokens":12,"prompt_tokens_details":{"cached_tokens":9}},)"
           R"("prompt_logprobs":[null,{"-1138810160":{"logprob":1.4e-44,"rank":1015},"32530":{"logprob":0.0,"rank":1}},)"
           R"({"5":{"logprob":-11.47,"rank":632,"decoded_token":null},"415":{"logprob":-0.019,"rank":1,"decoded_token":null}},)"
           R"({"248":{"logprob":-0.031,"rank":1,"decoded_token":null}}],)"
           R"("choices":[{"index":0,"finish_reason":"length","token_ids":[728],"logprobs":null}]})";
}

std::variant<DrawnTokens, ReplyFault> readAs(const QByteArray& body, const ReplyShape& shape = kShape,
                                             int status = 200) {
    return readReply({status, body}, shape);
}

ReplyFault faultOf(const QByteArray& body, const ReplyShape& shape = kShape, int status = 200) {
    const auto read = readAs(body, shape, status);
    const auto* fault = std::get_if<ReplyFault>(&read);
    if (fault == nullptr) throw std::runtime_error("it was taken");
    return *fault;
}

QByteArray with(const char* before, const char* after) {
    QByteArray changed = reply();
    if (!changed.contains(before)) throw std::runtime_error("nothing to change");
    return changed.replace(before, after);
}

TEST(CompletionReplyTest, TakesTheLikeliestOfTheLastRowsAndWhatWasDrawn) {
    const auto read = readAs(reply());
    ASSERT_TRUE(std::holds_alternative<DrawnTokens>(read));
    const auto& drawn = std::get<DrawnTokens>(read);
    EXPECT_EQ(drawn.tokens, (std::vector<TokenId>{TokenId{415}, TokenId{248}, TokenId{728}}));
    EXPECT_EQ(drawn.cachedTokens, 9);
}

TEST(CompletionReplyTest, OfTwoEquallyLikelyTokensTheLowerIdIsGreedy) {
    const auto read = readAs(with(R"("rank":632)", R"("rank":1)"));
    ASSERT_TRUE(std::holds_alternative<DrawnTokens>(read));
    EXPECT_EQ(std::get<DrawnTokens>(read).tokens.front(), TokenId{5});
}

TEST(CompletionReplyTest, RowsOutOfTheCacheAreNotTaken) {
    EXPECT_EQ(faultOf(with(R"("cached_tokens":9)", R"("cached_tokens":10)")), ReplyFault::CachedTooFar);
    const auto read = readAs(with(R"({"cached_tokens":9})", "null"));  // as where nothing was cached
    EXPECT_TRUE(std::holds_alternative<DrawnTokens>(read));
}

TEST(CompletionReplyTest, AnotherCountOfTokensIsNamed) {
    EXPECT_EQ(faultOf(with(R"("prompt_tokens":12)", R"("prompt_tokens":187)")), ReplyFault::WrongCount);
}

TEST(CompletionReplyTest, StatusesAreToldApart) {
    EXPECT_EQ(faultOf("", kShape, 0), ReplyFault::NoReply);
    EXPECT_EQ(faultOf("", kShape, 503), ReplyFault::NoReply);
    EXPECT_EQ(faultOf("", kShape, 400), ReplyFault::Refused);
    EXPECT_EQ(faultOf("", kShape, 307), ReplyFault::Refused);
}

TEST(CompletionReplyTest, WhatWasNotAskedForIsUnreadable) {
    const std::vector<QByteArray> bad{"",
                                      "[]",
                                      "{}",
                                      "null",
                                      reply().left(200),
                                      QByteArray(100'000, '['),
                                      with("728", "900"),
                                      with("728", "-1"),
                                      with("728", "7.5"),
                                      with("728", "NaN"),
                                      with("[728]", "[]"),
                                      with("[728]", "[728,729]"),
                                      with("[728]", "null"),
                                      with(R"("index":0)", R"("index":1)"),
                                      with(R"("index":0)", R"("index":-1)"),
                                      with("415", "901"),
                                      with("415", "x"),
                                      with("-0.019", "NaN"),
                                      with("-0.031", "null"),
                                      with(R"("rank":1,"decoded_token":null}}])", R"("rank":2}}])"),
                                      with(R"("cached_tokens":9)", R"("cached_tokens":-9)"),
                                      with(R"("cached_tokens":9)", R"("cached_tokens":"9")"),
                                      with(R"("prompt_tokens":12)", R"("prompt_tokens":1e300)")};
    for (const QByteArray& body : bad) EXPECT_EQ(faultOf(body), ReplyFault::Unreadable) << body.left(400).constData();
    ReplyShape more = kShape;
    more.rows = 5;
    more.promptTokens = 12;
    EXPECT_EQ(faultOf(with(R"("cached_tokens":9)", R"("cached_tokens":0)"), more), ReplyFault::Unreadable);
}

TEST(CompletionReplyTest, ChoicesStandInTheOrderOfTheirPrompts) {
    const auto read =
        readAs(R"({"usage":{"prompt_tokens":7},"choices":[{"index":1,"token_ids":[4]},{"index":0,"token_ids":[3]}]})",
               {7, 0, 2, 1, 900});
    ASSERT_TRUE(std::holds_alternative<DrawnTokens>(read));
    EXPECT_EQ(std::get<DrawnTokens>(read).tokens, (std::vector<TokenId>{TokenId{3}, TokenId{4}}));
}

/// Whatever is taken can index what is ours.
TEST(CompletionReplyTest, DamagedRepliesGiveTokensOfTheVocabularyOrNone) {
    const auto seed = std::random_device{}();
    std::cout << "seed " << seed << '\n';
    std::mt19937 random(seed);
    for (int i = 0; i < 20'000; ++i) {
        QByteArray body = reply();
        for (unsigned change = 0; change <= random() % 4; ++change) {
            const auto at = static_cast<qsizetype>(random() % static_cast<unsigned>(body.size()));
            if (random() % 3 == 0)
                body.remove(at, static_cast<qsizetype>(random() % 20));
            else
                body[std::min(at, body.size() - 1)] = "0123456789-{}[],:\"eaN"[random() % 21];
        }
        const auto read = readAs(body);
        const auto* drawn = std::get_if<DrawnTokens>(&read);
        if (drawn == nullptr) continue;
        ASSERT_EQ(drawn->tokens.size(), 3u) << body.constData();
        for (const TokenId token : drawn->tokens)
            ASSERT_TRUE(toIndex(token) >= 0 && toIndex(token) < kShape.tokenEnd) << body.constData();
    }
}

TEST(PictureUrlTest, CarriesThePixelsThemselves) {
    for (const auto& [width, height] : {std::pair(28, 28), std::pair(1, 5), std::pair(112, 84)}) {
        engine::RgbImage image{width, height, {}};
        for (int i = 0; i < width * height * 3; ++i) image.pixels.push_back(static_cast<std::uint8_t>(i * 37 % 251));
        const QByteArray url = pictureUrl(image);
        const QByteArray prefix = "data:image/png;base64,";
        ASSERT_TRUE(url.startsWith(prefix));
        const QByteArray file = QByteArray::fromBase64(url.mid(prefix.size()));
        const auto read =
            engine::decodeImage(std::as_bytes(std::span(file.data(), static_cast<std::size_t>(file.size()))));
        ASSERT_TRUE(read) << read.error().message;
        EXPECT_EQ(*read, image);
    }
}

}  // namespace
}  // namespace msao::cloud
