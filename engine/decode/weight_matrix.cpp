// SPDX-License-Identifier: Apache-2.0
#include "engine/decode/weight_matrix.h"

#include "engine/base/bfloat16.h"
#include "engine/base/checked_math.h"
#include "engine/decode/cpu/packing.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <string>

namespace msao::engine {

namespace {

bool isPacked(WeightType type) {
    return type == WeightType::Int8 || type == WeightType::Int4;
}

ElementType elementTypeOf(WeightType type) {
    return type == WeightType::F32 ? ElementType::F32 : ElementType::BF16;
}

float elementAt(const TensorView& tensor, std::size_t index) {
    const std::byte* element = tensor.bytes.data() + index * elementBytes(tensor.type);
    if (tensor.type == ElementType::F32) {
        float value = 0;
        std::memcpy(&value, element, sizeof value);
        return value;
    }
    std::uint16_t bits = 0;
    std::memcpy(&bits, element, sizeof bits);
    return tensor.type == ElementType::BF16 ? bfloat16ToFloat(bits) : halfToFloat(bits);
}

bool isFloating(ElementType type) {
    return type == ElementType::F32 || type == ElementType::BF16 || type == ElementType::F16;
}

Status checkMatrix(const TensorView& tensor, std::string_view name) {
    if (!isFloating(tensor.type)) {
        return Error{ErrorCode::UnsupportedModel,
                     std::string(name) + ": expected F32, BF16 or F16, found " + std::string(elementName(tensor.type))};
    }
    std::optional<std::int64_t> elements = checkedProduct(std::span<const std::int64_t>(tensor.shape));
    const auto found = static_cast<std::int64_t>(tensor.bytes.size() / elementBytes(tensor.type));
    if (tensor.shape.size() != 2 || !elements || *elements <= 0 || *elements != found) {
        return Error{ErrorCode::ShapeMismatch, std::string(name) + ": expected a matrix that fills its " +
                                                   std::to_string(tensor.bytes.size()) + " bytes"};
    }
    return Done{};
}

/// Quantises 16 rows at a time, so that no second copy of the matrix is ever held.
class BlockPacker {
public:
    BlockPacker(const TensorView& tensor, const PackedLayout& layout)
        : m_tensor(tensor), m_layout(layout), m_config{layout.bits, static_cast<int>(layout.groupSize)} {}

    void pack(std::byte* blocks) {
        for (std::int64_t row = 0; row < m_layout.rows; row += kPackedRows) {
            const std::int64_t count = std::min(kPackedRows, m_layout.rows - row);
            QuantizedRows rows = makeQuantizedRows(m_config, count, m_layout.cols);
            readRows(row, count);
            quantizeRows(std::span<const float>(m_values), 0, count, rows);
            packBlock(viewOf(rows), 0, m_layout, blocks);
            blocks += m_layout.blockBytes();
        }
    }

private:
    void readRows(std::int64_t firstRow, std::int64_t count) {
        m_values.resize(static_cast<std::size_t>(count * m_layout.cols));
        const auto first = static_cast<std::size_t>(firstRow * m_layout.cols);
        for (std::size_t i = 0; i < m_values.size(); ++i) m_values[i] = elementAt(m_tensor, first + i);
    }

