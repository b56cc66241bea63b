// SPDX-License-Identifier: GPL-3.0-or-later
// The options of `msao eval` that say who does how much of it, and what need not be done again.
#pragma once

#include "evaluation/measure/shard.h"

#include <CLI/CLI.hpp>

#include <cstddef>
#include <filesystem>
#include <string>

namespace msao::app {

struct WorkArguments {
    std::string shardName;  // empty: all of it
    std::size_t jobs = 1;
    std::size_t repeats = 1;
    std::filesystem::path cache;  // empty: none
    bool resumes = false;

    void addTo(CLI::App& command);
    bool isShard() const { return !shardName.empty(); }
    engine::Result<evaluation::Shard> shard() const;
    /// Threads of each job's models, when the machine's cores are shared out.
    int threadsEach(int asked) const;
};

}  // namespace msao::app
