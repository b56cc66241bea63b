// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/models_commands.h"
#include "engine/checkpoint/checkpoint_report.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <memory>

namespace msao::app {
namespace {

using engine::CheckpointReport;
using engine::MemoryNeed;
using Json = nlohmann::ordered_json;

const char* familyName(engine::ModelFamily family) {
    switch (family) {
        case engine::ModelFamily::Qwen2VL:
            return "Qwen2-VL";
        case engine::ModelFamily::Qwen2_5VL:
            return "Qwen2.5-VL";
    }
    return "";
}

std::string readableBytes(std::uint64_t bytes) {
    constexpr const char* kUnits[] = {"B", "KiB", "MiB", "GiB", "TiB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; value >= 1024 && unit + 1 < std::size(kUnits); ++unit) value /= 1024;
    char text[32];
    std::snprintf(text, sizeof text, unit == 0 ? "%.0f %s" : "%.2f %s", value, kUnits[unit]);
    return text;
}

std::string typesOf(const CheckpointReport& report) {
    std::string types;
    for (const auto& [type, count] : report.tensorsOfType)
        types += (types.empty() ? "" : ", ") + std::to_string(count) + " " + type;
    return types;
}

void printModel(const CheckpointReport& report) {
    const engine::ModelConfig& config = *report.config;
    const engine::TextConfig& text = config.text;
    const engine::VisionConfig& vision = config.vision;
    std::printf("family         %s\n", familyName(config.family));
    std::printf("parameters     %.2f M (vision tower %.2f M)\n", static_cast<double>(report.parameters) / 1e6,
                static_cast<double>(report.visionParameters) / 1e6);
    std::printf(
        "language model %d layers, width %d, %d heads of %d (%d for keys and values), inner width %d, %s head\n",
        text.layerCount, text.hiddenSize, text.headCount, text.headDim, text.kvHeadCount, text.intermediateSize,
        text.tiedEmbeddings ? "tied" : "untied");
    std::printf("vision tower   %d blocks, width %d, %d heads, patches of %d, merged %dx%d\n", vision.depth,
                vision.hiddenSize, vision.headCount, vision.patchSize, vision.spatialMergeSize,
                vision.spatialMergeSize);
    if (config.audio) {
        std::printf("audio encoder  %d blocks, width %d, %d heads, %d mel bins, %.2f M parameters\n",
                    config.audio->depth, config.audio->hiddenSize, config.audio->headCount, config.audio->melBins,
                    static_cast<double>(report.audioParameters) / 1e6);
    }
    std::printf("tensors        %s; %s in files\n", typesOf(report).c_str(), readableBytes(report.fileBytes).c_str());
    if (report.quantization)
        std::printf("quantised      %d bits, groups of %d\n", report.quantization->bits,
                    report.quantization->groupSize);
    std::printf("vocabulary     %d rows", text.vocabularySize);
    if (report.tokenizerEnd) std::printf(", the tokenizer ends at %d", *report.tokenizerEnd);
    std::printf("\n");
}

void printMemory(const CheckpointReport& report) {
    std::printf("memory needed  weights on CPU | weights on GPU\n");
    for (const MemoryNeed& need : report.memory) {
        std::printf("  %-12s %14s | %14s\n", need.type.c_str(), readableBytes(need.cpuBytes).c_str(),
                    readableBytes(need.gpuBytes).c_str());
    }
    std::printf("  and for every 1000 tokens of KV cache %s (f32) or %s (bf16)\n",
                readableBytes(report.kvBytesPer1000TokensF32).c_str(),
                readableBytes(report.kvBytesPer1000TokensBf16).c_str());
}

Json toJson(const CheckpointReport& report) {
    Json json;
    json["ok"] = report.problems.empty();
    json["problems"] = report.problems;
    if (report.tokenizerEnd) json["tokenizer_end"] = *report.tokenizerEnd;
    if (!report.config) return json;
    const engine::TextConfig& text = report.config->text;
    json["family"] = familyName(report.config->family);
    json["parameters"] = report.parameters;
    json["vision_parameters"] = report.visionParameters;
    if (report.config->audio) {
        json["audio_parameters"] = report.audioParameters;
        json["audio_blocks"] = report.config->audio->depth;
    }
    json["layers"] = text.layerCount;
    json["vision_blocks"] = report.config->vision.depth;
    json["hidden_size"] = text.hiddenSize;
    json["vocab_size"] = text.vocabularySize;
    json["tied_head"] = text.tiedEmbeddings;
    json["tensor_bytes"] = report.fileBytes;
    json["tensors_of_type"] = report.tensorsOfType;
    if (report.quantization)
        json["quantization"] = {{"bits", report.quantization->bits}, {"group_size", report.quantization->groupSize}};
    for (const MemoryNeed& need : report.memory)
        json["memory_bytes"][need.type] = {{"cpu", need.cpuBytes}, {"gpu", need.gpuBytes}};
    json["kv_bytes_per_1000_tokens"] = {{"f32", report.kvBytesPer1000TokensF32},
                                        {"bf16", report.kvBytesPer1000TokensBf16}};
    return json;
}

engine::Status check(const std::string& folder, bool asJson) {
    const CheckpointReport report = engine::inspectCheckpoint(folder);
    if (asJson) {
        std::printf("%s\n", toJson(report).dump(2, ' ', false, Json::error_handler_t::replace).c_str());
    } else if (report.config) {
        printModel(report);
        printMemory(report);
    }
    if (report.problems.empty()) {
        if (!asJson) std::printf("nothing wrong\n");
        return engine::Done{};
    }
    std::string all = report.problems.front();
    for (std::size_t i = 1; i < report.problems.size(); ++i) all += "; " + report.problems[i];
    return engine::Error{engine::ErrorCode::MalformedFile, all};
}

}  // namespace

void addModelsCheckCommand(CLI::App& models, CommandContext& context) {
    CLI::App* command =
        models.add_subcommand("check", "Say what a checkpoint is, what it needs, and what is wrong with it");
    auto folder = std::make_shared<std::string>();
    auto asJson = std::make_shared<bool>(false);
    command->add_option("DIR", *folder, "Folder with the checkpoint")->required();
    command->add_flag("--json", *asJson, "Print JSON");
    context.onChosen(command, [folder, asJson] { return check(*folder, *asJson); });
}

}  // namespace msao::app
