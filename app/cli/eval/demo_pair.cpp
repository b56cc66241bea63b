// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/demo_pair.h"

#include "app/pair/find_model_pair.h"

#include <cstdio>

namespace msao::app {

using namespace engine;

Status takeDemoPair(EvalArguments& arguments) {
    if (!arguments.draft.empty() || !arguments.target.empty()) return Done{};
    const auto pair = findModelPair(programFolder());
    if (!pair) {
        return Error{ErrorCode::InvalidArgument,
                     "neither --draft nor --target is given, and this program finds no demo pair: expected "
                     "resources/models where it was built, or share/msao/models where it is installed"};
    }
    arguments.draft = *pair / "draft";
    arguments.target = *pair / "target";
    std::fprintf(stderr, "models: the demo pair, %s\n", pair->c_str());
    return Done{};
}

}  // namespace msao::app
