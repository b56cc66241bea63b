// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/work_arguments.h"

#include <algorithm>
#include <thread>

namespace msao::app {

using namespace engine;

void WorkArguments::addTo(CLI::App& command) {
    command
        .add_option("--jobs", jobs,
                    "Questions side by side, each with models of its own: sooner done, but times are those of a "
                    "busy machine")
        ->check(CLI::Range(std::size_t{1}, std::size_t{256}))
        ->capture_default_str();
    command
        .add_option("--repeats", repeats,
                    "Every question so many times, all runs in turn each time: intervals of times are over questions "
                    "and times; runs at a forced retention are asked once")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1000}))
        ->capture_default_str();
    command.add_option("--shard", shardName,
                       "i/n: only every n-th question, from the i-th on, for `msao eval merge`; needs --json");
    command.add_option("--cache", cache,
                       "A folder in which answers are kept by content: what was asked of the same models in the same "
                       "way is not asked again, times included");
    command.add_flag("--resume", resumes, "Go on where the same command was stopped; needs a file to write");
}

Result<evaluation::Shard> WorkArguments::shard() const {
    if (!isShard()) return evaluation::Shard{};
    return evaluation::parseShard(shardName);
}

int WorkArguments::threadsEach(int asked) const {
    if (asked != 0 || jobs == 1) return asked;
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    return static_cast<int>(std::max<std::size_t>(1, cores / jobs));
}

}  // namespace msao::app
