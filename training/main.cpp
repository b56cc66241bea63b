// SPDX-License-Identifier: Apache-2.0
// msao-train: makes the demo pair.
#include "training/device.h"
#include "training/training_run.h"

#include <malloc.h>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>
#include <ctime>
#include <limits>

namespace {

using namespace msao::training;
using msao::engine::Status;

volatile std::sig_atomic_t interruptions = 0;

/// The first one ends training after its step, with everything saved; the second one ends the program.
void onInterrupt(int) {
    interruptions = interruptions + 1;
    if (interruptions > 1) _exit(130);
}

/// Every pass makes and frees large activations. glibc would give each back to the kernel and fault its pages in again,
/// which makes training three times slower; this way the heap keeps them.
void keepFreedMemory() {
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
}

std::string today() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    char text[16];
    std::strftime(text, sizeof(text), "%Y-%m-%d", gmtime_r(&now, &parts));
    return text;
}

Status smoke(RunOptions options) {
    options.finalSituations = 2;
    options.logSeconds = 2;
    return trainModel(Role::Draft, smokeCurriculum(), options);
}

Status run(const std::string& what, const RunOptions& options) {
    MSAO_CHECK(makeTokenizer(options));
    if (what == "smoke") return smoke(options);
    for (const Role role : {Role::Target, Role::Draft}) {
        if (what == "all" || what == name(role)) MSAO_CHECK(trainModel(role, curriculum(role), options));
        if (interruptions > 0) break;
    }
    return msao::engine::Done{};
}

}  // namespace

int main(int argc, char** argv) {
    keepFreedMemory();
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);

    CLI::App app("Trains the demo pair of MSAO Studio on a world that it draws itself.", "msao-train");
    std::string what = "all", device = "auto";
    RunOptions options;
    options.shape.workers = 2;
    app.add_option("--what", what, "target, draft, tokenizer, all, or smoke (a moment of everything)")
        ->check(CLI::IsMember({"target", "draft", "tokenizer", "all", "smoke"}));
    app.add_option("--out", options.folder, "folder of the models and of where training stands")->required();
    app.add_flag("--resume", options.isResumed, "go on where an earlier run stopped");
    app.add_option("--from", options.from,
                   "folder of checkpoints target/ and draft/ to begin with, if no state is there");
    app.add_option("--minutes", options.minutes, "stop after so many minutes, per model");
    app.add_option("--threads", options.shape.workers, "workers, each with passes of its own")
        ->check(CLI::Range(1, 64));
    app.add_option("--producers", options.shape.producers, "threads that draw pictures")->check(CLI::Range(1, 64));
    app.add_option("--stretch", options.stretch, "how much longer than the recipe every stage is")
        ->check(CLI::Range(0.01, 1000.0));
    app.add_option("--pictures", options.shape.picturesOfPass, "pictures in a pass")->check(CLI::Range(1, 4096));
    app.add_option("--seed", options.seed, "of weights and pictures");
    app.add_option("--stage", options.fromStage, "go to this stage of the curriculum first");
    app.add_option("--until", options.lastStage, "end with this stage of the curriculum");
    app.add_option("--examine-minutes", options.examineMinutes, "between two looks at held-out questions");
    app.add_option("--save-minutes", options.saveMinutes, "between two savings of the state");
    app.add_option("--situations", options.finalSituations, "of the examination at the end")
        ->check(CLI::Range(1, 100000));
    app.add_option("--commit", options.commit, "of the sources, for the model's card");
    app.add_option("--device", device, "cpu, cuda, or auto: cuda where there is one")
        ->check(CLI::IsMember({"auto", "cpu", "cuda"}));
    CLI11_PARSE(app, argc, argv);

    options.date = today();
    options.version = MSAO_VERSION;
    options.isInterrupted = [] { return interruptions > 0; };
    options.shape.isOnCuda = device == "cuda" || (device == "auto" && hasCuda());
    if (options.shape.isOnCuda) options.shape.workers = 1;
    const Status outcome = runGuarded([&] { return run(what, options); });
    if (outcome) return interruptions > 0 ? 130 : 0;
    std::fprintf(stderr, "msao-train: %s\n", outcome.error().message.c_str());
    return 1;
}
