// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sampling_arguments.h"

#include "app/cli/number_checks.h"

namespace msao::app {

using namespace engine;

void SamplingArguments::addTo(CLI::App& command) {
    command
        .add_option("--temperature", temperature,
                    "0 is greedy; above, all tokens are drawn from unless --top-k or --top-p says otherwise; default: "
                    "all three as generation_config.json asks")
        ->check(numberIn(0, 100));
    command.add_option("--top-k", topK, "Draw among the k likeliest, 0 for all")->check(CLI::Range(0, 1 << 20));
    command.add_option("--top-p", topP, "Draw among the likeliest with this mass together")->check(numberIn(0, 1));
    command.add_option("--repetition-penalty", repetitionPenalty, "Above 1 makes repeating less likely")
        ->check(numberIn(0.01, 100));
    command.add_option("--seed", seed, "The same seed draws the same answer")
        ->check(wholeNumber())
        ->capture_default_str();
    command.add_flag("--greedy", greedy,
                     "Always the likeliest token, no penalty, whatever generation_config.json asks");
}

SamplingOptions SamplingArguments::resolve(const GenerationDefaults& defaults) const {
    if (greedy) return SamplingOptions{};
    const bool samples = defaults.doSample || temperature.value_or(0.0) > 0.0;
    SamplingOptions options;
    options.temperature = temperature.value_or(samples ? defaults.temperature : 0.0);
    // Published checkpoints ask for top_k 1: with it, a temperature that somebody asks for would do nothing.
    options.topK = topK.value_or(temperature ? options.topK : defaults.topK);
    options.topP = topP.value_or(temperature ? options.topP : defaults.topP);
    options.repetitionPenalty = repetitionPenalty.value_or(defaults.repetitionPenalty);
    options.seed = seed;
    return options;
}

}  // namespace msao::app
