// SPDX-License-Identifier: Apache-2.0
// The engine's laws hold behind a prompt with sounds: bitwise the same logits however tokens are split into steps,
// pruning that keeps everything changes nothing, and a checkpoint that cannot hear says so.
#include "tests/engine/generation/tiny_checkpoint.h"

#include "msao/engine/audio_input.h"
#include "msao/engine/generate.h"

#include <algorithm>
#include <cmath>

namespace msao::engine {
namespace {

/// Random weights of a model that hears, on disk while the test runs.
class HearingCheckpoint {
public:
    HearingCheckpoint()
        : m_folder(std::filesystem::temp_directory_path() / ("msao-hearing-" + std::to_string(getpid()))) {
        const Status status =
            synthesizeCheckpoint(tinyAudioModel(ModelFamily::Qwen2VL), m_folder, {.seed = 3, .progress = {}});
        if (!status) ADD_FAILURE() << status.error().message;
    }
    HearingCheckpoint(const HearingCheckpoint&) = delete;
    HearingCheckpoint& operator=(const HearingCheckpoint&) = delete;
    ~HearingCheckpoint() { std::filesystem::remove_all(m_folder); }

    std::unique_ptr<Engine> load(WeightType weights) const {
        LoadOptions options;
        options.weights = weights;
        options.threads = 2;
        options.kvCacheBytes = std::size_t{64} << 20;
        auto engine = Engine::load(m_folder, options);
        if (!engine) ADD_FAILURE() << engine.error().message;
        return engine ? std::move(*engine) : nullptr;
    }

private:
    std::filesystem::path m_folder;
};

AudioInput chirp(const ModelConfig& config, float pitch, std::size_t samples = 9000) {
    Sound sound{kAudioSampleRate, {}};
    for (std::size_t i = 0; i < samples; ++i) {
        const float time = static_cast<float>(i) / kAudioSampleRate;
        sound.samples.push_back(0.3f * std::sin(pitch * time * (1 + time)));
    }
    auto input = audioInput(sound, config);
    if (!input) throw std::runtime_error(input.error().message);
    return *std::move(input);
}

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
}

}  // namespace
}  // namespace msao::engine
