// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/tensor_values.h"

#include "engine/base/bfloat16.h"

#include <cstring>

namespace msao::engine {
namespace {

/// memcpy because a view from a test or a tool need not be aligned; compilers turn it into plain loads.
template <typename Stored, typename Convert>
void convert(std::span<const std::byte> bytes, std::span<float> out, Convert toValue) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        Stored stored{};
        std::memcpy(&stored, bytes.data() + i * sizeof(Stored), sizeof(Stored));
        out[i] = toValue(stored);
    }
}

}  // namespace

std::int64_t elementCount(const TensorView& tensor) {
    return static_cast<std::int64_t>(tensor.bytes.size() / elementBytes(tensor.type));
}

Status toFloat(const TensorView& tensor, std::int64_t first, std::span<float> out) {
    const auto count = static_cast<std::int64_t>(out.size());
    if (first < 0 || count > elementCount(tensor) || first > elementCount(tensor) - count) {
        return Error{ErrorCode::InvalidArgument, "expected elements within " + std::to_string(elementCount(tensor)) +
                                                     ", found " + std::to_string(count) + " from " +
                                                     std::to_string(first)};
    }
    const auto bytes = tensor.bytes.subspan(static_cast<std::size_t>(first) * elementBytes(tensor.type));
    if (tensor.type == ElementType::F32)
        convert<float>(bytes, out, [](float value) { return value; });
    else if (tensor.type == ElementType::BF16)
        convert<std::uint16_t>(bytes, out, bfloat16ToFloat);
    else if (tensor.type == ElementType::F16)
        convert<std::uint16_t>(bytes, out, halfToFloat);
    else
        return Error{ErrorCode::UnsupportedModel,
                     "expected F32, BF16 or F16 values, found " + std::string(elementName(tensor.type))};
    return Done{};
}

Result<std::vector<float>> toFloat(const TensorView& tensor) {
    std::vector<float> values(static_cast<std::size_t>(elementCount(tensor)));
    MSAO_CHECK(toFloat(tensor, 0, values));
    return values;
}

}  // namespace msao::engine
