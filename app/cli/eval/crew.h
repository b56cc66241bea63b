// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/eval/models.h"
#include "app/cli/eval/pair.h"
#include "app/cli/pruning_arguments.h"

#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace msao::app {

/// As many pairs as there are jobs. An engine answers one caller at a time, so each has models of its own.
class EvalCrew {
public:
    static engine::Result<EvalCrew> load(const EvalArguments& arguments, std::span<const evaluation::RunSpec> runs,
                                         const EvalPairOptions& options, std::stop_token stop);

    std::span<evaluation::Answerer* const> answerers() const { return m_answerers; }
    bool canHear() const { return app::canHear(m_members.front().models); }
    /// The same for all.
    const Pruning& pruning() const { return m_members.front().pruning; }

private:
    struct Member {
        LoadedPair models;
        Pruning pruning;
        std::unique_ptr<EvalPair> pair;
    };
    std::vector<Member> m_members;
    std::vector<evaluation::Answerer*> m_answerers;
};

}  // namespace msao::app
