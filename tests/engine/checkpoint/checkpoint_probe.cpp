// SPDX-License-Identifier: Apache-2.0
// For oracle_config.py: `open DIR` prints the configuration as we read it and a digest of every tensor as we view it;
// `synth FAMILY SEED DIR` and `pair FAMILY SEED AGREEMENT DIR` write tiny checkpoints for transformers to open.
#include "engine/checkpoint/model_presets.h"
#include "engine/checkpoint/synthesize.h"
#include "engine/checkpoint/tensor_values.h"
#include "msao/engine/checkpoint.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <string>
#include <vector>

namespace {

using namespace msao::engine;
using Json = nlohmann::json;

Json tokens(const std::vector<TokenId>& ids) {
    Json list = Json::array();
    for (const TokenId id : ids) list.push_back(toIndex(id));
    return list;
}

Json describe(const ModelConfig& model) {
    const TextConfig& text = model.text;
    const VisionConfig& vision = model.vision;
    const GenerationDefaults& generation = model.generation;
    Json json;
    json["model_type"] = model.family == ModelFamily::Qwen2VL ? "qwen2_vl" : "qwen2_5_vl";
    json["text"] = {{"hidden_size", text.hiddenSize},          {"intermediate_size", text.intermediateSize},
                    {"num_hidden_layers", text.layerCount},    {"num_attention_heads", text.headCount},
                    {"num_key_value_heads", text.kvHeadCount}, {"head_dim", text.headDim},
                    {"vocab_size", text.vocabularySize},       {"max_position_embeddings", text.maxPositions},
                    {"rms_norm_eps", text.rmsNormEpsilon},     {"rope_theta", text.ropeTheta},
                    {"mrope_section", text.mropeSection},      {"tied", text.tiedEmbeddings}};
    const char* const activations[] = {"quick_gelu", "silu", "gelu"};
    json["vision"] = {{"depth", vision.depth},
                      {"width", vision.hiddenSize},
                      {"intermediate_size", vision.intermediateSize},
                      {"num_heads", vision.headCount},
                      {"patch_size", vision.patchSize},
                      {"temporal_patch_size", vision.temporalPatchSize},
                      {"spatial_merge_size", vision.spatialMergeSize},
                      {"out", vision.outHiddenSize},
                      {"hidden_act", activations[static_cast<int>(vision.activation)]},
                      {"window_size", vision.windowSize},
                      {"fullatt_block_indexes", vision.fullAttentionBlocks},
                      {"tokens_per_second", vision.tokensPerSecond}};
    json["special"] = {toIndex(model.special.visionStart), toIndex(model.special.visionEnd),
                       toIndex(model.special.imagePad), toIndex(model.special.videoPad)};
    json["generation"] = {{"do_sample", generation.doSample},
                          {"temperature", generation.temperature},
                          {"top_k", generation.topK},
                          {"top_p", generation.topP},
                          {"repetition_penalty", generation.repetitionPenalty},
                          {"eos", tokens(generation.endOfText)}};
    json["preprocessor"] = {{"min_pixels", model.preprocessor.minPixels},
                            {"max_pixels", model.preprocessor.maxPixels},
                            {"video_min_pixels", model.preprocessor.videoMinPixels},
                            {"video_max_pixels", model.preprocessor.videoMaxPixels},
                            {"mean", model.preprocessor.mean},
                            {"std", model.preprocessor.deviation}};
    return json;
}

/// Two sums that see both the values and their order.
Json digest(const TensorView& tensor) {
    const std::vector<float> values = *toFloat(tensor);
    double sum = 0;
    double weighted = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        sum += static_cast<double>(values[i]);
        weighted += static_cast<double>(values[i]) * static_cast<double>(i % 251);
    }
    return {{"shape", tensor.shape}, {"type", elementName(tensor.type)}, {"sum", sum}, {"weighted", weighted}};
}

Status open(const std::string& folder) {
    MSAO_TRY(const Checkpoint checkpoint, Checkpoint::open(folder));
    Json json = describe(checkpoint.config());
    for (const std::string& name : checkpoint.names()) json["tensors"][name] = digest(*checkpoint.find(name));
    std::printf("%s\n", json.dump().c_str());
    return Done{};
}

Status run(const std::vector<std::string>& arguments) {
    if (arguments.size() == 2 && arguments[0] == "open") return open(arguments[1]);
    if (arguments.size() < 4)
        return Error{ErrorCode::InvalidArgument,
                     "usage: open DIR | synth FAMILY SEED DIR | pair FAMILY SEED AGREEMENT DIR"};
    const ModelConfig model = tinyModel(arguments[1] == "qwen2_vl" ? ModelFamily::Qwen2VL : ModelFamily::Qwen2_5VL);
    SynthesisOptions options;
    options.seed = std::stoull(arguments[2]);
    if (arguments[0] == "synth") return synthesizeCheckpoint(model, arguments[3], options);
    return synthesizePair(model, model, std::stod(arguments[3]), arguments.at(4), options);
}

}  // namespace

int main(int argc, char** argv) {
    const Status status = run({argv + 1, argv + argc});
    if (status) return 0;
    std::fprintf(stderr, "%s\n", status.error().message.c_str());
    return 1;
}
