// SPDX-License-Identifier: Apache-2.0
// config.json, generation_config.json and preprocessor_config.json.
#include "engine/checkpoint/expected_tensors.h"
#include "engine/checkpoint/model_config_reader.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace msao::engine;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto config = parseConfigFile(text, "fuzzed");
    if (config) {
        // Whatever is accepted describes tensors that can be counted.
        for (const ExpectedTensor& tensor : expectedTensors(config->model)) {
            for (const std::int64_t extent : tensor.shape) {
                if (extent <= 0) std::abort();
            }
        }
    }
    static_cast<void>(parseGenerationConfig(text, "fuzzed", {}));
    static_cast<void>(parsePreprocessorConfig(text, "fuzzed", VisionConfig{}, AudioConfig{}));
    return 0;
}
