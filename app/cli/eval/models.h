// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/eval/arguments.h"
#include "app/in_process/in_process_answer.h"

#include <memory>
#include <span>
#include <stop_token>

namespace msao::app {

/// The models that a list of runs needs, loaded.
struct EvalModels {
    std::unique_ptr<engine::Engine> draft;
    std::unique_ptr<engine::Engine> target;
    std::unique_ptr<engine::Engine> copy;  // of the draft model, the cloud's own, for hybrid

    InProcessModels pair() const { return {draft.get(), target.get(), copy.get()}; }
    const engine::Engine& any() const { return target ? *target : *draft; }
    bool canHear() const;

    static engine::Result<EvalModels> load(const EvalArguments& arguments, std::span<const evaluation::RunSpec> runs,
                                           std::stop_token stop);
};

}  // namespace msao::app
