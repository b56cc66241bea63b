// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz entry without libFuzzer: first every file of a corpus, then mutated copies of them for some seconds.
//
//     NAME_replay [--seconds N] [--seed S] CORPUS
//
// The seed is printed, so that a run can be repeated. When the entry dies, the input it died of is left in the working
// folder as NAME_replay.crash, and running the program on a folder with that one file shows the fault again.
#include "tests/fuzz/mutation.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

using msao::tests::Bytes;
using Clock = std::chrono::steady_clock;

// Refusing a file may take two seconds (the promise of the engine); a sanitizer makes code up to five times slower.
constexpr std::chrono::seconds kSlowestInput{10};

struct Options {
    std::filesystem::path corpus;
    std::uint64_t seed = 0;
    std::chrono::seconds duration{0};  // of the mutation part
};

// What the signal handler needs; it may neither allocate nor lock.
const Bytes* currentInput = nullptr;
char crashFileName[256] = "replay.crash";

void leaveCrashFile(int signal) {
    const int file = ::open(crashFileName, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file >= 0 && currentInput != nullptr) {
        [[maybe_unused]] const auto written = ::write(file, currentInput->data(), currentInput->size());
        ::close(file);
        constexpr std::string_view words = "the input is left in the working folder: ";
        [[maybe_unused]] const auto said = ::write(STDERR_FILENO, words.data(), words.size());
        [[maybe_unused]] const auto named = ::write(STDERR_FILENO, crashFileName, std::strlen(crashFileName));
        [[maybe_unused]] const auto ended = ::write(STDERR_FILENO, "\n", 1);
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void watchForCrashes(std::string_view program) {
    const std::string name = std::filesystem::path(program).filename().string() + ".crash";
    std::snprintf(crashFileName, sizeof crashFileName, "%s", name.c_str());
    std::signal(SIGABRT, leaveCrashFile);
#ifndef __SANITIZE_ADDRESS__  // ASan reports a bad access itself and then aborts
    std::signal(SIGSEGV, leaveCrashFile);
#endif
}

template <typename Number>
std::optional<Number> parseNumber(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<Options> parseOptions(const std::vector<std::string_view>& arguments) {
    Options options{.corpus = {}, .seed = std::random_device{}()};
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const bool isOption = arguments[i].starts_with("--");
        if (!isOption) {
            options.corpus = arguments[i];
            continue;
        }
        if (i + 1 == arguments.size()) return std::nullopt;
        const auto number = parseNumber<std::uint32_t>(arguments[i + 1]);
        if (!number) return std::nullopt;
        if (arguments[i] == "--seconds") {
            options.duration = std::chrono::seconds(*number);
        } else if (arguments[i] == "--seed") {
            options.seed = *number;
        } else {
            return std::nullopt;
        }
        ++i;
    }
    if (options.corpus.empty()) return std::nullopt;
    return options;
}

std::vector<Bytes> readCorpus(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<Bytes> corpus;
    for (const auto& path : paths) {
        std::ifstream file(path, std::ios::binary);
        corpus.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return corpus;
}

void run(const Bytes& input) {
    // A copy of exactly this size on the heap, so that a read beyond its end is seen by ASan.
    const Bytes exact(input.begin(), input.end());
    currentInput = &exact;
    const auto began = Clock::now();
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
    if (Clock::now() - began > kSlowestInput) {
        std::fprintf(stderr, "an input of %zu bytes took longer than %lld s\n", exact.size(),
                     static_cast<long long>(kSlowestInput.count()));
        std::abort();
    }
    currentInput = nullptr;
}

std::size_t runMutations(const std::vector<Bytes>& corpus, const Options& options) {
    msao::tests::Mutator mutator(corpus, options.seed);
    std::size_t inputs = 0;
    for (const auto end = Clock::now() + options.duration; Clock::now() < end; ++inputs) run(mutator.next());
    return inputs;
}

}  // namespace

int main(int argc, char** argv) {
    const auto options = parseOptions({argv + 1, argv + argc});
    if (!options) {
        std::fprintf(stderr, "usage: %s [--seconds N] [--seed S] CORPUS\n", argv[0]);
        return 2;
    }
    if (!std::filesystem::is_directory(options->corpus)) {
        std::fprintf(stderr, "%s is not a folder\n", options->corpus.c_str());
        return 2;
    }
    const std::vector<Bytes> corpus = readCorpus(options->corpus);
    if (corpus.empty()) {
        std::fprintf(stderr, "%s holds no file\n", options->corpus.c_str());
        return 2;
    }
    std::printf("seed %llu, %zu files in the corpus\n", static_cast<unsigned long long>(options->seed), corpus.size());
    std::fflush(stdout);
    watchForCrashes(argv[0]);
    for (const Bytes& input : corpus) run(input);
    const std::size_t mutated = runMutations(corpus, *options);
    std::printf("%zu files and %zu mutated copies: all handled\n", corpus.size(), mutated);
    return 0;
}
