// SPDX-License-Identifier: Apache-2.0
// One linear layer's weights in the form that the decode kernels read. Torch-free.
#pragma once

#include "engine/checkpoint/quantization.h"
#include "engine/decode/cpu/packed_layout.h"
#include "engine/decode/huge_buffer.h"
#include "msao/engine/checkpoint.h"
#include "msao/engine/engine.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace msao::engine {

/// out = in * W^T for W [rows, cols]. f32 and bf16 are views of the mapped file, row-major, copied only where the file
/// holds another type (or misaligned elements); int8 and int4 are packed copies (see cpu/packed_layout.h). Immutable;
/// any thread may read it.
class WeightMatrix {
public:
    /// From a checkpoint, which must outlive the matrix. Quantises unless the checkpoint is quantised already.
    static Result<WeightMatrix> make(const Checkpoint& checkpoint, std::string_view canonicalName, WeightType type);
    /// From a tensor of two dimensions (f32, bf16 or f16), which must outlive the matrix; `name` is for messages.
    static Result<WeightMatrix> fromTensor(const TensorView& tensor, WeightType type, std::string_view name);
    static Result<WeightMatrix> fromQuantized(const QuantizedView& matrix, std::string_view name);

    WeightMatrix() = default;

    WeightType type() const { return m_type; }
    std::int64_t rows() const { return m_layout.rows; }
    std::int64_t cols() const { return m_layout.cols; }
    std::size_t bytes() const;  // what one decode step reads

    /// Row-major elements for f32 and bf16; null for packed matrices.
    const void* plainData() const { return m_plain; }
    /// Row-major bf16 of the values that decode computes with: what prefill multiplies by. All rows, or `count` of
    /// them; disjoint ranges may be asked for by several threads at once.
    void toBf16(std::span<std::uint16_t> out) const;
    void toBf16(std::int64_t firstRow, std::int64_t count, std::span<std::uint16_t> out) const;

    /// For int8 and int4.
    const PackedLayout& layout() const { return m_layout; }
    const std::byte* packedData() const { return m_owned.data(); }

private:
    WeightType m_type = WeightType::F32;
    PackedLayout m_layout;  // of plain matrices only rows and cols mean anything
    const void* m_plain = nullptr;
    HugeBuffer m_owned;
};

/// `tensor` as float32 or bf16: itself where it has that type and alignment, else a copy held in `storage`.
Result<TensorView> asElementType(const TensorView& tensor, ElementType type, std::string_view name,
                                 HugeBuffer& storage);

}  // namespace msao::engine
