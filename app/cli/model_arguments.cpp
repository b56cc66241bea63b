// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/model_arguments.h"

#include "app/cli/progress_bar.h"

#include "msao/engine/weight_types.h"

#include <algorithm>
#include <thread>

namespace msao::app {

using engine::Error;
using engine::ErrorCode;
using engine::Result;

void ModelArguments::addTo(CLI::App& command) {
    command.add_option("--model", folder, "Checkpoint folder in Hugging Face format")->required();
    addDeviceOptions(command);
}

void ModelArguments::addDeviceOptions(CLI::App& command) {
    // More threads than this only wait for each other, and an answer can hardly be stopped.
    const int mostThreads = 4 * static_cast<int>(std::max(4U, std::thread::hardware_concurrency()));
    command.add_option("--dtype", weights,
                       "Weights: f32, bf16, int8 or int4 (quantised while loading); without it as `msao models "
                       "quantize` stored them, or else bf16");
    command.add_option("--device", device, "cpu or cuda")->capture_default_str();
    command.add_option("--threads", threads, "Worker threads, 0 for one per core")
        ->capture_default_str()
        ->check(CLI::Range(0, mostThreads));
    command.add_option("--kv-cache-mb", kvCacheMegabytes, "Memory for the KV cache in MB")
        ->capture_default_str()
        ->check(CLI::Range(1, 1 << 20));
}

/// What is stored quantised has lost the digits that any other type would need.
Result<engine::WeightType> ModelArguments::weightType() const {
    if (weights.empty()) return engine::weightTypeOf(folder, engine::WeightType::BF16);
    MSAO_TRY(const engine::WeightType asked, engine::weightTypeNamed(weights));
    MSAO_TRY(const engine::WeightType found, engine::weightTypeOf(folder, asked));
    if (found == asked) return asked;
    return Error{ErrorCode::InvalidArgument, folder.string() + ": its weights are stored as " +
                                                 std::string(engine::weightTypeName(found)) + " and cannot become " +
                                                 weights + "; leave the dtype away, or take the original checkpoint"};
}

Result<engine::LoadOptions> ModelArguments::loadOptions() const {
    engine::LoadOptions options;
    MSAO_TRY(options.weights, weightType());
    if (device != "cpu" && device != "cuda") {
        return Error{ErrorCode::InvalidArgument, "unknown device '" + device + "': expected cpu or cuda"};
    }
    options.device = device == "cuda" ? engine::Device::Cuda : engine::Device::Cpu;
    options.threads = threads;
    options.kvCacheBytes = kvCacheMegabytes << 20;
    return options;
}

Result<std::unique_ptr<engine::Engine>> ModelArguments::load(std::stop_token stop) const {
    MSAO_TRY(engine::LoadOptions options, loadOptions());
    options.progress = progressBar(std::move(stop));
    return engine::Engine::load(folder, options);
}

}  // namespace msao::app
