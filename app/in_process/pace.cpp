// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/in_process/pace.h"

namespace msao::app {

using namespace engine;

PromptSize sizeOf(const Prompt& prompt, const SpecialTokens& special) {
    const auto isShown = [&](TokenId token) { return token == special.imagePad || token == special.videoPad; };
    return {static_cast<std::int64_t>(prompt.tokens.size()),
            std::count_if(prompt.tokens.begin(), prompt.tokens.end(), isShown)};
}

PacedSteps PacingReport::all() const {
    PacedSteps sum;
    for (const PacedSteps& steps : {probing, reading, drafting, verifying, layers}) sum += steps;
    return sum;
}

}  // namespace msao::app
