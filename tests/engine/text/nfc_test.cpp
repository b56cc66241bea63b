// SPDX-License-Identifier: Apache-2.0
#include "engine/text/nfc.h"

#include <gtest/gtest.h>

namespace msao::engine {
namespace {

// Expected forms are those of the Unicode standard, sections 3.11 and 3.12.
TEST(NfcTest, LeavesPlainTextAlone) {
    EXPECT_TRUE(isSurelyNfc("plain text, caf\u00E9, \u65E5\u672C, \uAC00"));
    EXPECT_EQ(toNfc("caf\u00E9"), "caf\u00E9");
    EXPECT_EQ(toNfc(""), "");
}

TEST(NfcTest, ComposesALetterAndItsMark) {
    EXPECT_FALSE(isSurelyNfc("e\u0301"));
    EXPECT_EQ(toNfc("e\u0301"), "\u00E9");
}

TEST(NfcTest, ComposesSeveralMarksStepByStep) {
    EXPECT_EQ(toNfc("s\u0307\u0323"), "\u1E69");
}

TEST(NfcTest, SortsMarksByCombiningClass) {
    EXPECT_EQ(toNfc("q\u0307\u0323"), "q\u0323\u0307");
}

TEST(NfcTest, KeepsTheOrderOfMarksOfOneClass) {
    EXPECT_EQ(toNfc("q\u0307\u0301"), "q\u0307\u0301");
}

TEST(NfcTest, DoesNotComposeAcrossABlockingMark) {
    EXPECT_EQ(toNfc("a\u0305\u0301"), "a\u0305\u0301");
}

TEST(NfcTest, ReplacesSingletons) {
    EXPECT_EQ(toNfc("\u2126\u212A\u212B"), "\u03A9K\u00C5");
    EXPECT_EQ(toNfc("\uF900"), "\u8C48");
}

TEST(NfcTest, DoesNotComposeWhatIsExcluded) {
    EXPECT_EQ(toNfc("\u0958"), "\u0915\u093C");
}

TEST(NfcTest, ComposesTwoStarters) {
    EXPECT_EQ(toNfc("\u09C7\u09BE"), "\u09CB");
}

TEST(NfcTest, ComposesHangul) {
    EXPECT_EQ(toNfc("\u1112\u1161\u11AB"), "\uD55C");
    EXPECT_EQ(toNfc("\uD558\u11AB"), "\uD55C");
    EXPECT_EQ(toNfc("\uAC00\u11A7"), "\uAC00\u11A7");
    EXPECT_EQ(toNfc("\uD55C\u11AB"), "\uD55C\u11AB");
}

TEST(NfcTest, KeepsMarksThatHaveNoLetter) {
    EXPECT_EQ(toNfc("\u0323\u0307a"), "\u0323\u0307a");
}

}  // namespace
}  // namespace msao::engine
