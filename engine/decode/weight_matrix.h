// SPDX-License-Identifier: Apache-2.0
// One linear layer's weights in the form that the decode kernels read. Torch-free.
#pragma once

#include "msao/engine/checkpoint.h"
#include "msao/engine/engine.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <memory>
#include <span>

namespace msao::engine {

/// out = in * W^T for W [rows, cols]. f32 and bf16 are views of the mapped file, row-major, never copied; int8 and int4
/// are packed copies (see cpu/packed_layout.h). Immutable.
class WeightMatrix {
public:
    static Result<WeightMatrix> make(const Checkpoint& checkpoint, std::string_view canonicalName, WeightType type);

    WeightType type() const;
    std::int64_t rows() const;
    std::int64_t cols() const;
    std::size_t bytes() const;  // what one decode step reads

    /// Row-major elements for f32 and bf16; null for packed matrices.
    const void* plainData() const;
    /// Row-major bf16 [rows, cols] of the values that decode computes with: what prefill multiplies by.
    void toBf16(std::span<std::uint16_t> out) const;
    // ... packed access for kernels
};

}  // namespace msao::engine
