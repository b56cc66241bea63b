// SPDX-License-Identifier: Apache-2.0
#include "engine/text/pre_tokenizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace msao::engine {
namespace {

using ::testing::ElementsAre;

std::vector<std::string_view> wordsOf(std::string_view text) {
    std::vector<std::string_view> words;
    for (PreTokenizer tokenizer(text); !tokenizer.isAtEnd();) words.push_back(tokenizer.next());
    return words;
}

TEST(PreTokenizerTest, CutsContractionsOffInEitherCase) {
    EXPECT_THAT(wordsOf("they'll'RE'm'D"), ElementsAre("they", "'ll", "'RE", "'m", "'D"));
    EXPECT_THAT(wordsOf("'sx"), ElementsAre("'s", "x"));
}

TEST(PreTokenizerTest, TakesTheLongSForAnS) {
    EXPECT_THAT(wordsOf("a'\u017Fb"), ElementsAre("a", "'\u017F", "b"));
}

TEST(PreTokenizerTest, TakesAnApostropheBeforeOtherLettersAlong) {
    EXPECT_THAT(wordsOf("'lx 'rat 'x"), ElementsAre("'lx", " '", "rat", " '", "x"));
}

TEST(PreTokenizerTest, TakesOneForeignCharacterWithTheLetters) {
    EXPECT_THAT(wordsOf(" ab\tcd_ef((gh"), ElementsAre(" ab", "\tcd", "_ef", "((", "gh"));
}

TEST(PreTokenizerTest, NeverTakesANewlineWithTheLetters) {
    EXPECT_THAT(wordsOf("a\nb\rc"), ElementsAre("a", "\n", "b", "\r", "c"));
}

TEST(PreTokenizerTest, CutsNumbersIntoDigits) {
    EXPECT_THAT(wordsOf("x12 \u00BD\u2167"), ElementsAre("x", "1", "2", " ", "\u00BD", "\u2167"));
}

TEST(PreTokenizerTest, KeepsSymbolsTogetherWithASpaceBeforeAndNewlinesBehind) {
    EXPECT_THAT(wordsOf(" !?\r\n\nx"), ElementsAre(" !?\r\n\n", "x"));
    EXPECT_THAT(wordsOf("  !"), ElementsAre(" ", " !"));
}

TEST(PreTokenizerTest, TakesWhiteSpaceUpToItsLastNewline) {
    EXPECT_THAT(wordsOf(" \n \n  x"), ElementsAre(" \n \n", " ", " x"));
}

TEST(PreTokenizerTest, LeavesTheLastSpaceToTheNextWord) {
    EXPECT_THAT(wordsOf("a   b"), ElementsAre("a", "  ", " b"));
}

TEST(PreTokenizerTest, TakesAllWhiteSpaceAtTheEnd) {
    EXPECT_THAT(wordsOf("a \u3000 "), ElementsAre("a", " \u3000 "));
}

TEST(PreTokenizerTest, TakesASingleSpaceBeforeADigitAlone) {
    EXPECT_THAT(wordsOf("a 1"), ElementsAre("a", " ", "1"));
}

}  // namespace
}  // namespace msao::engine
