// SPDX-License-Identifier: Apache-2.0
// config.json, generation_config.json and preprocessor_config.json from text that nobody vouches for.
#pragma once

#include "msao/engine/checkpoint.h"
#include "msao/engine/model_config.h"
#include "msao/engine/result.h"

#include <optional>
#include <string_view>

namespace msao::engine {

struct ConfigFile {
    ModelConfig model;  // generation and preprocessor: what config.json alone says of them
    std::optional<QuantizationConfig> quantization;
};

/// Understands the flat form of the published checkpoints and what transformers 4.5x and 5 write; what is absent has
/// the default of transformers' configuration classes. `file` is named in messages.
Result<ConfigFile> parseConfigFile(std::string_view text, std::string_view file);

/// generation_config.json; `fallback` answers where it is silent about the end of text.
Result<GenerationDefaults> parseGenerationConfig(std::string_view text, std::string_view file,
                                                 const GenerationDefaults& fallback);

/// preprocessor_config.json; its patch sizes must be those of `vision`, its mel bins those of `audio`. As in
/// transformers, its pixel limits are also those of clips, unless one of the files below has others.
Result<PreprocessorConfig> parsePreprocessorConfig(std::string_view text, std::string_view file,
                                                   const VisionConfig& vision,
                                                   const std::optional<AudioConfig>& audio = {});

/// video_preprocessor_config.json, which only clips go by. Images are read before: the colours must be the same.
Status readVideoPreprocessorConfig(PreprocessorConfig& preprocessor, std::string_view text, std::string_view file,
                                   const VisionConfig& vision);

/// processor_config.json, the one file that transformers 5 writes; what it has goes before the files above.
Status readProcessorConfig(PreprocessorConfig& preprocessor, std::string_view text, std::string_view file,
                           const VisionConfig& vision, const std::optional<AudioConfig>& audio);

/// No such file is larger; more is refused before it is read.
inline constexpr std::size_t kMaxConfigBytes = 1 << 20;

}  // namespace msao::engine
