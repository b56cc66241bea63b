// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/checkpoint.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <span>
#include <vector>

namespace msao::engine {

/// Elements of a view; 1 for a scalar.
std::int64_t elementCount(const TensorView& tensor);

/// All values of a F32, BF16 or F16 tensor, exactly.
Result<std::vector<float>> toFloat(const TensorView& tensor);

/// Elements first...first+out.size()-1 of such a tensor. Any other type is an Error.
Status toFloat(const TensorView& tensor, std::int64_t first, std::span<float> out);

}  // namespace msao::engine
