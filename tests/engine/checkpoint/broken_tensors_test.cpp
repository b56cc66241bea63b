// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/checkpoint/checkpoint_files.h"
#include "tests/engine/checkpoint/refusal.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace msao::engine {
namespace {

using namespace testing_files;

class BrokenTensorsTest : public testing::TestWithParam<ModelFamily> {};

TEST_P(BrokenTensorsTest, EveryMissingTensorIsNamed) {
    TemporaryFolder folder;
    copyValidCheckpoint(GetParam(), folder.path());
    const std::vector<ExpectedTensor> all = expectedTensors(validConfig(GetParam()));
    for (const ExpectedTensor& left : all) {
        std::vector<ExpectedTensor> tensors = all;
        std::erase_if(tensors, [&](const ExpectedTensor& tensor) { return tensor.name == left.name; });
        rewriteTensors(folder.path(), tensors, ElementType::BF16);
        expectRefused(folder.path(), "tensor `" + left.name + "`|found no such tensor", left.name);
    }
}

TEST_P(BrokenTensorsTest, EveryWrongShapeIsNamed) {
    TemporaryFolder folder;
    copyValidCheckpoint(GetParam(), folder.path());
    const std::vector<ExpectedTensor> all = expectedTensors(validConfig(GetParam()));
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::vector<ExpectedTensor> tensors = all;
        tensors[i].shape.back() += 1;
        rewriteTensors(folder.path(), tensors, ElementType::BF16);
        expectRefused(folder.path(), "tensor `" + all[i].name + "`|expected shape|found [", all[i].name);
        tensors[i].shape = all[i].shape;
        tensors[i].shape.push_back(1);
        rewriteTensors(folder.path(), tensors, ElementType::BF16);
        expectRefused(folder.path(), "tensor `" + all[i].name + "`|expected shape",
                      all[i].name + " with one dimension more");
    }
}

TEST_P(BrokenTensorsTest, EveryWrongTypeIsNamed) {
    TemporaryFolder folder;
    copyValidCheckpoint(GetParam(), folder.path());
    const std::vector<ExpectedTensor> all = expectedTensors(validConfig(GetParam()));
    for (const ExpectedTensor& odd : all) {
        rewriteTensors(folder.path(), all, ElementType::BF16, odd.name, ElementType::I16);
        expectRefused(folder.path(), "tensor `" + odd.name + "`|expected type F32, BF16 or F16, found I16", odd.name);
    }
}

INSTANTIATE_TEST_SUITE_P(Families, BrokenTensorsTest, testing::Values(ModelFamily::Qwen2VL, ModelFamily::Qwen2_5VL));

TEST(ExtraTensorsTest, UnknownOnesAreRefusedAndRotaryBuffersAreNot) {
    TemporaryFolder folder;
    copyValidCheckpoint(ModelFamily::Qwen2VL, folder.path());
    std::vector<ExpectedTensor> tensors = expectedTensors(validConfig(ModelFamily::Qwen2VL));
    tensors.push_back({"model.layers.0.self_attn.rotary_emb.inv_freq", {16}});
    rewriteTensors(folder.path(), tensors, ElementType::F32);
    EXPECT_TRUE(Checkpoint::open(folder.path()));
    tensors.push_back({"model.layers.1.input_layernorm.weight", {128}});
    rewriteTensors(folder.path(), tensors, ElementType::F32);
    expectRefused(folder.path(), "tensor `model.layers.1.input_layernorm.weight`|not part of the model",
                  "one layer more");
}

TEST(ExtraTensorsTest, TwoPrefixesOfOneTensorAreRefused) {
    TemporaryFolder folder;
    copyValidCheckpoint(ModelFamily::Qwen2VL, folder.path());
    std::vector<ExpectedTensor> tensors = expectedTensors(validConfig(ModelFamily::Qwen2VL));
    tensors.push_back({"model.language_model.norm.weight", {128}});
    rewriteTensors(folder.path(), tensors, ElementType::F32);
    expectRefused(folder.path(), "found twice|`model.norm.weight`", "two prefixes");
}

TEST(ExtraTensorsTest, ATiedHeadMustEqualTheEmbedding) {
    TemporaryFolder folder;
    copyValidCheckpoint(ModelFamily::Qwen2VL, folder.path());
    std::vector<ExpectedTensor> tensors = expectedTensors(validConfig(ModelFamily::Qwen2VL));
    tensors.push_back({"lm_head.weight", {1024, 128}});
    rewriteTensors(folder.path(), tensors, ElementType::F32);
    EXPECT_TRUE(Checkpoint::open(folder.path())) << "all zeros: the two are equal";
    std::string bytes = readText(folder.path() / "model.safetensors");
    // Wide elements first and then by name: lm_head.weight stands at the very beginning of the data.
    std::uint64_t headerBytes = 0;
    for (int i = 7; i >= 0; --i)
        headerBytes = headerBytes << 8 | static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]);
    bytes[8 + headerBytes] = 1;
    writeText(folder.path() / "model.safetensors", bytes);
    expectRefused(folder.path(), "ties lm_head.weight to model.embed_tokens.weight", "differing head");
}

}  // namespace
}  // namespace msao::engine
