// SPDX-License-Identifier: Apache-2.0
// What the probe looks at is handed on: prefill goes on from it and answers with the same bits.
#include "msao/engine/early_features.h"

#include "tests/engine/generation/tiny_checkpoint.h"

#include <gmock/gmock.h>

#include <cstring>
#include <limits>
#include <numeric>

namespace msao::engine {
namespace {

using ::testing::HasSubstr;

constexpr std::uint64_t kSeed = 20261121;

class EarlyFeaturesTest : public testing::TestWithParam<ModelFamily> {
protected:
    void SetUp() override {
        m_checkpoint = std::make_unique<TinyCheckpoint>(kSeed, GetParam());
        m_engine = loadTiny(*m_checkpoint, WeightType::BF16);
        ASSERT_NE(m_engine, nullptr);
    }

    const ModelConfig& config() const { return m_engine->config(); }

    VisualInput noise(VisualKind kind, PatchGrid grid) {
        VisualInput visual;
        visual.kind = kind;
        visual.grid = grid;
        visual.patches.resize(static_cast<std::size_t>(grid.patches() * config().vision.patchValues()));
        for (float& value : visual.patches) value = std::normal_distribution<float>()(m_random);
        return visual;
    }

    /// A picture and a clip of sizes that leave edges over in every window.
    std::vector<VisualInput> pictureAndClip() {
        return {noise(VisualKind::Image, {1, 12, 10}), noise(VisualKind::Video, {3, 6, 8})};
    }

    Prompt promptOf(std::vector<VisualInput> visuals, std::vector<KeptTokens> kept = {}) {
        const std::vector<TokenId> tokens = {TokenId{5}, config().special.imagePad, TokenId{6},
                                             config().special.videoPad, TokenId{7}};
        auto prompt = buildPrompt(tokens, std::move(visuals), std::move(kept), config());
        EXPECT_TRUE(prompt) << (prompt ? "" : prompt.error().message);
        return *std::move(prompt);
    }

    std::vector<KeptTokens> randomBits() {
        std::vector<KeptTokens> kept = {KeptTokens(30), KeptTokens(36)};
        for (KeptTokens& bits : kept) {
            for (std::size_t t = 0; t < bits.size(); ++t) bits[t] = m_random() % 3 != 0;
        }
        return kept;
    }

    /// About a third of each input's tokens merged with some earlier one.
    std::vector<StandIns> randomStandIns() {
        std::vector<StandIns> all = {StandIns(30), StandIns(36)};
        for (StandIns& standIns : all) {
            for (std::size_t t = 0; t < standIns.size(); ++t) {
                const bool isCopy = t > 0 && m_random() % 3 == 0;
                standIns[t] = isCopy ? standIns[m_random() % t] : static_cast<std::int64_t>(t);
            }
        }
        return all;
    }

    std::vector<float> logits(const Prompt& prompt, const EarlyFeatures* seen = nullptr) {
        Session session = m_engine->newSession();
        const auto found = seen == nullptr ? m_engine->prefill(session, prompt, LogitRows::All)
                                           : m_engine->prefill(session, prompt, *seen, LogitRows::All);
        EXPECT_TRUE(found) << (found ? "" : found.error().message);
        return found ? found->values : std::vector<float>{};
    }

    EarlyFeatures look(std::span<const VisualInput> visuals, std::int32_t blocks = 2) {
        auto seen = m_engine->look(visuals, {.blocks = blocks});
        if (!seen) throw std::runtime_error(seen.error().message);
        return *std::move(seen);
    }

    static void expectSameBits(const std::vector<float>& found, const std::vector<float>& expected) {
        ASSERT_EQ(found.size(), expected.size());
        ASSERT_FALSE(found.empty());
        EXPECT_EQ(std::memcmp(found.data(), expected.data(), found.size() * sizeof(float)), 0);
    }

