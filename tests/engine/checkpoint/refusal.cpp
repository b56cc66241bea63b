// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/checkpoint/refusal.h"

#include "msao/engine/checkpoint.h"
#include "tests/sanitizers.h"

#include <gtest/gtest.h>

#include <ctime>
#include <fstream>
#include <sstream>

namespace msao::engine::testing_files {
namespace {

/// Linux's own high-water mark of resident memory, in KB, since it was last reset.
long peakKilobytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) return std::stol(line.substr(6));
    }
    return 0;
}

void resetPeak() {
    std::ofstream("/proc/self/clear_refs") << "5";
}

std::uintmax_t folderKilobytes(const std::filesystem::path& folder) {
    std::uintmax_t bytes = 0;
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failure)) {
        const auto size = std::filesystem::file_size(entry.path(), failure);
        if (!failure) bytes += size;
    }
    return bytes / 1024;
}

/// Of the process, so that a busy machine does not count.
double cpuSeconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace

void expectRefused(const std::filesystem::path& folder, const std::string& words, const std::string& name) {
    resetPeak();
    const long before = peakKilobytes();
    const double begin = cpuSeconds();
    const Result<Checkpoint> checkpoint = Checkpoint::open(folder);
    const double took = cpuSeconds() - begin;
    ASSERT_FALSE(checkpoint) << name << ": was opened";
    const std::string& message = checkpoint.error().message;
    std::istringstream list(words);
    for (std::string word; std::getline(list, word, '|');) {
        EXPECT_NE(message.find(word), std::string::npos) << name << ": expected \"" << word << "\" in: " << message;
    }
    EXPECT_EQ(message.find('\n'), std::string::npos) << name << ": " << message;
    EXPECT_LT(message.size(), 1000u) << name;
    if (!tests::kHasSanitizer) {
        EXPECT_LT(took, 2.0) << name;
        EXPECT_LT(peakKilobytes() - before, 64 * 1024 + static_cast<long>(folderKilobytes(folder))) << name;
    }
}

}  // namespace msao::engine::testing_files
