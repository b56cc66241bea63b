// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/text/small_tokenizer.h"

#include <gmock/gmock.h>

#include <atomic>
#include <stop_token>
#include <thread>

namespace msao::engine {
namespace {

using namespace engine::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(TokenizerTest, MergesInTheOrderOfRanks) {
    const Tokenizer tokenizer = readGood(smallTokenizer());
    EXPECT_THAT(encodeToInts(tokenizer, "the the"), ElementsAre(257, 258));
    EXPECT_THAT(encodeToInts(tokenizer, "ththe"), ElementsAre(256, 257));
    EXPECT_THAT(encodeToInts(tokenizer, ""), IsEmpty());
}

TEST(TokenizerTest, MergesTheLeftmostOfEqualPairsFirst) {
    const Tokenizer tokenizer = readGood(smallTokenizer());
    // aaaaa: "a a" twice from the left, then "aa a" has only the last two to take.
    EXPECT_THAT(encodeToInts(tokenizer, "aaaaa"), ElementsAre(259, 260));
}

TEST(TokenizerTest, MergesLongWordsLikeShortOnes) {
    const Tokenizer tokenizer = readGood(smallTokenizer());
    for (const std::size_t length : {47, 48, 49, 50, 1001}) {
        // Pairs from the left; an odd one at the end joins the last pair.
        std::vector<int> expected(length / 2, 259);
        if (length % 2 == 1) expected.back() = 260;
        EXPECT_EQ(encodeToInts(tokenizer, std::string(length, 'a')), expected) << length;
    }
}

TEST(TokenizerTest, ReadsNoFurtherWordOnceItIsStopped) {
    const Tokenizer tokenizer = readGood(smallTokenizer());
    std::stop_source source;
    EXPECT_EQ(tokenizer.encode("the the", source.get_token()).size(), 2u);
    source.request_stop();
    EXPECT_THAT(tokenizer.encode("the the", source.get_token()), IsEmpty());
}

TEST(TokenizerTest, ReadsMergesInBothForms) {
    json file = smallTokenizer();
    file["model"]["merges"] = json::parse(R"([["t","h"],["th","e"],["\u0120","the"],["a","a"],["aa","a"]])");
    EXPECT_THAT(encodeToInts(readGood(file), "the theaaa"), ElementsAre(257, 258, 260));
}

TEST(TokenizerTest, ReadsEscapedText) {
    const auto tokenizer = readText(smallTokenizer().dump(-1, ' ', true));
    ASSERT_TRUE(tokenizer);
    EXPECT_THAT(encodeToInts(*tokenizer, "the the"), ElementsAre(257, 258));
}

TEST(TokenizerTest, ReadsTheVocabularyBehindTheMerges) {
    json file = smallTokenizer();
    const json vocab = file["model"]["vocab"];
    file["model"].erase("merges");
    file["model"].erase("vocab");
    std::string text = file.dump();
    const std::string model = R"("model":{)";
    text.insert(text.find(model) + model.size(), R"("merges":["t h"],"vocab":)" + vocab.dump() + ",");
    const auto tokenizer = readText(text);
    ASSERT_TRUE(tokenizer) << tokenizer.error().message;
    EXPECT_THAT(encodeToInts(*tokenizer, "the"), ElementsAre(256, 'e'));
}

TEST(TokenizerTest, WithIgnoreMergesTakesAWholeWordAsItStands) {
    json file = smallTokenizer();
    file["model"]["vocab"]["other"] = 299;
    EXPECT_NE(encodeToInts(readGood(file), "other"), std::vector<int>{299});
    file["model"]["ignore_merges"] = true;
    EXPECT_EQ(encodeToInts(readGood(file), "other"), std::vector<int>{299});
}

TEST(TokenizerTest, NormalisesBeforeItMerges) {
    const Tokenizer tokenizer = readGood(smallTokenizer());
    EXPECT_THAT(encodeToInts(tokenizer, "e\u0301"), ElementsAre(0xC3, 0xA9));
}

TEST(TokenizerTest, TurnsSpecialTokensInsideTextIntoTheirIds) {
    const Tokenizer tokenizer = readGood(smallTokenizer());
    EXPECT_THAT(encodeToInts(tokenizer, "the<|endoftext|> the<tool_call>"),
                ElementsAre(257, kEndOfText, 258, kToolCall));
    EXPECT_EQ(encodeToInts(tokenizer, "<|endoftext|").size(), 12u);
}

TEST(TokenizerTest, OfOverlappingTokensTakesTheLeftmostThenTheLongest) {
    json file = smallTokenizer();
    file["added_tokens"] = {addedToken(300, "ab", false), addedToken(301, "abc", false), addedToken(302, "bcd", false)};
    EXPECT_THAT(encodeToInts(readGood(file), "abcdab"), ElementsAre(301, 'd', 300));
}

TEST(TokenizerTest, StripsWhiteSpaceAroundTokensThatAskForIt) {
    json file = smallTokenizer();
    file["added_tokens"][0]["lstrip"] = true;
    file["added_tokens"][1]["rstrip"] = true;
    EXPECT_THAT(encodeToInts(readGood(file), "a \u3000<|endoftext|> <tool_call> \na"),
                ElementsAre('a', kEndOfText, ' ', kToolCall, 'a'));
}

TEST(TokenizerTest, FindsNormalizedTokensInNormalisedText) {
    json file = smallTokenizer();
    file["added_tokens"] = {addedToken(300, "\u00E9\u00E9", false)};
    EXPECT_EQ(encodeToInts(readGood(file), "e\u0301e\u0301").size(), 4u);
    file["added_tokens"][0]["normalized"] = true;
    EXPECT_THAT(encodeToInts(readGood(file), "e\u0301e\u0301"), ElementsAre(300));
}

TEST(TokenizerTest, ReadsBytesThatAreNotUtf8AsReplacementCharacters) {
    const Tokenizer tokenizer = readGood(smallTokenizer());
    // E2 82 is one maximal subpart, FF another.
    EXPECT_EQ(encodeToInts(tokenizer, "a\xE2\x82\xFF"), encodeToInts(tokenizer, "a\uFFFD\uFFFD"));
}

TEST(TokenizerTest, DecodesBrokenSequencesToReplacementCharacters) {
    const Tokenizer tokenizer = readGood(smallTokenizer());
    EXPECT_EQ(decodeInts(tokenizer, {0xC3, 0xA9}), "\u00E9");
    EXPECT_EQ(decodeInts(tokenizer, {'a', 0xF0, 0x9F, 0x98, 'b', 0x80, 0xED, 0xA0}), "a\uFFFDb\uFFFD\uFFFD\uFFFD");
}

TEST(TokenizerTest, LeavesOutSpecialTokensWhenAsked) {
    const Tokenizer tokenizer = readGood(smallTokenizer());
    EXPECT_EQ(decodeInts(tokenizer, {257, kEndOfText, kToolCall}, true), "the<tool_call>");
    EXPECT_EQ(decodeInts(tokenizer, {257, kEndOfText, kToolCall}, false), "the<|endoftext|><tool_call>");
}

TEST(TokenizerTest, SkipsIdsOutsideTheVocabulary) {
    const Tokenizer tokenizer = readGood(smallTokenizer());
    EXPECT_EQ(decodeInts(tokenizer, {-1, 257, 280, 100000, 2147483647}), "the");
    EXPECT_EQ(tokenizer.bytes(TokenId{280}), "");
    EXPECT_FALSE(tokenizer.isSpecial(TokenId{-1}));
    EXPECT_FALSE(tokenizer.isSpecial(TokenId{100000}));
}

TEST(TokenizerTest, KnowsItsSpecialTokensAndWhereItsIdsEnd) {
    const Tokenizer tokenizer = readGood(smallTokenizer());
    EXPECT_EQ(tokenizer.specialToken("<|endoftext|>"), TokenId{kEndOfText});
    EXPECT_EQ(tokenizer.specialToken("<tool_call>"), std::nullopt);
    EXPECT_TRUE(tokenizer.isSpecial(TokenId{kEndOfText}));
    EXPECT_FALSE(tokenizer.isSpecial(TokenId{kToolCall}));
    EXPECT_EQ(tokenizer.idEnd(), kToolCall + 1);
    EXPECT_EQ(tokenizer.bytes(TokenId{258}), " the");
}

TEST(TokenizerTest, AnswersManyThreadsAtOnce) {
    const Tokenizer tokenizer = readGood(smallTokenizer());
    const std::vector<int> expected = encodeToInts(tokenizer, "the theaaa e\u0301 the");
    std::atomic<int> wrong = 0;
    const auto work = [&] {
        for (int i = 0; i < 200; ++i) wrong += encodeToInts(tokenizer, "the theaaa e\u0301 the") != expected;
    };
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back(work);
    threads.clear();
    EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace msao::engine
