// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/prompt_hash.h"

#include "engine/model/content_hash.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string_view>

namespace msao::engine {
namespace {

std::uint64_t hashOf(std::string_view text) {
    return contentHash(std::as_bytes(std::span(text)));
}

// Published test values of XXH64 with seed 0.
TEST(ContentHashTest, IsXxh64) {
    EXPECT_EQ(hashOf(""), 0xEF46DB3751D8E999u);
    EXPECT_EQ(hashOf("a"), 0xD24EC4F1A98C6E5Bu);
    EXPECT_EQ(hashOf("abc"), 0x44BC2CF5AD770999u);
    EXPECT_EQ(hashOf("Nobody inspects the spammish repetition"), 0xFBCEA83C8A378BF1u);
}

constexpr std::int32_t kTokenValues = 4 * 12;  // four patches of 2x2 pixels in three channels

class PromptHashTest : public testing::Test {
protected:
    PromptHashTest() {
        m_config.special = {
            .visionStart = TokenId{1}, .visionEnd = TokenId{2}, .imagePad = TokenId{3}, .videoPad = TokenId{4}};
        m_config.vision.patchSize = 2;
        m_config.vision.temporalPatchSize = 1;
        m_picture.grid = {1, 4, 8};
        m_picture.patches.resize(8 * kTokenValues);
        for (float& value : m_picture.patches) value = std::normal_distribution<float>()(m_random);
    }

    std::uint64_t hash(const VisualInput& picture, KeptTokens kept, std::int32_t lastToken = 9,
                       std::int32_t firstPosition = 0) {
        const auto prompt = buildPrompt(std::vector{TokenId{7}, TokenId{3}, TokenId{lastToken}}, {picture},
                                        {std::move(kept)}, m_config, firstPosition);
        EXPECT_TRUE(prompt);
        return promptHash(*prompt, m_config);
    }

    ModelConfig m_config;
    VisualInput m_picture;
    std::mt19937 m_random{4};
};

TEST_F(PromptHashTest, IsTheSameForWhoeverHasOnlyWhatIsKept) {
    for (int trial = 0; trial < 200; ++trial) {
        KeptTokens kept(8);
        for (std::size_t t = 0; t < 8; ++t) kept[t] = m_random() % 2 == 0;
        VisualInput received = m_picture;
        for (std::size_t t = 0; t < 8; ++t) {
            if (!kept[t])
                std::fill_n(received.patches.begin() + static_cast<std::ptrdiff_t>(t) * kTokenValues, kTokenValues,
                            0.0f);
        }
        EXPECT_EQ(hash(received, kept), hash(m_picture, kept));
    }
}

TEST_F(PromptHashTest, TreatsNoListOfKeptBitsAsOnes) {
    EXPECT_EQ(hash(m_picture, {}), hash(m_picture, KeptTokens(8, true)));
}

TEST_F(PromptHashTest, ChangesWithEveryPixelThatIsKept) {
    const KeptTokens kept = {true, false, true, true, false, false, true, true};
    const std::uint64_t before = hash(m_picture, kept);
    for (std::size_t i = 0; i < m_picture.patches.size(); ++i) {
        VisualInput other = m_picture;
        other.patches[i] += 0.001f;
        EXPECT_EQ(hash(other, kept) != before, static_cast<bool>(kept[i / kTokenValues])) << "value " << i;
    }
}

TEST_F(PromptHashTest, TellsEverySetOfKeptTokensApart) {
    // The same pixels everywhere: only the bits differ.
    std::fill(m_picture.patches.begin(), m_picture.patches.end(), 0.5f);
    std::set<std::uint64_t> hashes;
    for (unsigned bits = 0; bits < 256; ++bits) {
        KeptTokens kept(8);
        for (std::size_t t = 0; t < 8; ++t) kept[t] = (bits >> t & 1u) != 0;
        hashes.insert(hash(m_picture, kept));
    }
    EXPECT_EQ(hashes.size(), 256u);
}

TEST_F(PromptHashTest, ChangesWithTokensPositionsAndGrid) {
    const std::uint64_t before = hash(m_picture, {});
    EXPECT_NE(hash(m_picture, {}, 10), before);
    EXPECT_NE(hash(m_picture, {}, 9, 1), before);
    VisualInput turned = m_picture;
    std::swap(turned.grid.height, turned.grid.width);
    EXPECT_NE(hash(turned, {}), before);
}

}  // namespace
}  // namespace msao::engine
