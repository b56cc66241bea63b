// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/models_commands.h"
#include "app/cli/number_checks.h"
#include "app/cli/progress_bar.h"
#include "engine/base/small_file.h"
#include "engine/checkpoint/model_config_reader.h"
#include "engine/checkpoint/model_presets.h"
#include "engine/checkpoint/synthesize.h"

#include <cstdio>
#include <memory>
#include <optional>

namespace msao::app {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::ModelConfig;
using engine::ModelFamily;
using engine::Result;
using engine::Status;

struct SynthArguments {
    std::string like;
    std::string draftLike;
    std::string configFile;
    std::string family = "qwen2-vl";
    std::string out;
    std::string type = "bf16";
    std::uint64_t seed = 0;
    int shards = 1;
    std::optional<double> agreement;
};

Result<ModelConfig> modelOf(const SynthArguments& arguments) {
    if (arguments.configFile.empty()) {
        return engine::presetNamed(arguments.like,
                                   arguments.family == "qwen2-vl" ? ModelFamily::Qwen2VL : ModelFamily::Qwen2_5VL);
    }
    MSAO_TRY(const std::string text, engine::readSmallFile(arguments.configFile, engine::kMaxConfigBytes));
    MSAO_TRY(const engine::ConfigFile file, engine::parseConfigFile(text, arguments.configFile));
    return file.model;
}

/// The published pair is a 2B draft for a 7B target; any other shape drafts for itself.
Result<ModelConfig> draftOf(const SynthArguments& arguments, const ModelConfig& target) {
    if (!arguments.draftLike.empty()) return engine::presetNamed(arguments.draftLike, ModelFamily::Qwen2VL);
    if (arguments.like == "qwen2.5-vl-7b") return engine::qwen2VL2B();
    return target;
}

Status synthesize(const SynthArguments& arguments, std::stop_token stop) {
    if (arguments.like.empty() == arguments.configFile.empty()) {
        return Error{ErrorCode::InvalidArgument, "expected one of --like and --like-config"};
    }
    if (!arguments.draftLike.empty() && !arguments.agreement) {
        return Error{ErrorCode::InvalidArgument, "--draft-like needs --agreement"};
    }
    MSAO_TRY(const ModelConfig model, modelOf(arguments));
    engine::SynthesisOptions options;
    options.seed = arguments.seed;
    options.isFloat32 = arguments.type == "f32";
    options.shards = arguments.shards;
    options.progress = progressBar(std::move(stop));
    if (!arguments.agreement) return engine::synthesizeCheckpoint(model, arguments.out, options);
    MSAO_TRY(const ModelConfig draft, draftOf(arguments, model));
    return engine::synthesizePair(draft, model, *arguments.agreement, arguments.out, options);
}

}  // namespace

void addModelsSynthCommand(CLI::App& models, CommandContext& context) {
    CLI::App* command = models.add_subcommand("synth", "Write a checkpoint of random weights in the published format");
    auto arguments = std::make_shared<SynthArguments>();
    command->add_option("--like", arguments->like, "Shape: qwen2-vl-2b, qwen2.5-vl-7b, tiny or tiny-audio");
    command->add_option("--like-config", arguments->configFile, "Shape: any config.json of the two families");
    command->add_option("--family", arguments->family, "Family of a tiny one")
        ->check(CLI::IsMember({"qwen2-vl", "qwen2.5-vl"}))
        ->capture_default_str();
    command->add_option("--seed", arguments->seed, "The weights depend on seed, tensor and index alone")
        ->check(wholeNumber())
        ->capture_default_str();
    command->add_option("--out", arguments->out, "Folder to write; must be new or empty")->required();
    command->add_option("--dtype", arguments->type, "Type of the weights")
        ->check(CLI::IsMember({"bf16", "f32"}))
        ->capture_default_str();
    command->add_option("--shards", arguments->shards, "Number of safetensors files")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command
        ->add_option("--agreement", arguments->agreement,
                     "Write OUT/draft and OUT/target, whose greedy choices agree on this share of tokens")
        ->check(numberIn(0, 1));
    command->add_option("--draft-like", arguments->draftLike,
                        "Shape of the draft; by default qwen2-vl-2b for qwen2.5-vl-7b, else that of the target");
    context.onChosen(command, [arguments, &context]() -> Status {
        MSAO_CHECK(synthesize(*arguments, context.interrupted));
        std::printf("wrote %s\n", arguments->out.c_str());
        return engine::Done{};
    });
}

}  // namespace msao::app
