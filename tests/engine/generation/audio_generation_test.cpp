// SPDX-License-Identifier: Apache-2.0
// The engine's laws hold behind a prompt with sounds: bitwise the same logits however tokens are split into steps,
// pruning that keeps everything changes nothing, and a checkpoint that cannot hear says so.
#include "tests/engine/generation/hearing_checkpoint.h"
#include "tests/engine/generation/tiny_checkpoint.h"

#include "msao/engine/generate.h"

#include <algorithm>

namespace msao::engine {
namespace {

Prompt askedPrompt(const Engine& engine, float pitch, KeptTokens kept = {}) {
    const std::vector<TokenId> tokens = engine.tokenizer().encode("<|audio_bos|><|AUDIO|><|audio_eos|>what?");
    PromptMedia media;
    media.audios.push_back(chirp(engine.config(), pitch));
    media.keptAudio.push_back(std::move(kept));
    auto prompt = buildPrompt(tokens, std::move(media), engine.config());
    if (!prompt) throw std::runtime_error(prompt.error().message);
    return *std::move(prompt);
}

std::vector<float> lastLogits(Engine& engine, const Prompt& prompt) {
    Session session = engine.newSession();
    const auto logits = engine.prefill(session, prompt);
    EXPECT_TRUE(logits) << (logits ? "" : logits.error().message);
    return logits ? logits->values : std::vector<float>{};
}

TEST(AudioGenerationTest, DecodesBehindASoundWithTheBitsOfOneByOne) {
    const HearingCheckpoint checkpoint;
    for (const WeightType weights : {WeightType::F32, WeightType::BF16, WeightType::Int8}) {
        const auto engine = checkpoint.load(weights);
        ASSERT_NE(engine, nullptr);
        const Prompt prompt = askedPrompt(*engine, 3000.0f);
        std::mt19937_64 generator(7);
        const std::vector<TokenId> continuation = ordinaryTokens(*engine, generator, 16);
        const auto decoded = [&](std::size_t chunk) {
            Session session = engine->newSession();
            EXPECT_TRUE(engine->prefill(session, prompt));
            std::vector<float> all;
            for (std::size_t first = 0; first < continuation.size(); first += chunk) {
                Logits logits;
                const DecodeRequest request{
                    &session, std::span(continuation).subspan(first, std::min(chunk, continuation.size() - first))};
                EXPECT_TRUE(engine->decode(std::span(&request, 1), logits));
                all.insert(all.end(), logits.values.begin(), logits.values.end());
            }
            return all;
        };
        const std::vector<float> oneByOne = decoded(1);
        for (const std::size_t chunk : {2, 5, 16}) EXPECT_EQ(decoded(chunk), oneByOne) << chunk;
    }
}

TEST(AudioGenerationTest, WhatIsHeardChangesTheAnswerAndKeepingEverythingDoesNot) {
    const HearingCheckpoint checkpoint;
    const auto engine = checkpoint.load(WeightType::F32);
    ASSERT_NE(engine, nullptr);
    const Prompt prompt = askedPrompt(*engine, 3000.0f);
    const std::vector<float> logits = lastLogits(*engine, prompt);
    EXPECT_NE(lastLogits(*engine, askedPrompt(*engine, 9000.0f)), logits);
    const auto tokens = static_cast<std::size_t>(prompt.audios[0].tokens());
    EXPECT_EQ(lastLogits(*engine, askedPrompt(*engine, 3000.0f, KeptTokens(tokens, true))), logits);
    const Prompt nothing = askedPrompt(*engine, 3000.0f, KeptTokens(tokens, false));
    EXPECT_EQ(nothing.tokens.size() + tokens, prompt.tokens.size());
    EXPECT_EQ(nothing.nextPosition, prompt.nextPosition);
    EXPECT_NE(lastLogits(*engine, nothing), logits);
}

class HeardEarlyTest : public testing::Test {
protected:
    void SetUp() override {
        m_engine = m_checkpoint.load(WeightType::BF16);
        ASSERT_NE(m_engine, nullptr);
    }

    EarlyFeatures listen(const Prompt& prompt, std::int32_t blocks = 2) {
        auto heard = m_engine->look(prompt.visuals, prompt.audios, {.blocks = blocks});
        if (!heard) throw std::runtime_error(heard.error().message);
        return *std::move(heard);
    }

    std::vector<float> logitsFrom(const Prompt& prompt, const EarlyFeatures& heard) {
        Session session = m_engine->newSession();
        const auto logits = m_engine->prefill(session, prompt, heard);
        EXPECT_TRUE(logits) << (logits ? "" : logits.error().message);
        return logits ? logits->values : std::vector<float>{};
    }

