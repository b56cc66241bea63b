// SPDX-License-Identifier: Apache-2.0
// Sounds are full members of the probe: heard by the draft's own audio encoder, weighed, and handed on to its prefill.
#include "msao/engine/mas_score.h"
#include "msao/engine/question_probe.h"
#include "msao/engine/sound_spectrum.h"
#include "tests/engine/generation/hearing_checkpoint.h"

#include <algorithm>

namespace msao::engine {
namespace {

class HeardQuestionTest : public ::testing::Test {
protected:
    void SetUp() override {
        m_engine = m_checkpoint.load(WeightType::BF16);
        ASSERT_NE(m_engine, nullptr);
        m_words = m_engine->tokenizer().encode("what?");
    }

    const AudioConfig& audio() const { return *m_engine->config().audio; }

    Prompt question(std::vector<float> pitches, bool hasPicture = false) {
        PromptMedia media;
        std::string text;
        for (const float pitch : pitches) {
            media.audios.push_back(chirp(m_engine->config(), pitch));
            text += "<|audio_bos|><|AUDIO|><|audio_eos|>";
        }
        media.keptAudio.resize(pitches.size());
        std::vector<TokenId> tokens = m_engine->tokenizer().encode(text + "what?");
        if (hasPicture) {
            VisualInput picture;
            picture.grid = {1, 8, 8};
            picture.patches.resize(static_cast<std::size_t>(64 * m_engine->config().vision.patchValues()));
            for (std::size_t i = 0; i < picture.patches.size(); ++i)
                picture.patches[i] = std::sin(static_cast<float>(i * i % 977));
            media.visuals.push_back(std::move(picture));
            media.kept.resize(1);
            tokens.insert(tokens.begin(), m_engine->config().special.imagePad);
        }
        auto prompt = buildPrompt(tokens, std::move(media), m_engine->config());
        if (!prompt) throw std::runtime_error(prompt.error().message);
        return *std::move(prompt);
    }

    QuestionProbe look(const Prompt& prompt, const ImportanceSource& source) {
        auto probe = QuestionProbe::look(*m_engine, prompt, m_words, source);
        if (!probe) throw std::runtime_error(probe.error().message);
        return *std::move(probe);
    }

    std::vector<float> read(const Prompt& prompt, const std::optional<EarlyFeatures>& seen) {
        Session session = m_engine->newSession();
        const auto logits = seen ? m_engine->prefill(session, prompt, *seen) : m_engine->prefill(session, prompt);
        EXPECT_TRUE(logits) << (logits ? "" : logits.error().message);
        return logits ? logits->values : std::vector<float>{};
    }

    /// A head for sounds as wide as what it reads, and one for modalities that is moved by what a sound is like.
    ProbeHeads heads(HeardBy heardBy) const {
        const std::int64_t width =
            heardBy == HeardBy::Encoder ? std::int64_t{audio().hiddenSize} : spectrumWidth(audio().melBins);
        const auto words = static_cast<std::size_t>(m_engine->config().text.hiddenSize);
        ProbeHeads heads;
        heads.heardBy = heardBy;
        heads.expectedCalibrationError = 0;
        heads.spatial = {{Modality::Audio, std::vector<float>(static_cast<std::size_t>(width), 0.5f), 0}};
        heads.modal = {static_cast<std::int32_t>(words), 1, std::vector<float>(2 * words, 0.01f), {10}, {1}, 0};
        return heads;
    }

    static const ModalityProbe& heard(const QuestionProbe& probe) {
        return *std::ranges::find(probe.modalities(), Modality::Audio, &ModalityProbe::modality);
    }

    HearingCheckpoint m_checkpoint;
    std::unique_ptr<Engine> m_engine;
    std::vector<TokenId> m_words;
};

TEST_F(HeardQuestionTest, ASoundIsProbedByItsEncodersFirstBlocks) {
    const Prompt prompt = question({3000.0f, 900.0f}, true);
    const QuestionProbe probe = look(prompt, *trainingFreeImportance());
    ASSERT_EQ(probe.media().size(), 3u);
    for (std::size_t a = 0; a < 2; ++a) {
        const ProbedMedium& sound = probe.media()[1 + a];
        EXPECT_EQ(sound.modality, Modality::Audio);
        EXPECT_EQ(sound.ordinal, a);
        EXPECT_EQ(sound.grid, (TokenGrid{prompt.audios[a].tokens(), 1, 1}));
        EXPECT_EQ(sound.pooled.width, audio().hiddenSize);
        EXPECT_EQ(sound.projected.width, m_engine->config().text.hiddenSize);
        EXPECT_GT(sound.bytes, 0);
    }
    EXPECT_EQ(heard(probe).tokens, prompt.audios[0].tokens() + prompt.audios[1].tokens());
    EXPECT_GE(heard(probe).mas, 0);
    EXPECT_LE(heard(probe).mas, 1);
}

TEST_F(HeardQuestionTest, WhatTheProbeHeardIsHandedOnToPrefillWithTheSameBits) {
    for (const bool hasPicture : {false, true}) {
        const Prompt prompt = question({3000.0f}, hasPicture);
        QuestionProbe probe = look(prompt, *trainingFreeImportance());
        const std::optional<EarlyFeatures> seen = probe.takeSeen();
        ASSERT_TRUE(seen);
        EXPECT_EQ(seen->soundBlocks(), std::min(LookOptions{}.blocks, audio().depth));
        EXPECT_EQ(read(prompt, seen), read(prompt, {}));
    }
}

TEST_F(HeardQuestionTest, HowRelevantASoundIsDependsOnWhatIsHeard) {
    const auto source = calibratedImportance(heads(HeardBy::Encoder));
    ASSERT_TRUE(source) << source.error().message;
    ASSERT_TRUE((*source)->fits(m_engine->config()));
    const QuestionProbe low = look(question({900.0f}), **source);
    const QuestionProbe high = look(question({9000.0f}), **source);
    EXPECT_NE(heard(low).beta, heard(high).beta);
    EXPECT_NE(low.kept(std::vector<ModalityPlan>{{Modality::Audio, 0.5, 0}}), std::vector<KeptTokens>(1));
}

TEST_F(HeardQuestionTest, HeadsOfOlderFilesAreGivenTheSpectrumTheyWereTrainedOn) {
    const auto source = calibratedImportance(heads(HeardBy::Spectrum));
    ASSERT_TRUE(source) << source.error().message;
    ASSERT_TRUE((*source)->fits(m_engine->config()));
    const Prompt prompt = question({900.0f});
    QuestionProbe probe = look(prompt, **source);
    EXPECT_EQ(probe.media()[0].pooled.width, spectrumWidth(audio().melBins));
    EXPECT_TRUE(probe.media()[0].projected.isEmpty());
    EXPECT_EQ(heard(probe).beta, heard(look(question({9000.0f}), **source)).beta);
    EXPECT_EQ(read(prompt, probe.takeSeen()), read(prompt, {}));  // handed on all the same
}

}  // namespace
}  // namespace msao::engine
