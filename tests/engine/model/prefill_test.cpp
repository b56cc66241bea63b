// SPDX-License-Identifier: Apache-2.0
// What prefill promises beyond its numbers (those: oracle_parity.py).
#include "engine/model/prefill.h"

#include "engine/checkpoint/model_presets.h"
#include "engine/checkpoint/synthesize.h"
#include "tests/engine/model/in_memory_kv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <random>

namespace msao::engine {
namespace {

using ::testing::HasSubstr;

/// A random checkpoint on disk while the test runs, opened.
class SmallModel {
public:
    explicit SmallModel(ModelFamily family) : SmallModel(tinyModel(family)) {}
    explicit SmallModel(const ModelConfig& config)
        : m_folder(std::filesystem::temp_directory_path() / ("msao-prefill-" + std::to_string(getpid()))) {
        std::filesystem::remove_all(m_folder);
        const Status written = synthesizeCheckpoint(config, m_folder, {});
        if (!written) throw std::runtime_error(written.error().message);
        auto opened = Checkpoint::open(m_folder);
        if (!opened) throw std::runtime_error(opened.error().message);
        m_checkpoint = std::make_unique<Checkpoint>(*std::move(opened));
    }
    SmallModel(const SmallModel&) = delete;
    SmallModel& operator=(const SmallModel&) = delete;
    ~SmallModel() { std::filesystem::remove_all(m_folder); }

    const Checkpoint& checkpoint() const { return *m_checkpoint; }
    const ModelConfig& config() const { return m_checkpoint->config(); }

    LanguageWeights weights(WeightType type) const {
        auto weights = readLanguageWeights(*m_checkpoint, type, 1, {});
        if (!weights) throw std::runtime_error(weights.error().message);
        return *std::move(weights);
    }

private:
    std::filesystem::path m_folder;
    std::unique_ptr<Checkpoint> m_checkpoint;
};

Progress stoppedBy(const std::stop_source& stop) {
    Progress progress;
    progress.stop = stop.get_token();
    return progress;
}

/// One prefill into a fresh cache.
struct PrefillRun {
    PrefillRun(const SmallModel& model, const LanguageWeights& weights, WeightType type, const Prompt& prompt,
               LogitRows rows = LogitRows::All)
        : cache(model.config().text) {
        auto prefill = PrefillModel::make(model.checkpoint(), weights, type, 2);
        if (!prefill) throw std::runtime_error(prefill.error().message);
        KvPool pool(1024);
        const KvSequence sequence(pool);
        status = (*prefill)->run(prompt, sequence, 0, cache, rows, logits, stoppedBy(stop));
    }

