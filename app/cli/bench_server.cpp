// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_server.h"

#include <pthread.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <vector>

namespace msao::app {
namespace {

constexpr const char* kProgram = "msao-server-bench";

/// They are blocked here for the thread that waits for them, and a program inherits that.
void unblockSignals() {
    sigset_t none;
    sigemptyset(&none);
    pthread_sigmask(SIG_SETMASK, &none, nullptr);
}

}  // namespace

void ServerBenchArguments::addTo(CLI::App& command) {
    command.add_option("--model", model, "Checkpoint to serve; default: a small one of random weights");
    command.add_option("--batch-model", batchModel,
                       "Checkpoint of the batch beside one session; default: that of --model");
    command.add_option("--dtype", weights, "f32 or bf16")->capture_default_str()->check(CLI::IsMember({"f32", "bf16"}));
    command.add_option("--only", only, "One part of it")
        ->check(CLI::IsMember({"batch", "logins", "round", "crowd", "pictures"}));
}

engine::Status benchServer(const ServerBenchArguments& arguments) {
    std::error_code error;
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
    const std::string program = (self.parent_path() / kProgram).string();
    std::vector<std::string> words{program, "--weights", arguments.weights};
    const auto add = [&words](const char* option, const std::string& value) {
        if (!value.empty()) words.insert(words.end(), {option, value});
    };
    add("--model", arguments.model);
    add("--batch-model", arguments.batchModel);
    add("--only", arguments.only);
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    unblockSignals();
    execv(program.c_str(), pointers.data());
    return engine::Error{
        engine::ErrorCode::FileNotFound,
        "expected the program " + program + ", which is built with the tests, found: " + std::strerror(errno)};
}

}  // namespace msao::app