    std::unique_ptr<TinyCheckpoint> m_checkpoint;
    std::unique_ptr<Engine> m_engine;
    std::mt19937_64 m_random{kSeed};
};

TEST_P(EarlyFeaturesTest, PrefillGoesOnFromAnyBlockWithTheBitsOfPlainPrefill) {
    const Prompt prompt = promptOf(pictureAndClip());
    const std::vector<float> plain = logits(prompt);
    for (const std::int32_t blocks : {1, 2, 3, 4, 99}) {
        const EarlyFeatures seen = look(prompt.visuals, blocks);
        EXPECT_EQ(seen.blocks(), std::min(blocks, config().vision.depth));
        expectSameBits(logits(prompt, &seen), plain);
        expectSameBits(logits(prompt, &seen), plain);  // may be handed on again
    }
}

TEST_P(EarlyFeaturesTest, EverythingKeptIsBitwiseTheUnprunedPrompt) {
    const std::vector<VisualInput> visuals = pictureAndClip();
    const Prompt unpruned = promptOf(visuals);
    const Prompt allKept = promptOf(visuals, {KeptTokens(30, true), KeptTokens(36, true)});
    EXPECT_EQ(allKept.tokens, unpruned.tokens);
    EXPECT_EQ(allKept.positions, unpruned.positions);
    EXPECT_EQ(allKept.nextPosition, unpruned.nextPosition);
    expectSameBits(logits(allKept), logits(unpruned));
    const EarlyFeatures seen = look(visuals);
    expectSameBits(logits(allKept, &seen), logits(unpruned));
}

TEST_P(EarlyFeaturesTest, PixelsThatDoNotTravelAreNotLookedAt) {
    for (int trial = 0; trial < 5; ++trial) {
        const std::vector<KeptTokens> kept = randomBits();
        std::vector<VisualInput> visuals = pictureAndClip();
        const std::vector<float> atEdge = logits(promptOf(visuals, kept));
        const auto tokenValues = static_cast<std::size_t>(4 * config().vision.patchValues());
        for (std::size_t v = 0; v < visuals.size(); ++v) {
            for (std::size_t t = 0; t < kept[v].size(); ++t) {
                if (!kept[v][t]) {
                    std::fill_n(visuals[v].patches.begin() + static_cast<std::ptrdiff_t>(t * tokenValues), tokenValues,
                                std::numeric_limits<float>::quiet_NaN());
                }
            }
        }
        expectSameBits(logits(promptOf(visuals, kept)), atEdge);
    }
}

TEST_P(EarlyFeaturesTest, PrunedPrefillMayGoOnFromThem) {
    const std::vector<VisualInput> visuals = pictureAndClip();
    const EarlyFeatures seen = look(visuals);
    const std::vector<KeptTokens> kept = randomBits();
    const Prompt prompt = promptOf(visuals, kept);
    const std::vector<float> found = logits(prompt, &seen);
    EXPECT_EQ(found.size(), prompt.tokens.size() * static_cast<std::size_t>(config().text.vocabularySize));
    // After the last block nothing is left to be pruned in the tower: kept tokens are those of the whole picture.
    const EarlyFeatures all = look(visuals, config().vision.depth);
    const std::vector<float> late = logits(prompt, &all);
    EXPECT_TRUE(std::all_of(late.begin(), late.end(), [](float value) { return std::isfinite(value); }));
}

TEST_P(EarlyFeaturesTest, APictureWithNothingKeptIsLeftOut) {
    const std::vector<VisualInput> visuals = pictureAndClip();
    const Prompt prompt = promptOf(visuals, {KeptTokens(30, false), KeptTokens(36, false)});
    const EarlyFeatures seen = look(visuals);
    expectSameBits(logits(prompt, &seen), logits(prompt));
}

TEST_P(EarlyFeaturesTest, HaveOneRowForEachTokenInItsOwnOrder) {
    const std::vector<VisualInput> visuals = pictureAndClip();
    const EarlyFeatures seen = look(visuals, 1);
    ASSERT_EQ(seen.visualCount(), 2u);
    EXPECT_EQ(seen.pooled(0).rows, 30);
    EXPECT_EQ(seen.pooled(0).width, config().vision.hiddenSize);
    EXPECT_EQ(seen.projected(1).rows, 36);
    EXPECT_EQ(seen.projected(1).width, config().text.hiddenSize);
    // Frames of a clip do not see each other in the tower: swapping two frames swaps their rows.
    std::vector<VisualInput> swapped = {visuals[1]};
    const auto frame = static_cast<std::ptrdiff_t>(48 * config().vision.patchValues());
    std::swap_ranges(swapped[0].patches.begin(), swapped[0].patches.begin() + frame,
                     swapped[0].patches.begin() + frame);
    const EarlyFeatures after = look(swapped, 1);
    const EarlyFeatures before = look(std::span(visuals).subspan(1), 1);
    for (std::int64_t token = 0; token < 12; ++token) {
        for (std::size_t i = 0; i < static_cast<std::size_t>(before.pooled(0).width); ++i) {
            ASSERT_NEAR(after.pooled(0).row(token)[i], before.pooled(0).row(token + 12)[i], 2e-2f);
        }
    }
}

TEST_P(EarlyFeaturesTest, OfOtherPixelsOrOtherPicturesAreRefused) {
    const std::vector<VisualInput> visuals = pictureAndClip();
    std::vector<VisualInput> changed = visuals;
    changed[1].patches[77] += 0.25f;
    const EarlyFeatures seen = look(changed);
    const Prompt prompt = promptOf(visuals);
    Session session = m_engine->newSession();
    const auto found = m_engine->prefill(session, prompt, seen);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(found.error().message, HasSubstr("visual input 1"));
    EXPECT_EQ(session.length(), 0);
    const EarlyFeatures one = look(std::span(visuals).first(1));
    EXPECT_FALSE(m_engine->prefill(session, prompt, one));
}

TEST_P(EarlyFeaturesTest, WhatIsMergedIsNotLookedAtAndHasTheRowOfItsStandIn) {
    std::vector<VisualInput> visuals = pictureAndClip();
    const std::vector<StandIns> standIns = randomStandIns();
    const auto tokenValues = static_cast<std::size_t>(4 * config().vision.patchValues());
    for (std::size_t v = 0; v < visuals.size(); ++v) {
        for (std::size_t t = 0; t < standIns[v].size(); ++t) {
            if (!isMerged(standIns[v], t)) continue;
            std::fill_n(visuals[v].patches.begin() + static_cast<std::ptrdiff_t>(t * tokenValues), tokenValues,
                        std::numeric_limits<float>::quiet_NaN());
        }
    }
    const auto seen = m_engine->look(visuals, {.standIns = standIns});
    ASSERT_TRUE(seen) << seen.error().message;
    for (std::size_t v = 0; v < visuals.size(); ++v) {
        ASSERT_EQ(seen->pooled(v).rows, static_cast<std::int64_t>(standIns[v].size()));
        for (std::int64_t t = 0; t < seen->pooled(v).rows; ++t) {
            const std::int64_t standIn = standIns[v][static_cast<std::size_t>(t)];
            EXPECT_TRUE(std::ranges::equal(seen->pooled(v).row(t), seen->pooled(v).row(standIn)));
            EXPECT_TRUE(std::ranges::equal(seen->projected(v).row(t), seen->projected(v).row(standIn)));
            EXPECT_TRUE(std::isfinite(seen->pooled(v).row(t)[0]));
        }
    }
    // Prefill of what is left goes on from them with the bits of plain prefill, and needs nothing else.
    std::vector<KeptTokens> kept;
    for (const StandIns& stand : standIns) {
        kept.emplace_back();
        for (std::size_t t = 0; t < stand.size(); ++t) kept.back().push_back(!isMerged(stand, t));
    }
    const Prompt prompt = promptOf(visuals, kept);
    expectSameBits(logits(prompt, &*seen), logits(prompt));
}

TEST_P(EarlyFeaturesTest, APromptThatKeepsWhatWasMergedDoesNotGoOnFromThem) {
    const std::vector<VisualInput> visuals = pictureAndClip();
    StandIns standIns(30);
    std::iota(standIns.begin(), standIns.end(), 0);
    standIns[7] = 3;
    const auto seen = m_engine->look(visuals, {.standIns = {standIns, {}}});
    ASSERT_TRUE(seen) << seen.error().message;
    KeptTokens kept(30, true);
    Session session = m_engine->newSession();
    const auto found = m_engine->prefill(session, promptOf(visuals, {kept, KeptTokens(36, true)}), *seen);
    ASSERT_FALSE(found);
    EXPECT_THAT(found.error().message, HasSubstr("merged"));
    kept[7] = false;
    EXPECT_TRUE(m_engine->prefill(session, promptOf(visuals, {kept, KeptTokens(36, true)}), *seen));
}

TEST_P(EarlyFeaturesTest, LookingRefusesStandInsThatDoNotFit) {
    const std::vector<VisualInput> visuals = pictureAndClip();
    StandIns standIns(30);
    std::iota(standIns.begin(), standIns.end(), 0);
    StandIns later = standIns, chain = standIns, outside = standIns;
    later[3] = 4;
    chain[7] = 3;
    chain[9] = 7;
    outside[3] = -1;
    for (const StandIns& wrong : {StandIns(29), later, chain, outside})
        EXPECT_FALSE(m_engine->look(visuals, {.standIns = {wrong, {}}}));
    EXPECT_FALSE(m_engine->look(visuals, {.standIns = {standIns}}));
    EXPECT_TRUE(m_engine->look(visuals, {.standIns = {standIns, {}}}));
}

TEST_P(EarlyFeaturesTest, LookingRefusesWhatItCannotSee) {
    const std::vector<VisualInput> visuals = pictureAndClip();
    EXPECT_FALSE(m_engine->look({}));
    EXPECT_FALSE(m_engine->look(visuals, {.blocks = 0}));
    VisualInput cut = visuals[0];
    cut.patches.pop_back();
    EXPECT_FALSE(m_engine->look(std::span(&cut, 1)));
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = m_engine->look(visuals, {}, stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

TEST_P(EarlyFeaturesTest, EmbeddingsAreRowsOfTheCheckpoint) {
    const std::vector<TokenId> tokens = {TokenId{5}, TokenId{9}, TokenId{5}};
    const auto rows = m_engine->embeddings(tokens);
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->rows, 3);
    EXPECT_EQ(rows->width, config().text.hiddenSize);
    EXPECT_TRUE(std::equal(rows->row(0).begin(), rows->row(0).end(), rows->row(2).begin()));
    EXPECT_FALSE(std::equal(rows->row(0).begin(), rows->row(0).end(), rows->row(1).begin()));
    EXPECT_FALSE(m_engine->embeddings(std::vector{TokenId{config().text.vocabularySize}}));
    EXPECT_FALSE(m_engine->embeddings(std::vector{TokenId{-1}}));
}

std::string familyName(const testing::TestParamInfo<ModelFamily>& family) {
    return family.param == ModelFamily::Qwen2VL ? "Qwen2VL" : "Qwen25VL";
}

INSTANTIATE_TEST_SUITE_P(Families, EarlyFeaturesTest, testing::Values(ModelFamily::Qwen2VL, ModelFamily::Qwen2_5VL),
                         familyName);

}  // namespace
}  // namespace msao::engine
