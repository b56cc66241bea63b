// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/models_commands.h"
#include "app/cli/progress_bar.h"
#include "engine/checkpoint/quantization.h"
#include "engine/checkpoint/quantize_checkpoint.h"

#include <cstdio>
#include <memory>

namespace msao::app {
namespace {

struct QuantizeArguments {
    std::string model;
    std::string out;
    int bits = 8;
    int groupSize = 0;  // 0: the default of the bits
    int threads = 0;
};

engine::Status quantize(const QuantizeArguments& arguments, std::stop_token stop) {
    const int groupSize = arguments.groupSize != 0 ? arguments.groupSize : engine::defaultGroupSize(arguments.bits);
    MSAO_TRY(const engine::QuantizationReport report,
             engine::quantizeCheckpoint(arguments.model, {arguments.bits, groupSize}, arguments.out, arguments.threads,
                                        progressBar(std::move(stop))));
    std::printf("%d matrices to %d bits, groups of %d\n", report.matrices, arguments.bits, groupSize);
    std::printf("relative RMS error: mean %.4f%%, worst %.4f%% (%s)\n", report.meanError * 100, report.worstError * 100,
                report.worstName.c_str());
    std::printf("wrote %s\n", arguments.out.c_str());
    return engine::Done{};
}

}  // namespace

void addModelsQuantizeCommand(CLI::App& models, CommandContext& context) {
    CLI::App* command = models.add_subcommand("quantize", "Write a copy of a checkpoint with int8 or int4 matrices");
    auto arguments = std::make_shared<QuantizeArguments>();
    command->add_option("--model", arguments->model, "Folder with the checkpoint")->required();
    command->add_option("--out", arguments->out, "Folder to write; must be new or empty")->required();
    command->add_option("--bits", arguments->bits, "Bits of a weight")
        ->check(CLI::IsMember({4, 8}))
        ->capture_default_str();
    command
        ->add_option("--group-size", arguments->groupSize,
                     "Weights along a row that share a scale, even; by default 128 for 8 bits, 64 for 4")
        ->check(CLI::Range(2, 65536));
    command->add_option("--threads", arguments->threads, "By default one per core")->check(CLI::Range(1, 1024));
    context.onChosen(command, [arguments, &context] { return quantize(*arguments, context.interrupted); });
}

}  // namespace msao::app
