// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/checkpoint.h"

#include "engine/checkpoint/checkpoint_report.h"
#include "engine/checkpoint/config_writer.h"
#include "engine/checkpoint/model_config_reader.h"
#include "engine/checkpoint/model_presets.h"
#include "engine/checkpoint/safetensors_header.h"
#include "engine/checkpoint/tensor_names.h"
#include "engine/checkpoint/tensor_values.h"
#include "tests/engine/checkpoint/checkpoint_files.h"

#include <gtest/gtest.h>

#include <cstring>
#include <random>

namespace msao::engine {
namespace {

using namespace testing_files;

TEST(CheckpointTest, ViewsEveryTensorUnderItsPublishedName) {
    TemporaryFolder folder;
    copyValidCheckpoint(ModelFamily::Qwen2_5VL, folder.path());
    const auto checkpoint = Checkpoint::open(folder.path());
    ASSERT_TRUE(checkpoint) << checkpoint.error().message;
    std::uint64_t bytes = 0;
    for (const ExpectedTensor& expected : expectedTensors(validConfig(ModelFamily::Qwen2_5VL))) {
        const auto tensor = checkpoint->tensor(expected.name);
        ASSERT_TRUE(tensor) << expected.name;
        EXPECT_EQ(tensor->shape, expected.shape);
        bytes += tensor->bytes.size();
    }
    EXPECT_EQ(checkpoint->totalBytes(), bytes);
    EXPECT_EQ(checkpoint->find("no.such.tensor"), nullptr);
    EXPECT_FALSE(checkpoint->tensor("no.such.tensor"));
}

TEST(CheckpointTest, ReadsBackTheConfigurationThatWasWritten) {
    for (const ModelConfig& model :
         {qwen2VL2B(), qwen25VL7B(), tinyModel(ModelFamily::Qwen2VL), tinyModel(ModelFamily::Qwen2_5VL)}) {
        auto file = parseConfigFile(configJson(model), "config.json");
        ASSERT_TRUE(file) << file.error().message;
        auto generation = parseGenerationConfig(generationConfigJson(model), "generation_config.json", {});
        auto preprocessor =
            parsePreprocessorConfig(preprocessorConfigJson(model), "preprocessor_config.json", model.vision);
        ASSERT_TRUE(generation && preprocessor);
        file->model.generation = *generation;
        file->model.preprocessor = *preprocessor;
        EXPECT_EQ(file->model, model);
    }
}

TEST(CheckpointTest, UnderstandsThePrefixesOfEveryVersion) {
    EXPECT_EQ(canonicalTensorName("model.visual.blocks.0.norm1.weight"), "visual.blocks.0.norm1.weight");
    EXPECT_EQ(canonicalTensorName("model.language_model.layers.3.mlp.up_proj.weight"),
              "model.layers.3.mlp.up_proj.weight");
    EXPECT_EQ(canonicalTensorName("language_model.model.norm.weight"), "model.norm.weight");
    EXPECT_EQ(canonicalTensorName("language_model.lm_head.weight"), "lm_head.weight");
    EXPECT_EQ(canonicalTensorName("lm_head.weight"), "lm_head.weight");
}

TEST(CheckpointTest, CopiesTensorsThatLieMisalignedAndOnlyThose) {
    TemporaryFolder folder;
    copyValidCheckpoint(ModelFamily::Qwen2VL, folder.path());
    std::string bytes = readText(folder.path() / "model.safetensors");
    const std::string before = readText(folder.path() / "model.safetensors");
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), sizeof length);
    bytes.insert(8 + length, " ");  // one blank more: every bf16 tensor now lies at an odd address
    ++length;
    std::memcpy(bytes.data(), &length, sizeof length);
    const auto straight = Checkpoint::open(folder.path());
    TemporaryFolder shifted;
    copyValidCheckpoint(ModelFamily::Qwen2VL, shifted.path());
    writeText(shifted.path() / "model.safetensors", bytes);
    const auto checkpoint = Checkpoint::open(shifted.path());
    ASSERT_TRUE(checkpoint) << checkpoint.error().message;
    for (const std::string& name : checkpoint->names()) {
        const TensorView& tensor = *checkpoint->find(name);
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(tensor.bytes.data()) % 2, 0u);
        ASSERT_EQ(tensor.bytes.size(), straight->find(name)->bytes.size());
        EXPECT_EQ(std::memcmp(tensor.bytes.data(), straight->find(name)->bytes.data(), tensor.bytes.size()), 0);
    }
}

