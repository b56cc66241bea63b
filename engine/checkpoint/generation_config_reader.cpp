// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/config_fields.h"
#include "engine/checkpoint/model_config_reader.h"
#include "engine/checkpoint/token_list_reader.h"

namespace msao::engine {

Result<GenerationDefaults> parseGenerationConfig(std::string_view text, std::string_view fileName,
                                                 const GenerationDefaults& fallback) {
    MSAO_TRY(const nlohmann::json json, parseJson(text, fileName));
    MSAO_TRY(const JsonObject file, JsonObject::of(json, std::string(fileName)));
    GenerationDefaults generation;
    MSAO_CHECK(readInto(generation.doSample, file, "do_sample"));
    MSAO_CHECK(readInto(generation.temperature, file, "temperature", {0, 1000}));
    MSAO_CHECK(readInto(generation.topK, file, "top_k", {}));
    MSAO_CHECK(readInto(generation.topP, file, "top_p", {0, 1}));
    MSAO_CHECK(readInto(generation.repetitionPenalty, file, "repetition_penalty", {1e-3, 1e3}));
    MSAO_TRY(auto tokens, readTokenList(file, "eos_token_id"));
    generation.endOfText = tokens ? *std::move(tokens) : fallback.endOfText;
    return generation;
}

}  // namespace msao::engine