    HearingCheckpoint m_checkpoint;
    std::unique_ptr<Engine> m_engine;
};

TEST_F(HeardEarlyTest, PrefillGoesOnFromAnyBlockWithTheBitsOfPlainPrefill) {
    const Prompt prompt = askedPrompt(*m_engine, 3000.0f);
    const std::vector<float> plain = lastLogits(*m_engine, prompt);
    for (const std::int32_t blocks : {1, 2, 3, 99}) {
        const EarlyFeatures heard = listen(prompt, blocks);
        EXPECT_EQ(heard.soundBlocks(), std::min(blocks, m_engine->config().audio->depth));
        EXPECT_EQ(logitsFrom(prompt, heard), plain) << blocks;
        EXPECT_EQ(logitsFrom(prompt, heard), plain) << blocks;  // may be handed on again
    }
}

TEST_F(HeardEarlyTest, SoDoesOneThatKeepsAPartOfTheSound) {
    const Prompt whole = askedPrompt(*m_engine, 3000.0f);
    KeptTokens kept(static_cast<std::size_t>(whole.audios[0].tokens()));
    for (std::size_t t = 0; t < kept.size(); ++t) kept[t] = t % 3 != 1;
    const Prompt pruned = askedPrompt(*m_engine, 3000.0f, kept);
    ASSERT_LT(pruned.tokens.size(), whole.tokens.size());
    EXPECT_EQ(logitsFrom(pruned, listen(whole)), lastLogits(*m_engine, pruned));
}

TEST_F(HeardEarlyTest, HaveOneRowForEachTokenWhichKnowsTheOthersOfItsWindow) {
    const Prompt prompt = askedPrompt(*m_engine, 3000.0f);
    const EarlyFeatures heard = listen(prompt);
    ASSERT_EQ(heard.soundCount(), 1u);
    EXPECT_EQ(heard.visualCount(), 0u);
    EXPECT_EQ(heard.pooledSound(0).rows, prompt.audios[0].tokens());
    EXPECT_EQ(heard.pooledSound(0).width, m_engine->config().audio->hiddenSize);
    EXPECT_EQ(heard.projectedSound(0).rows, prompt.audios[0].tokens());
    EXPECT_EQ(heard.projectedSound(0).width, m_engine->config().text.hiddenSize);
    Prompt changed = prompt;
    const std::size_t lastFrame = static_cast<std::size_t>(prompt.audios[0].frames) - 1;
    changed.audios[0].features[lastFrame] += 1;
    const EarlyFeatures other = listen(changed);
    const auto firstRow = [](const FeatureRows& rows) {
        return std::vector(rows.values.begin(), rows.values.begin() + rows.width);
    };
    EXPECT_EQ(firstRow(other.pooledSound(0)), firstRow(heard.pooledSound(0)));  // windows end in between
    EXPECT_NE(other.pooledSound(0), heard.pooledSound(0));
}

TEST_F(HeardEarlyTest, OfAnotherSoundAreRefused) {
    const Prompt prompt = askedPrompt(*m_engine, 3000.0f);
    const EarlyFeatures heard = listen(askedPrompt(*m_engine, 9000.0f));
    Session session = m_engine->newSession();
    const auto logits = m_engine->prefill(session, prompt, heard);
    ASSERT_FALSE(logits);
    EXPECT_EQ(logits.error().message, "sound 0 is not the one that the early features were made of");
}

TEST(AudioGenerationTest, ACheckpointThatCannotHearRefusesInOneSentence) {
    const TinyCheckpoint deaf(4);
    const auto engine = loadTiny(deaf, WeightType::BF16);
    ASSERT_NE(engine, nullptr);
    Prompt prompt;
    prompt.tokens = {TokenId{5}};
    prompt.positions = {{0, 0, 0}};
    prompt.nextPosition = 1;
    prompt.audios.push_back({32, 8, std::vector<float>(256)});
    prompt.keptAudio.resize(1);
    Session session = engine->newSession();
    const auto logits = engine->prefill(session, prompt);
    ASSERT_FALSE(logits);
    EXPECT_EQ(logits.error().code, ErrorCode::UnsupportedModel);
    EXPECT_EQ(logits.error().message, "this checkpoint has no audio encoder, so it cannot listen to a sound");
    EXPECT_EQ(session.length(), 0);
    const auto heard = engine->look({}, prompt.audios, {});
    ASSERT_FALSE(heard);
    EXPECT_EQ(heard.error().message, logits.error().message);
}

}  // namespace
}  // namespace msao::engine