TEST(CheckpointTest, ConvertsEveryFloatTypeExactly) {
    const std::array<std::uint16_t, 2> half = {0x3C00, 0xC000};
    const std::array<std::uint16_t, 2> brain = {0x3F80, 0xC000};
    const std::array<float, 2> single = {1, -2};
    const std::vector<float> expected = {1, -2};
    EXPECT_EQ(*toFloat(TensorView{ElementType::F16, {2}, std::as_bytes(std::span(half))}), expected);
    EXPECT_EQ(*toFloat(TensorView{ElementType::BF16, {2}, std::as_bytes(std::span(brain))}), expected);
    EXPECT_EQ(*toFloat(TensorView{ElementType::F32, {2}, std::as_bytes(std::span(single))}), expected);
    EXPECT_FALSE(toFloat(TensorView{ElementType::I32, {2}, std::as_bytes(std::span(single))}));
    std::array<float, 2> out{};
    EXPECT_FALSE(toFloat(TensorView{ElementType::F32, {2}, std::as_bytes(std::span(single))}, 1, out));
}

TEST(CheckpointTest, ReportSeesATokenizerThatIsMissingOrTooLarge) {
    TemporaryFolder folder;
    copyValidCheckpoint(ModelFamily::Qwen2VL, folder.path());
    EXPECT_TRUE(inspectCheckpoint(folder.path()).problems.empty());
    EXPECT_EQ(inspectCheckpoint(folder.path()).tokenizerEnd, 910);
    editJson(folder.path() / "tokenizer.json", [](nlohmann::json& json) { json["added_tokens"][0]["id"] = 1024; });
    EXPECT_EQ(inspectCheckpoint(folder.path()).problems.size(), 1u);
    std::filesystem::remove(folder.path() / "tokenizer.json");
    EXPECT_EQ(inspectCheckpoint(folder.path()).problems.size(), 1u);
}

/// Whatever happens to the header's bytes, the reader answers, and what it accepts lies inside the file.
TEST(CheckpointTest, RandomlyChangedHeadersNeverLeadOutsideTheFile) {
    TemporaryFolder folder;
    copyValidCheckpoint(ModelFamily::Qwen2VL, folder.path());
    const std::string original = readText(folder.path() / "model.safetensors");
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    RecordProperty("seed", std::to_string(seed));
    std::mt19937 random(seed);
    std::uint64_t length = 0;
    std::memcpy(&length, original.data(), sizeof length);
    std::string bytes = original;
    for (int round = 0; round < 3000; ++round) {
        std::vector<std::size_t> places;
        for (unsigned change = 0; change < 1 + random() % 3; ++change) places.push_back(random() % (8 + length));
        for (const std::size_t place : places)
            bytes[place] = random() % 2 != 0 ? static_cast<char>(random()) : "0123456789[]{},:\""[random() % 17];
        const auto header = parseSafetensorsHeader(std::as_bytes(std::span(bytes)), "fuzzed");
        if (header) {
            for (const SafetensorsEntry& entry : header->tensors)
                ASSERT_LE(header->dataBegin + entry.end, bytes.size());
        } else {
            ASSERT_NE(header.error().message.find("fuzzed: "), std::string::npos);
        }
        for (const std::size_t place : places) bytes[place] = original[place];
    }
}

}  // namespace
}  // namespace msao::engine
