// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/merge.h"

#include "app/cli/eval/report_files.h"
#include "evaluation/report/merge.h"

#include <memory>
#include <utility>
#include <vector>

namespace msao::app {

using namespace engine;
using namespace evaluation;

namespace {

struct MergeArguments {
    std::vector<std::filesystem::path> shards;
    std::filesystem::path out;
    std::filesystem::path csv;
    std::filesystem::path html;
    std::filesystem::path requests;
};

Status runMerge(const MergeArguments& arguments) {
    const ReportFiles files{arguments.out.string(), arguments.csv, arguments.html, arguments.requests};
    MSAO_CHECK(checkWritable(files));
    std::vector<ShardFile> shards;
    for (const std::filesystem::path& file : arguments.shards) {
        MSAO_TRY(ShardFile shard, readShard(file));
        shards.push_back(std::move(shard));
    }
    MSAO_TRY(MeasuredEvaluation whole, mergeShards(std::move(shards)));
    return tellReport(reportOf(std::move(whole)), files);
}

}  // namespace

void addEvalMergeCommand(CLI::App& eval, CommandContext& context) {
    auto arguments = std::make_shared<MergeArguments>();
    CLI::App* command = eval.add_subcommand("merge", "One report of all the shards of an evaluation");
    command->add_option("shards", arguments->shards, "What `msao eval --shard i/n --json FILE` wrote, for every i")
        ->required();
    command->add_option("--out", arguments->out, "The file to write, as --json writes it; -: to stdout")->required();
    command->add_option("--html", arguments->html, "Write a page with figures into this file");
    command->add_option("--csv", arguments->csv, "Write the figures as a table into this file");
    command->add_option("--requests", arguments->requests,
                        "Write a table into this file with a line for each answer of each run, every figure in it");
    context.onChosen(command, [arguments] { return runMerge(*arguments); });
}

}  // namespace msao::app
