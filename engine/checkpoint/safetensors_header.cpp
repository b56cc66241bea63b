// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/safetensors_header.h"

#include "engine/base/checked_math.h"
#include "engine/base/json.h"
#include "engine/base/printable.h"
#include "engine/checkpoint/safetensors_json.h"
#include "engine/checkpoint/shape_text.h"

#include <algorithm>
#include <tuple>

namespace msao::engine {
namespace {

Error malformed(std::string_view fileName, const std::string& what) {
    return Error{ErrorCode::MalformedFile, std::string(fileName) + ": " + what};
}

Error malformed(std::string_view fileName, const SafetensorsEntry& tensor, const std::string& what) {
    return malformed(fileName, "tensor `" + printable(tensor.name) + "`: " + what);
}

Result<std::string_view> headerText(std::span<const std::byte> file, std::string_view fileName) {
    constexpr std::size_t kLengthBytes = 8;
    if (file.size() < kLengthBytes) {
        return malformed(fileName, "expected at least 8 bytes, found " + std::to_string(file.size()));
    }
    std::uint64_t length = 0;
    for (std::size_t i = 0; i < kLengthBytes; ++i) length |= std::to_integer<std::uint64_t>(file[i]) << (8 * i);
    if (length > kMaxSafetensorsHeaderBytes) {
        return malformed(fileName, "header length: expected at most " + std::to_string(kMaxSafetensorsHeaderBytes) +
                                       " bytes, found " + std::to_string(length));
    }
    if (length > file.size() - kLengthBytes) {
        return malformed(fileName, "header length: expected at most the " + std::to_string(file.size() - kLengthBytes) +
                                       " bytes that follow, found " + std::to_string(length));
    }
    const std::string_view text(reinterpret_cast<const char*>(file.data()) + kLengthBytes, length);
    if (text.empty() || text.front() != '{')
        return malformed(fileName, "header: expected a JSON object beginning with {");
    return text;
}

Status checkUniqueNames(const std::vector<SafetensorsEntry>& tensors, std::string_view fileName) {
    std::vector<std::string_view> names;
    names.reserve(tensors.size());
    for (const SafetensorsEntry& tensor : tensors) names.push_back(tensor.name);
    std::sort(names.begin(), names.end());
    const auto twin = std::adjacent_find(names.begin(), names.end());
    if (twin != names.end()) return malformed(fileName, "tensor `" + printable(*twin) + "` stands twice in the header");
    return Done{};
}

Status checkExtent(const SafetensorsEntry& tensor, std::uint64_t dataBytes, std::string_view fileName) {
    if (tensor.begin > tensor.end || tensor.end > dataBytes) {
        return malformed(fileName, tensor,
                         "data_offsets: expected an ascending pair within " + std::to_string(dataBytes) +
                             " bytes, found [" + std::to_string(tensor.begin) + ", " + std::to_string(tensor.end) +
                             "]");
    }
    const auto elements = checkedProduct(std::span(tensor.shape));
    const auto bytes =
        elements ? checkedMultiply<std::int64_t>(*elements, static_cast<std::int64_t>(elementBytes(tensor.type)))
                 : std::nullopt;
    if (!bytes)
        return malformed(fileName, tensor,
                         "shape " + shapeText(tensor.shape) + " has more elements than can be counted");
    const std::uint64_t extent = tensor.end - tensor.begin;
    if (static_cast<std::uint64_t>(*bytes) != extent) {
        return malformed(fileName, tensor,
                         "expected " + std::to_string(*bytes) + " bytes for shape " + shapeText(tensor.shape) + " of " +
                             std::string(elementName(tensor.type)) + ", found " + std::to_string(extent));
    }
    return Done{};
}

Status checkCover(const std::vector<SafetensorsEntry>& tensors, std::uint64_t dataBytes, std::string_view fileName) {
    std::uint64_t covered = 0;
    for (const SafetensorsEntry& tensor : tensors) {
        if (tensor.begin != covered) {
            return malformed(
                fileName, tensor,
                std::string(tensor.begin < covered ? "overlaps the tensor before it" : "leaves a hole before it") +
                    ": expected to begin at byte " + std::to_string(covered) + ", found " +
                    std::to_string(tensor.begin));
        }
        covered = tensor.end;
    }
    if (covered != dataBytes) {
        return malformed(fileName, "expected " + std::to_string(covered) + " bytes of tensors, found " +
                                       std::to_string(dataBytes) + ": bytes that belong to no tensor");
    }
    return Done{};
}

}  // namespace

Result<SafetensorsHeader> parseSafetensorsHeader(std::span<const std::byte> file, std::string_view fileName) {
    MSAO_TRY(const std::string_view text, headerText(file, fileName));
    MSAO_CHECK(checkJsonTokenLengths(text, fileName));
    SafetensorsHeader header;
    header.dataBegin = 8 + text.size();
    MSAO_TRY(header.tensors, parseSafetensorsJson(text, fileName));
    MSAO_CHECK(checkUniqueNames(header.tensors, fileName));
    const std::uint64_t dataBytes = file.size() - header.dataBegin;
    for (const SafetensorsEntry& tensor : header.tensors) MSAO_CHECK(checkExtent(tensor, dataBytes, fileName));
    std::sort(header.tensors.begin(), header.tensors.end(), [](const auto& a, const auto& b) {
        return std::tie(a.begin, a.end, a.name) < std::tie(b.begin, b.end, b.name);
    });
    MSAO_CHECK(checkCover(header.tensors, dataBytes, fileName));
    return header;
}

}  // namespace msao::engine
