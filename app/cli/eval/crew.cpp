// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/crew.h"

#include <utility>

namespace msao::app {

using namespace engine;

Result<EvalCrew> EvalCrew::load(const EvalArguments& arguments, std::span<const evaluation::RunSpec> runs,
                                const EvalPairOptions& options, std::stop_token stop) {
    EvalArguments each = arguments;
    each.model.threads = arguments.work.threadsEach(arguments.model.threads);
    PruningArguments planned;
    planned.epsilon = arguments.epsilon;
    EvalCrew crew;
    for (std::size_t job = 0; job < arguments.work.jobs; ++job) {
        Member member;
        MSAO_TRY(member.models, loadModels(each, runs, stop));
        MSAO_TRY(member.pruning, planned.resolve(arguments.draft));
        EvalPairOptions own = options;
        own.calibration = member.pruning.calibration;
        member.pair = std::make_unique<EvalPair>(member.models.models(), *member.pruning.importance, std::move(own));
        crew.m_answerers.push_back(member.pair.get());
        crew.m_members.push_back(std::move(member));
    }
    return crew;
}

}  // namespace msao::app
