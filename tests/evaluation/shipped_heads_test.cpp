// SPDX-License-Identifier: Apache-2.0
// The heads that lie beside the shipped draft: they fit it, and find what is asked about.
#include "evaluation/datasets/demo_dataset.h"
#include "evaluation/measure/sample_prompt.h"
#include "msao/engine/calibration_file.h"
#include "msao/engine/question_probe.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>

namespace msao::evaluation {
namespace {

using namespace engine;

constexpr std::uint64_t kSeed = 20261121;
constexpr std::size_t kQuestions = 45;

/// What half of the tokens hold of the pixels that questions are about.
class ShippedHeadsTest : public ::testing::Test {
protected:
    void SetUp() override {
        const std::filesystem::path folder = std::filesystem::path(MSAO_SOURCE_DIR) / "resources/models/draft";
        LoadOptions options;
        options.threads = 1;
        options.kvCacheBytes = std::size_t{1} << 24;
        auto draft = Engine::load(folder, options);
        ASSERT_TRUE(draft) << draft.error().message;
        m_draft = *std::move(draft);
        auto file = readCalibrationBeside(folder);
        ASSERT_TRUE(file) << file.error().message;
        ASSERT_TRUE(*file) << "no msao-calibration.json beside the draft";
        m_file = **std::move(file);
    }

    double shareKept(const ImportanceSource& source) const {
        DemoOptions options;
        options.seed = kSeed;
        options.samples = kQuestions;
        options.trainScenes = 0;
        const auto dataset = DemoDataset::open(options);
        EXPECT_TRUE(dataset) << dataset.error().message;
        PixelShare sum;
        for (std::size_t i = 0; i < kQuestions; ++i) add(**dataset, i, source, sum);
        return static_cast<double>(sum.kept) / static_cast<double>(sum.all);
    }

    void add(const DemoDataset& dataset, std::size_t index, const ImportanceSource& source, PixelShare& sum) const {
        const auto sample = dataset.sample(index);
        ASSERT_TRUE(sample) << sample.error().message;
        if (!sample->pixelsOfObjects) return;
        PromptDescription asked = describeSample(*sample, *m_draft);
        const auto prompt = preparePrompt(asked, m_draft->config());
        ASSERT_TRUE(prompt) << prompt.error().message;
        const std::vector<TokenId> words = m_draft->tokenizer().encode(sample->question);
        const auto probe = QuestionProbe::look(*m_draft, *prompt, words, source);
        ASSERT_TRUE(probe) << probe.error().message;
        const std::array plans = {ModalityPlan{Modality::Image, 0.5, 0}, ModalityPlan{Modality::Video, 0.5, 0}};
        keepTokens(probe->kept(plans), asked);
        for (const KeptGrid& grid : keptGrids(asked, *prompt, m_draft->config().vision)) {
            const PixelShare share = sample->pixelsOfObjects(grid);
            sum.kept += share.kept;
            sum.all += share.all;
        }
    }

    std::unique_ptr<Engine> m_draft;
    CalibrationFile m_file;
};

TEST_F(ShippedHeadsTest, HalfOfTheTokensHoldWhatIsAskedAbout) {
    ASSERT_TRUE(m_file.heads);
    const auto heads = calibratedImportance(*m_file.heads);
    ASSERT_TRUE(heads) << heads.error().message;
    ASSERT_TRUE((*heads)->fits(m_draft->config()));
    const double calibrated = shareKept(**heads);
    const double random = shareKept(*randomImportance(kSeed));
    RecordProperty("kept", std::to_string(calibrated));
    EXPECT_GE(calibrated, 0.9) << "seed " << kSeed;
    EXPECT_LE(random, 0.7) << "seed " << kSeed;
}

}  // namespace
}  // namespace msao::evaluation
