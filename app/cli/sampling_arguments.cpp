// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sampling_arguments.h"

namespace msao::app {

using namespace engine;

void SamplingArguments::addTo(CLI::App& command) {
    command.add_option("--temperature", temperature, "0 is greedy; default as generation_config.json asks")
        ->check(CLI::Range(0.0, 100.0));
    command.add_option("--top-k", topK, "Draw among the k likeliest, 0 for all")->check(CLI::Range(0, 1 << 20));
    command.add_option("--top-p", topP, "Draw among the likeliest with this mass together")
        ->check(CLI::Range(0.0, 1.0));
    command.add_option("--repetition-penalty", repetitionPenalty, "Above 1 makes repeating less likely")
        ->check(CLI::Range(0.01, 100.0));
    command.add_option("--seed", seed, "The same seed draws the same answer")->capture_default_str();
    command.add_flag("--greedy", greedy,
                     "Always the likeliest token, no penalty, whatever generation_config.json asks");
}

SamplingOptions SamplingArguments::resolve(const GenerationDefaults& defaults) const {
    if (greedy) return SamplingOptions{};
    const bool samples = defaults.doSample || temperature.value_or(0.0) > 0.0;
    SamplingOptions options;
    options.temperature = temperature.value_or(samples ? defaults.temperature : 0.0);
    options.topK = topK.value_or(defaults.topK);
    options.topP = topP.value_or(defaults.topP);
    options.repetitionPenalty = repetitionPenalty.value_or(defaults.repetitionPenalty);
    options.seed = seed;
    return options;
}

}  // namespace msao::app
