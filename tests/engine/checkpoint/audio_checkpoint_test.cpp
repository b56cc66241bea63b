// SPDX-License-Identifier: Apache-2.0
// A checkpoint that carries an audio encoder.
#include "engine/checkpoint/checkpoint_report.h"
#include "engine/checkpoint/config_writer.h"
#include "engine/checkpoint/expected_tensors.h"
#include "engine/checkpoint/model_config_reader.h"
#include "engine/checkpoint/model_presets.h"
#include "engine/checkpoint/quantize_checkpoint.h"
#include "engine/checkpoint/synthesize.h"
#include "engine/checkpoint/synthetic_tokenizer.h"
#include "engine/checkpoint/tensor_names.h"
#include "engine/checkpoint/tensor_values.h"
#include "tests/engine/checkpoint/checkpoint_files.h"
#include "tests/engine/checkpoint/refusal.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace msao::engine {
namespace {

using namespace testing_files;

ModelConfig hearingModel() {
    ModelConfig model = tinyAudioModel(ModelFamily::Qwen2VL);
    model.vision.depth = 1;
    model.text.layerCount = 1;
    model.audio->depth = 1;
    return model;
}

void copyHearingCheckpoint(const std::filesystem::path& folder) {
    static const TemporaryFolder originals;
    const std::filesystem::path original = originals.path() / "audio";
    if (!std::filesystem::exists(original)) {
        const Status made = synthesizeCheckpoint(hearingModel(), original, {.seed = 5, .threads = 1, .progress = {}});
        ASSERT_TRUE(made) << made.error().message;
    }
    std::filesystem::copy(original, folder, std::filesystem::copy_options::recursive);
}

TEST(AudioCheckpointTest, ReadsBackTheConfigurationThatWasWritten) {
    for (const ModelFamily family : {ModelFamily::Qwen2VL, ModelFamily::Qwen2_5VL}) {
        ModelConfig model = tinyAudioModel(family);
        model.preprocessor.audioSeconds = 30;
        const auto file = parseConfigFile(configJson(model), "config.json");
        ASSERT_TRUE(file) << file.error().message;
        EXPECT_EQ(file->model.audio, model.audio);
        const auto preprocessor = parsePreprocessorConfig(preprocessorConfigJson(model), "preprocessor_config.json",
                                                          model.vision, model.audio);
        ASSERT_TRUE(preprocessor) << preprocessor.error().message;
        EXPECT_EQ(*preprocessor, model.preprocessor);
    }
}

TEST(AudioCheckpointTest, TakesTheSizesOfQwen25OmniWhereTheConfigurationIsSilent) {
    ModelConfig model = qwen2VL2B();
    model.text.hiddenSize = 3584;
    model.text.headCount = 28;
    model.vision.outHiddenSize = 3584;
    auto json = nlohmann::json::parse(configJson(model));
    EXPECT_FALSE(parseConfigFile(json.dump(), "config.json")->model.audio);
    json["audio_config"] = nlohmann::json::object();
    const auto file = parseConfigFile(json.dump(), "config.json");
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(file->model.audio, AudioConfig());
}

TEST(AudioCheckpointTest, KnowsTheTokenUnderBothItsNames) {
    auto json = nlohmann::json::parse(configJson(hearingModel()));
    json.erase("audio_token_index");
    json["audio_token_id"] = 17;
    const auto file = parseConfigFile(json.dump(), "config.json");
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(file->model.audio->pad, TokenId{17});
}

TEST(AudioCheckpointTest, OpensAndCountsItsParameters) {
    TemporaryFolder folder;
    copyHearingCheckpoint(folder.path());
    const CheckpointReport report = inspectCheckpoint(folder.path());
    EXPECT_TRUE(report.problems.empty()) << report.problems.front();
    std::uint64_t expected = 0;
    for (const ExpectedTensor& tensor : expectedTensors(hearingModel())) {
        if (!tensor.name.starts_with("audio_tower.")) continue;
        std::uint64_t size = 1;
        for (const std::int64_t extent : tensor.shape) size *= static_cast<std::uint64_t>(extent);
        expected += size;
    }
    EXPECT_EQ(report.audioParameters, expected);
    EXPECT_GT(expected, 0u);
}

TEST(AudioCheckpointTest, TokenizerNamesTheAudioTokensAtTheirIds) {
    const ModelConfig model = hearingModel();
    const auto json = nlohmann::json::parse(syntheticTokenizerJson(model));
    std::map<std::string, std::int32_t> ids;
    for (const auto& token : json["added_tokens"]) ids[token["content"]] = token["id"];
    EXPECT_EQ(ids.at("<|AUDIO|>"), toIndex(model.audio->pad));
    EXPECT_EQ(ids.at("<|audio_bos|>"), toIndex(model.audio->start));
    EXPECT_EQ(ids.at("<|audio_eos|>"), toIndex(model.audio->end));
    EXPECT_EQ(ids.at("<|image_pad|>"), toIndex(model.special.imagePad));
}

TEST(AudioCheckpointTest, NormsStartAtOne) {
    TemporaryFolder folder;
    copyHearingCheckpoint(folder.path());
    const auto checkpoint = Checkpoint::open(folder.path());
    ASSERT_TRUE(checkpoint);
    for (const char* name : {"audio_tower.ln_post.weight", "audio_tower.layers.0.final_layer_norm.weight"}) {
        const auto values = toFloat(*checkpoint->find(name));
        ASSERT_TRUE(values);
        for (const float value : *values) EXPECT_NEAR(value, 1, 0.7) << name;
    }
}

TEST(AudioCheckpointTest, QuantisingLeavesTheEncoderAsItIs) {
    TemporaryFolder folder;
    copyHearingCheckpoint(folder.path() / "plain");
    ASSERT_TRUE(quantizeCheckpoint(folder.path() / "plain", {8, 64}, folder.path() / "packed", 1, {}));
    const auto plain = Checkpoint::open(folder.path() / "plain");
    const auto packed = Checkpoint::open(folder.path() / "packed");
    ASSERT_TRUE(plain && packed);
    EXPECT_EQ(packed->config().audio, plain->config().audio);
    for (const std::string& name : plain->names()) {
        if (!name.starts_with("audio_tower.")) continue;
        const TensorView* copy = packed->find(name);
        ASSERT_NE(copy, nullptr) << name;
        EXPECT_EQ(*toFloat(*copy), *toFloat(*plain->find(name))) << name;
    }
}

TEST(AudioCheckpointTest, EveryMissingTensorIsNamed) {
    TemporaryFolder folder;
    copyHearingCheckpoint(folder.path());
    const std::vector<ExpectedTensor> all = expectedTensors(hearingModel());
    for (const ExpectedTensor& left : all) {
        if (!left.name.starts_with("audio_tower.")) continue;
        std::vector<ExpectedTensor> tensors = all;
        std::erase_if(tensors, [&](const ExpectedTensor& tensor) { return tensor.name == left.name; });
        rewriteTensors(folder.path(), tensors, ElementType::BF16);
        expectRefused(folder.path(), "tensor `" + left.name + "`|found no such tensor", left.name);
    }
}

TEST(AudioCheckpointTest, TheTokensThatQwen25OmniNeverReadsAreNoFault) {
    TemporaryFolder folder;
    copyHearingCheckpoint(folder.path());
    std::vector<ExpectedTensor> tensors = expectedTensors(hearingModel());
    tensors.push_back({"audio_tower.audio_bos_eos_token.weight", {2, 128}});
    rewriteTensors(folder.path(), tensors, ElementType::BF16);
    EXPECT_TRUE(Checkpoint::open(folder.path()));
    EXPECT_EQ(canonicalTensorName("model.audio_tower.conv1.weight"), "audio_tower.conv1.weight");
}

TEST(AudioCheckpointTest, TensorsOfAnEncoderThatTheConfigurationLacksAreRefused) {
    TemporaryFolder folder;
    copyHearingCheckpoint(folder.path());
    editJson(folder.path() / "config.json", [](nlohmann::json& json) { json.erase("audio_config"); });
    expectRefused(folder.path(), "tensor `audio_tower.|not part of the model", "no audio_config");
}

TEST(AudioCheckpointTest, ValuesOutOfRangeAreRefused) {
    struct Broken {
        const char* file;
        const char* pointer;
        const char* value;
        const char* words;
    };
    const Broken cases[] = {
        {"config.json", "/audio_config", "7", "`audio_config`: expected an object"},
        {"config.json", "/audio_config/encoder_layers", "0", "`audio_config.encoder_layers`"},
        {"config.json", "/audio_config/encoder_layers", "2", "audio_tower.layers.1."},
        {"config.json", "/audio_config/d_model", "63", "an even width|found 63"},
        {"config.json", "/audio_config/d_model", "2", "an even width|found 2"},
        {"config.json", "/audio_config/d_model", "66", "multiple of encoder_attention_heads = 4"},
        {"config.json", "/audio_config/d_model", "1e9", "`audio_config.d_model`"},
        {"config.json", "/audio_config/encoder_attention_heads", "0", "`audio_config.encoder_attention_heads`"},
        {"config.json", "/audio_config/encoder_ffn_dim", "-1", "`audio_config.encoder_ffn_dim`"},
        {"config.json", "/audio_config/num_mel_bins", "0", "`audio_config.num_mel_bins`"},
        {"config.json", "/audio_config/num_mel_bins", "40", "`feature_size`: expected 40"},
        {"config.json", "/audio_config/n_window", "0", "`audio_config.n_window`"},
        {"config.json", "/audio_config/n_window", "61", "at most max_source_positions = 60, found 61"},
        {"config.json", "/audio_config/output_dim", "64", "hidden_size = 128|found 64"},
        {"config.json", "/audio_config/activation_function", "\"relu\"", "`audio_config.activation_function`"},
        {"config.json", "/audio_token_index", "1024", "below vocab_size"},
        {"config.json", "/audio_token_index", "908", "a token of its own, found 908"},
        {"config.json", "/audio_start_token_id", "899", "a token of its own, found 899"},
        {"config.json", "/audio_end_token_id", "\"</s>\"", "`audio_end_token_id`"},
        {"preprocessor_config.json", "/feature_size", "80", "`feature_size`: expected 32 as in config.json, found 80"},
        {"preprocessor_config.json", "/sampling_rate", "8000", "`sampling_rate`: expected 16000, found 8000"},
        {"preprocessor_config.json", "/hop_length", "320", "`hop_length`: expected 160"},
        {"preprocessor_config.json", "/n_fft", "512", "`n_fft`: expected 400"},
        {"preprocessor_config.json", "/chunk_length", "0", "`chunk_length`"},
        {"preprocessor_config.json", "/chunk_length", "301", "`chunk_length`"},
        {"preprocessor_config.json", "/dither", "0.1", "`dither`: expected 0"},
    };
    TemporaryFolder folder;
    copyHearingCheckpoint(folder.path());
    for (const Broken& broken : cases) {
        const std::string original = readText(folder.path() / broken.file);
        editJson(folder.path() / broken.file, [&](nlohmann::json& json) {
            json[nlohmann::json::json_pointer(broken.pointer)] = nlohmann::json::parse(broken.value);
        });
        expectRefused(folder.path(), broken.words, std::string(broken.pointer) + " = " + broken.value);
        writeText(folder.path() / broken.file, original);
    }
}

}  // namespace
}  // namespace msao::engine