    InMemoryKv cache;
    std::stop_source stop;
    Logits logits;
    Status status = Done{};
};

std::vector<TokenId> someText(std::size_t count) {
    std::vector<TokenId> tokens;
    for (std::size_t i = 0; i < count; ++i) tokens.push_back(TokenId{static_cast<std::int32_t>((i * 37 + 11) % 800)});
    return tokens;
}

VisualInput noisyImage(const ModelConfig& config, PatchGrid grid) {
    VisualInput image;
    image.grid = grid;
    image.patches.resize(static_cast<std::size_t>(grid.patches() * config.vision.patchValues()));
    std::mt19937 generator(5);
    for (float& value : image.patches) value = std::normal_distribution<float>()(generator);
    return image;
}

Prompt promptOf(const ModelConfig& config, std::vector<TokenId> tokens, std::vector<VisualInput> visuals = {}) {
    auto prompt = buildPrompt(tokens, std::move(visuals), {}, config);
    if (!prompt) throw std::runtime_error(prompt.error().message);
    return *std::move(prompt);
}

TEST(PrefillTest, GivesTheLastRowAlone) {
    const SmallModel model(ModelFamily::Qwen2VL);
    const LanguageWeights weights = model.weights(WeightType::F32);
    // More tokens than prefill takes at a time.
    const Prompt prompt = promptOf(model.config(), someText(1100));
    const PrefillRun all(model, weights, WeightType::F32, prompt);
    const PrefillRun last(model, weights, WeightType::F32, prompt, LogitRows::Last);
    ASSERT_TRUE(all.status);
    ASSERT_TRUE(last.status);
    EXPECT_EQ(all.logits.rows, 1100);
    ASSERT_EQ(last.logits.rows, 1);
    for (std::size_t i = 0; i < last.logits.values.size(); ++i)
        EXPECT_NEAR(last.logits.row(0)[i], all.logits.row(1099)[i], 1e-4f);
}

TEST(PrefillTest, ComputesWithTheValuesThatPackedWeightsStandFor) {
    const SmallModel model(ModelFamily::Qwen2_5VL);
    const Prompt prompt = promptOf(model.config(), someText(40));
    for (const WeightType type : {WeightType::Int8, WeightType::Int4}) {
        const LanguageWeights packed = model.weights(type);
        LanguageWeights plain = model.weights(WeightType::BF16);
        std::vector<std::vector<std::uint16_t>> storage;
        const auto unpack = [&](const WeightMatrix& from, WeightMatrix& to) {
            storage.emplace_back(static_cast<std::size_t>(from.rows() * from.cols()));
            from.toBf16(storage.back());
            const TensorView view{
                ElementType::BF16, {from.rows(), from.cols()}, std::as_bytes(std::span(storage.back()))};
            to = *WeightMatrix::fromTensor(view, WeightType::BF16, "unpacked");
        };
        for (std::size_t i = 0; i < plain.layers.size(); ++i) {
            for (const auto member :
                 {&LayerWeights::query, &LayerWeights::key, &LayerWeights::value, &LayerWeights::output,
                  &LayerWeights::gate, &LayerWeights::up, &LayerWeights::down}) {
                unpack(packed.layers[i].*member, plain.layers[i].*member);
            }
        }
        unpack(packed.head, plain.head);
        const PrefillRun fromPacked(model, packed, type, prompt);
        const PrefillRun fromPlain(model, plain, WeightType::BF16, prompt);
        ASSERT_TRUE(fromPacked.status);
        ASSERT_TRUE(fromPlain.status);
        EXPECT_EQ(fromPacked.logits.values, fromPlain.logits.values);
    }
}

TEST(PrefillTest, RefusesAPromptOfAnotherModel) {
    const SmallModel model(ModelFamily::Qwen2VL);
    const LanguageWeights weights = model.weights(WeightType::BF16);
    Prompt prompt = promptOf(model.config(), someText(3));
    prompt.tokens[1] = TokenId{model.config().text.vocabularySize};
    const PrefillRun run(model, weights, WeightType::BF16, prompt);
    ASSERT_FALSE(run.status);
    EXPECT_EQ(run.status.error().code, ErrorCode::InvalidArgument);
    EXPECT_THAT(run.status.error().message, HasSubstr("token 1 has id"));
}

/// Asks for a stop as soon as the first layer's keys arrive.
class StoppingKv : public InMemoryKv {
public:
    StoppingKv(const TextConfig& config, std::stop_source& stop) : InMemoryKv(config), m_stop(stop) {}
    void storeKv(std::int32_t layer, const KvSequence& sequence, std::int64_t firstSlot, std::int64_t count,
                 KvRows rows) override {
        InMemoryKv::storeKv(layer, sequence, firstSlot, count, rows);
        m_stop.request_stop();
    }

private:
    std::stop_source& m_stop;
};

TEST(PrefillTest, StopsBeforeTheNextLayer) {
    const SmallModel model(ModelFamily::Qwen2VL);
    const LanguageWeights weights = model.weights(WeightType::BF16);
    const auto prefill = PrefillModel::make(model.checkpoint(), weights, WeightType::BF16, 1);
    ASSERT_TRUE(prefill);
    std::stop_source stop;
    StoppingKv cache(model.config().text, stop);
    KvPool pool(16);
    const KvSequence sequence(pool);
    Logits logits;
    const Status status = (*prefill)->run(promptOf(model.config(), someText(5)), sequence, 0, cache, LogitRows::Last,
                                          logits, stoppedBy(stop));
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::Cancelled);
    EXPECT_FALSE(cache.keys(0).empty());
    EXPECT_TRUE(cache.keys(1).empty());
}

TEST(PrefillTest, StopsInsideTheVisionTower) {
    const SmallModel model(ModelFamily::Qwen2_5VL);
    const LanguageWeights weights = model.weights(WeightType::BF16);
    const auto prefill = PrefillModel::make(model.checkpoint(), weights, WeightType::BF16, 1);
    ASSERT_TRUE(prefill);
    std::stop_source stop;
    stop.request_stop();
    InMemoryKv cache(model.config().text);
    KvPool pool(16);
    const KvSequence sequence(pool);
    Logits logits;
    const Prompt prompt =
        promptOf(model.config(), {model.config().special.imagePad}, {noisyImage(model.config(), {1, 4, 6})});
    const Status status = (*prefill)->run(prompt, sequence, 0, cache, LogitRows::Last, logits, stoppedBy(stop));
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(cache.keys(0).empty());
}

TEST(PrefillTest, StopsInsideTheAudioTower) {
    const SmallModel model(tinyAudioModel(ModelFamily::Qwen2VL));
    const LanguageWeights weights = model.weights(WeightType::BF16);
    const auto prefill = PrefillModel::make(model.checkpoint(), weights, WeightType::BF16, 1);
    ASSERT_TRUE(prefill);
    std::stop_source stop;
    stop.request_stop();
    InMemoryKv cache(model.config().text);
    KvPool pool(16);
    const KvSequence sequence(pool);
    Logits logits;
    const std::int32_t bins = model.config().audio->melBins;
    AudioInput silence{bins, 12, std::vector<float>(static_cast<std::size_t>(bins) * 12)};
    const auto prompt =
        buildPrompt(std::vector{model.config().audio->pad}, {{}, {}, {std::move(silence)}, {}}, model.config());
    ASSERT_TRUE(prompt) << prompt.error().message;
    const Status status = (*prefill)->run(*prompt, sequence, 0, cache, LogitRows::Last, logits, stoppedBy(stop));
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(cache.keys(0).empty());
}

}  // namespace
}  // namespace msao::engine
