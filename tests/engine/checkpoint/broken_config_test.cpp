// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/checkpoint/checkpoint_files.h"
#include "tests/engine/checkpoint/refusal.h"

#include <gtest/gtest.h>

namespace msao::engine {
namespace {

using namespace testing_files;

struct BrokenValue {
    const char* pointer;  // JSON pointer into the file
    const char* value;    // JSON
    const char* words;
};

void expectValuesRefused(ModelFamily family, const char* file, const std::vector<BrokenValue>& values) {
    TemporaryFolder folder;
    copyValidCheckpoint(family, folder.path());
    const std::string original = readText(folder.path() / file);
    for (const BrokenValue& broken : values) {
        editJson(folder.path() / file, [&](nlohmann::json& json) {
            json[nlohmann::json::json_pointer(broken.pointer)] = nlohmann::json::parse(broken.value);
        });
        expectRefused(folder.path(), std::string(file) + "|" + broken.words,
                      std::string(broken.pointer) + " = " + broken.value);
        writeText(folder.path() / file, original);
    }
}

TEST(BrokenConfigTest, LanguageModelValuesOutOfRangeAreRefused) {
    expectValuesRefused(
        ModelFamily::Qwen2VL, "config.json",
        {
            {"/model_type", R"("llama")", "`model_type`|found \"llama\""},
            {"/model_type", "7", "`model_type`|found 7"},
            {"/hidden_size", "0", "`hidden_size`|found 0"},
            {"/hidden_size", "-128", "`hidden_size`|found -128"},
            {"/hidden_size", "1e9", "`hidden_size`"},
            {"/hidden_size", "99999999999999999999", "`hidden_size`"},
            {"/hidden_size", "\"128\"", "`hidden_size`|found \"128\""},
            {"/hidden_size", "[128]", "`hidden_size`|found a list of 1"},
            {"/hidden_size", "130", "`hidden_size`|multiple of num_attention_heads = 4"},
            {"/hidden_size", "256", "`rope_scaling.mrope_section`|half the head dimension, 32, found 16"},
            {"/intermediate_size", "0", "`intermediate_size`"},
            {"/intermediate_size", "2147483648", "`intermediate_size`"},
            {"/num_hidden_layers", "0", "`num_hidden_layers`"},
            {"/num_hidden_layers", "100000000", "`num_hidden_layers`"},
            {"/num_hidden_layers", "2", "model.layers.1."},
            {"/num_attention_heads", "0", "`num_attention_heads`"},
            {"/num_attention_heads", "true", "`num_attention_heads`|found true"},
            {"/num_key_value_heads", "0", "`num_key_value_heads`"},
            {"/num_key_value_heads", "3", "multiple of num_key_value_heads = 3"},
            {"/head_dim", "31", "even head dimension"},
            {"/head_dim", "0", "`head_dim`"},
            {"/vocab_size", "-1", "`vocab_size`"},
            {"/vocab_size", "1000000000000", "`vocab_size`"},
            {"/vocab_size", "500", "below vocab_size = 500"},
            {"/max_position_embeddings", "0", "`max_position_embeddings`"},
            {"/rms_norm_eps", "-1e-6", "`rms_norm_eps`"},
            {"/rms_norm_eps", "\"small\"", "`rms_norm_eps`"},
            {"/rope_theta", "0", "`rope_theta`"},
            {"/rope_scaling", "[]", "`rope_scaling`: expected an object"},
            {"/rope_scaling/type", "\"yarn\"", "`rope_scaling.type`|found \"yarn\""},
            {"/rope_scaling/mrope_section", "[4,6]", "`rope_scaling.mrope_section`"},
            {"/rope_scaling/mrope_section", "[4,6,6,0]", "`rope_scaling.mrope_section`"},
            {"/rope_scaling/mrope_section", "[4,6,7]", "half the head dimension, 16, found 17"},
            {"/rope_scaling/mrope_section", "[-4,10,10]", "`rope_scaling.mrope_section`"},
            {"/rope_scaling/mrope_section", "[4,6,\"6\"]", "`rope_scaling.mrope_section`"},
            {"/rope_parameters", R"({"rope_type":"linear"})", "`rope_parameters.rope_type`"},
            {"/tie_word_embeddings", "1", "`tie_word_embeddings`|true or false"},
            {"/hidden_act", "\"relu\"", "`hidden_act`"},
            {"/use_sliding_window", "\"no\"", "`use_sliding_window`"},
            {"/image_token_id", "-1", "`image_token_id`"},
            {"/image_token_id", "1024", "below vocab_size"},
            {"/video_token_id", "908", "another token than image_token_id"},
            {"/vision_start_token_id", "2.5", "`vision_start_token_id`"},
            {"/eos_token_id", "[1,-2]", "`eos_token_id`"},
            {"/eos_token_id", "\"</s>\"", "`eos_token_id`"},
            {"/torch_dtype", "16", "`torch_dtype`|a string"},
            {"/text_config", "3", "`text_config`: expected an object"},
            {"/quantization_config", "{}", "quantised by another program"},
            {"/msao_quantization", "{}", "`msao_quantization.bits`|found nothing"},
            {"/msao_quantization", R"({"bits":5,"group_size":64})", "4 or 8 bits"},
            {"/msao_quantization", R"({"bits":8,"group_size":33})", "even group size"},
            {"/msao_quantization", R"({"bits":8,"group_size":0})", "`msao_quantization.group_size`"},
            {"/msao_quantization", R"({"bits":8,"group_size":128})", "q_proj.weight.codes"},
        });
}

TEST(BrokenConfigTest, VisionValuesOutOfRangeAreRefused) {
    expectValuesRefused(ModelFamily::Qwen2_5VL, "config.json",
                        {
                            {"/vision_config", "\"none\"", "`vision_config`: expected an object"},
                            {"/vision_config/depth", "0", "`vision_config.depth`"},
                            {"/vision_config/depth", "1000000", "`vision_config.depth`"},
                            {"/vision_config/depth", "2", "visual.blocks.1."},
                            {"/vision_config/hidden_size", "0", "`vision_config.hidden_size`"},
                            {"/vision_config/hidden_size", "66", "multiple of 4 * num_heads = 16"},
                            {"/vision_config/num_heads", "3", "multiple of 4 * num_heads = 12"},
                            {"/vision_config/num_heads", "0", "`vision_config.num_heads`"},
                            {"/vision_config/in_channels", "4", "`vision_config.in_channels`"},
                            {"/vision_config/in_chans", "1", "`vision_config.in_chans`"},
                            {"/vision_config/patch_size", "0", "`vision_config.patch_size`"},
                            {"/vision_config/patch_size", "16", "`patch_size`: expected 16"},
                            {"/vision_config/temporal_patch_size", "-2", "`vision_config.temporal_patch_size`"},
                            {"/vision_config/spatial_merge_size", "0", "`vision_config.spatial_merge_size`"},
                            {"/vision_config/spatial_merge_size", "3", "`merge_size`: expected 3"},
                            {"/vision_config/out_hidden_size", "64", "hidden_size = 128|found 64"},
                            {"/vision_config/intermediate_size", "0", "`vision_config.intermediate_size`"},
                            {"/vision_config/window_size", "0", "`vision_config.window_size`"},
                            {"/vision_config/window_size", "27", "at least patch_size * spatial_merge_size = 28"},
                            {"/vision_config/hidden_act", "\"tanh\"", "`vision_config.hidden_act`"},
                            {"/vision_config/fullatt_block_indexes", "7", "`vision_config.fullatt_block_indexes`"},
                            {"/vision_config/fullatt_block_indexes", "[-1]", "`vision_config.fullatt_block_indexes`"},
                            {"/vision_config/tokens_per_second", "0", "`vision_config.tokens_per_second`"},
                        });
    expectValuesRefused(ModelFamily::Qwen2VL, "config.json",
                        {
                            {"/vision_config/mlp_ratio", "0", "`vision_config.mlp_ratio`"},
                            {"/vision_config/mlp_ratio", "\"4\"", "`vision_config.mlp_ratio`"},
                            {"/vision_config/mlp_ratio", "3", "mlp.fc1"},
                            {"/vision_config/embed_dim", "-64", "`vision_config.embed_dim`"},
                            {"/vision_config/hidden_size", "64", "`vision_config.hidden_size`"},
                        });
}

TEST(BrokenConfigTest, GenerationAndPreprocessorValuesOutOfRangeAreRefused) {
    expectValuesRefused(ModelFamily::Qwen2VL, "generation_config.json",
                        {
                            {"/temperature", "-1", "`temperature`"},
                            {"/temperature", "\"hot\"", "`temperature`"},
                            {"/top_k", "-1", "`top_k`"},
                            {"/top_p", "1.5", "`top_p`"},
                            {"/repetition_penalty", "0", "`repetition_penalty`"},
                            {"/do_sample", "1", "`do_sample`"},
                            {"/eos_token_id", "{}", "`eos_token_id`"},
                        });
    expectValuesRefused(ModelFamily::Qwen2VL, "preprocessor_config.json",
                        {
                            {"/min_pixels", "0", "`min_pixels`"},
                            {"/min_pixels", "99999999", "at most max_pixels"},
                            {"/max_pixels", "-5", "`max_pixels`"},
                            {"/size", R"({"shortest_edge":0})", "`size.shortest_edge`"},
                            {"/image_mean", "[0.5]", "`image_mean`"},
                            {"/image_std", "[0,1,1]", "`image_std`"},
                            {"/patch_size", "16", "`patch_size`|14 as in config.json, found 16"},
                            {"/merge_size", "1", "`merge_size`"},
                            {"/temporal_patch_size", "3", "`temporal_patch_size`"},
                            {"/do_normalize", "false", "`do_normalize`"},
                            {"/rescale_factor", "1", "`rescale_factor`"},
                            {"/resample", "2", "`resample`"},
                        });
}

TEST(BrokenConfigTest, FilesThatAreNoConfigurationAreRefused) {
    const std::pair<std::string, const char*> files[] = {
        {"", "not valid JSON"},
        {"null", "expected an object"},
        {"[1]", "expected an object, found a list of 1"},
        {"\"config\"", "expected an object"},
        {"{", "not valid JSON"},
        {"{}", "`model_type`|found nothing"},
        {"{\"model_type\":\"qwen2_vl\",\"model_type\":\"qwen2_vl\"}", "stands twice"},
        {std::string(900'000, '['), "nested deeper"},
        {std::string(2'000'000, ' '), "at most 1048576 bytes, found 2000000"},
        {std::string("\xff\xfe{\0}\0", 6), "not valid JSON"},
        {"{\"a\":" + std::string(500'000, '9') + "}", "runs on without end"},
    };
    for (const char* name : {"config.json", "generation_config.json", "preprocessor_config.json"}) {
        for (const auto& [text, words] : files) {
            if (text == "{}" && std::string(name) != "config.json") continue;  // there everything is optional
            TemporaryFolder folder;
            copyValidCheckpoint(ModelFamily::Qwen2VL, folder.path());
            writeText(folder.path() / name, text);
            if (std::string(name) != "config.json" && text.starts_with("{\"model_type\"")) {
                expectRefused(folder.path(), std::string(name) + "|stands twice", name);
            } else {
                expectRefused(folder.path(), std::string(name) + "|" + words,
                              std::string(name) + ": " + text.substr(0, 20));
            }
        }
    }
}

}  // namespace
}  // namespace msao::engine
