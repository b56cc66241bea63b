// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/subject.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <string>
#include <thread>

namespace msao::app {

using evaluation::EvaluationSubject;

namespace {

std::string folderName(const std::filesystem::path& folder) {
    return (folder.has_filename() ? folder : folder.parent_path()).filename().string();
}

std::string today() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    char text[32];
    std::tm parts{};
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &parts));
    return text;
}

/// "Some CPU, 8 threads", as far as the kernel tells.
std::string machineName() {
    std::ifstream cpus("/proc/cpuinfo");
    std::string name = "unknown CPU";
    for (std::string line; std::getline(cpus, line);) {
        if (!line.starts_with("model name")) continue;
        name = line.substr(std::min(line.size(), line.find(':') + 2));
        break;
    }
    return name + ", " + std::to_string(std::thread::hardware_concurrency()) + " threads";
}

}  // namespace

EvaluationSubject subjectOf(const EvalArguments& arguments, const Pruning& pruning) {
    EvaluationSubject subject;
    subject.dataset = arguments.dataset;
    if (arguments.dataset == "demo") subject.split = arguments.split;
    subject.seed = arguments.seed;
    subject.draft = folderName(arguments.draft);
    subject.target = folderName(arguments.target);
    subject.importance = engine::importanceName(pruning.importance->kind());
    subject.isCalibrated = pruning.isCalibrated;
    subject.link = arguments.link;
    subject.time = arguments.pace.timeName();
    subject.jobs = arguments.work.jobs;
    subject.machine = machineName();
    subject.version = MSAO_VERSION;
    subject.date = today();
    return subject;
}

std::int64_t peakMemoryBytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return std::int64_t{usage.ru_maxrss} * 1024;
}

}  // namespace msao::app
