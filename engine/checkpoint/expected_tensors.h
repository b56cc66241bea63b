// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/model_config.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace msao::engine {

struct ExpectedTensor {
    std::string name;  // canonical
    std::vector<std::int64_t> shape;
    bool isLanguageMatrix = false;  // one that `msao models quantize` quantises
};

/// Every tensor that a checkpoint of this configuration holds, in the order of the computation. A tied head is not
/// among them: it is the embedding.
std::vector<ExpectedTensor> expectedTensors(const ModelConfig& config);

/// The matrices that `msao models quantize` quantises; a tied head counts, as a matrix of its own.
std::vector<ExpectedTensor> languageMatrices(const ModelConfig& config);

/// How many columns such a matrix has.
Result<std::int64_t> languageMatrixCols(const ModelConfig& config, std::string_view name);

}  // namespace msao::engine