    const TensorView& m_tensor;
    const PackedLayout& m_layout;
    QuantizationConfig m_config;
    std::vector<float> m_values;
};

}  // namespace

Result<TensorView> asElementType(const TensorView& tensor, ElementType type, std::string_view name,
                                 HugeBuffer& storage) {
    assert(type == ElementType::F32 || type == ElementType::BF16);
    MSAO_CHECK(checkMatrix(tensor, name));
    const auto address = reinterpret_cast<std::uintptr_t>(tensor.bytes.data());
    if (tensor.type == type && address % elementBytes(type) == 0) return tensor;
    const std::size_t count = tensor.bytes.size() / elementBytes(tensor.type);
    MSAO_TRY(storage, HugeBuffer::make(count * elementBytes(type)));
    for (std::size_t i = 0; i < count; ++i) {
        const float value = elementAt(tensor, i);
        const std::uint16_t rounded = floatToBfloat16(value);
        if (type == ElementType::F32) {
            std::memcpy(storage.data() + i * sizeof value, &value, sizeof value);
        } else {
            std::memcpy(storage.data() + i * sizeof rounded, &rounded, sizeof rounded);
        }
    }
    return TensorView{type, tensor.shape, storage.bytes()};
}

Result<WeightMatrix> WeightMatrix::make(const Checkpoint& checkpoint, std::string_view canonicalName, WeightType type) {
    if (checkpoint.find(codesName(canonicalName)) == nullptr) {
        MSAO_TRY(const TensorView tensor, checkpoint.tensor(canonicalName));
        return fromTensor(tensor, type, canonicalName);
    }
    MSAO_TRY(const QuantizedView matrix, quantizedMatrix(checkpoint, canonicalName));
    const int bits = type == WeightType::Int8 ? 8 : 4;
    if (!isPacked(type) || matrix.config.bits != bits) {
        return Error{ErrorCode::InvalidArgument, std::string(canonicalName) + ": the checkpoint holds int" +
                                                     std::to_string(matrix.config.bits) +
                                                     " weights; it cannot be loaded as another type"};
    }
    return fromQuantized(matrix, canonicalName);
}

Result<WeightMatrix> WeightMatrix::fromTensor(const TensorView& tensor, WeightType type, std::string_view name) {
    MSAO_CHECK(checkMatrix(tensor, name));
    WeightMatrix matrix;
    matrix.m_type = type;
    matrix.m_layout.rows = tensor.shape[0];
    matrix.m_layout.cols = tensor.shape[1];
    if (!isPacked(type)) {
        MSAO_TRY(const TensorView plain, asElementType(tensor, elementTypeOf(type), name, matrix.m_owned));
        matrix.m_plain = plain.bytes.data();
        return matrix;
    }
    matrix.m_layout.bits = type == WeightType::Int8 ? 8 : 4;
    matrix.m_layout.groupSize = defaultGroupSize(matrix.m_layout.bits);
    MSAO_TRY(matrix.m_owned, HugeBuffer::make(matrix.m_layout.bytes()));
    BlockPacker(tensor, matrix.m_layout).pack(matrix.m_owned.data());
    return matrix;
}

Result<WeightMatrix> WeightMatrix::fromQuantized(const QuantizedView& matrix, std::string_view name) {
    if (matrix.config.groupSize % 8 != 0) {
        return Error{ErrorCode::UnsupportedModel, std::string(name) +
                                                      ": expected a group size that is a multiple of 8, found " +
                                                      std::to_string(matrix.config.groupSize)};
    }
    WeightMatrix packed;
    packed.m_type = matrix.config.bits == 8 ? WeightType::Int8 : WeightType::Int4;
    packed.m_layout = {matrix.rows, matrix.cols, matrix.config.groupSize, matrix.config.bits};
    MSAO_TRY(packed.m_owned, HugeBuffer::make(packed.m_layout.bytes()));
    for (std::int64_t block = 0; block < packed.m_layout.blocks(); ++block) {
        packBlock(matrix, block * kPackedRows, packed.m_layout,
                  packed.m_owned.data() + block * packed.m_layout.blockBytes());
    }
    return packed;
}

std::size_t WeightMatrix::bytes() const {
    if (isPacked(m_type)) return m_layout.bytes();
    return static_cast<std::size_t>(rows() * cols()) * elementBytes(elementTypeOf(m_type));
}

void WeightMatrix::toBf16(std::span<std::uint16_t> out) const {
    toBf16(0, rows(), out);
}

void WeightMatrix::toBf16(std::int64_t firstRow, std::int64_t count, std::span<std::uint16_t> out) const {
    assert(firstRow >= 0 && count >= 0 && firstRow + count <= rows());
    assert(out.size() >= static_cast<std::size_t>(count * cols()));
    const std::int64_t elements = count * cols();
    if (isPacked(m_type)) {
        unpackToBf16(m_owned.data(), m_layout, firstRow, count, out);
    } else if (m_type == WeightType::BF16) {
        std::copy_n(static_cast<const std::uint16_t*>(m_plain) + firstRow * cols(), elements, out.data());
    } else {
        std::transform(static_cast<const float*>(m_plain) + firstRow * cols(),
                       static_cast<const float*>(m_plain) + firstRow * cols() + elements, out.data(), floatToBfloat16);
    }
}

}  // namespace msao::engine
