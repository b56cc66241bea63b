// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/unknown_command.h"
#include "app/cli/usage_error.h"
#include "app/process/core_dumps.h"
#include "app/process/end_process.h"

#include <malloc.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <limits>
#include <string>

namespace {

/// Prefill makes and frees large activations in every layer. glibc would give each back to the kernel and fault its
/// pages in again, which costs 4 % of a prefill of 512 tokens; this way the heap keeps them.
void keepFreedMemory() {
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
}

/// A disk that is full behind a redirected output is known at the last flush.
msao::engine::Status outputIsWritten() {
    errno = 0;
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return msao::engine::Done{};
    const std::string why = errno == 0 ? "" : std::string(": ") + std::strerror(errno);
    return msao::engine::Error{msao::engine::ErrorCode::Internal, "standard output cannot be written" + why};
}

int run(int argc, char** argv) {
    using namespace msao::app;
    // Before any other thread exists, so that all of them leave the signals to this one.
    const Interrupt interrupt;
    CommandContext context;
    context.interrupted = interrupt.token();

    CLI::App app("MSAO Studio on the command line: look at checkpoints, run them, measure them.", "msao");
    app.require_subcommand(1);
    app.set_version_flag("--version", MSAO_VERSION);
    app.failure_message(usageError);
    addTokenizeCommand(app, context);
    addModelsCommand(app, context);
    addLogitsCommand(app, context);
    addGenerateCommand(app, context);
    addAskCommand(app, context);
    addCalibrateCommand(app, context);
    addEvalCommand(app, context);
    addBenchCommand(app, context);
    addSimulateCommand(app, context);
    addTraceCommand(app, context);
    addWorldCommand(app, context);
    refuseEmptyValues(app);

    if (const auto unknown = unknownCommand(app, argc, argv)) {
        std::fprintf(stderr, "msao: %s\n", unknown->c_str());
        return 1;
    }
    CLI11_PARSE(app, argc, argv);
    if (context.outcome) context.outcome = outputIsWritten();
    if (context.outcome) return 0;
    std::fprintf(stderr, "msao: %s\n", context.outcome.error().message.c_str());
    return context.outcome.error().code == msao::engine::ErrorCode::Cancelled ? 130 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    msao::app::forbidCoreDumps();
    keepFreedMemory();
    msao::app::endProcess(run(argc, argv));
}
