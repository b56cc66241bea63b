// SPDX-License-Identifier: Apache-2.0
#include "training/training_state.h"

#include "engine/checkpoint/safetensors_file.h"
#include "engine/checkpoint/safetensors_writer.h"

#include <ATen/ATen.h>

#include <array>
#include <cstring>
#include <iterator>
#include <string_view>

namespace msao::training {
namespace {

using engine::ElementType;

constexpr const char* kFormat = "format";
constexpr const char* kOrigin = "origin";
constexpr const char* kPosition = "position";
constexpr const char* kMasters = "masters";

/// Format 1 had no number, and no origin.
constexpr std::int64_t kNewestFormat = 2;

using PositionValues = std::array<std::int64_t, 7>;

PositionValues valuesOf(const Position& position) {
    return {position.seed,          position.step,     position.pass,        position.stage,
            position.stagePictures, position.pictures, position.milliseconds};
}

Position positionOf(const PositionValues& values, Origin origin) {
    return {.seed = values[0],
            .step = values[1],
            .pass = values[2],
            .stage = values[3],
            .stagePictures = values[4],
            .pictures = values[5],
            .milliseconds = values[6],
            .origin = origin};
}

struct NamedTensor {
    const char* name;
    at::Tensor tensor;
};

std::array<NamedTensor, 3> tensorsOf(const ParameterSet& parameters) {
    return {NamedTensor{kMasters, parameters.masters}, NamedTensor{"first_moment", parameters.firstMoment},
            NamedTensor{"second_moment", parameters.secondMoment}};
}

const engine::SafetensorsEntry* find(const engine::SafetensorsFile& file, std::string_view name) {
    for (const engine::SafetensorsEntry& entry : file.entries()) {
        if (entry.name == name) return &entry;
    }
    return nullptr;
}

engine::Result<std::span<const std::byte>> bytesOf(const engine::SafetensorsFile& file, std::string_view name,
                                                   std::size_t bytes) {
    const engine::SafetensorsEntry* entry = find(file, name);
    const std::size_t found = entry == nullptr ? 0 : file.bytesOf(*entry).size();
    if (found == bytes) return file.bytesOf(*entry);
    return engine::Error{engine::ErrorCode::ShapeMismatch,
                         file.path().string() + ": expected " + std::to_string(bytes) + " bytes of `" +
                             std::string(name) + "`, found " + std::to_string(found) + "; it belongs to another model"};
}

engine::Result<std::int64_t> numberOf(const engine::SafetensorsFile& file, std::string_view name) {
    std::int64_t number = 0;
    MSAO_TRY(const auto bytes, bytesOf(file, name, sizeof(number)));
    std::memcpy(&number, bytes.data(), sizeof(number));
    return number;
}

engine::Error unreadable(const engine::SafetensorsFile& file, const char* name, std::int64_t found) {
    return {engine::ErrorCode::MalformedFile, file.path().string() + ": expected a `" + name +
                                                  "` that this program knows, found " + std::to_string(found) +
                                                  "; resume it with the program that wrote it"};
}

engine::Result<Origin> originOf(const engine::SafetensorsFile& file) {
    if (find(file, kFormat) == nullptr) return Origin::Unknown;
    MSAO_TRY(const std::int64_t format, numberOf(file, kFormat));
    if (format != kNewestFormat) return unreadable(file, kFormat, format);
    MSAO_TRY(const std::int64_t origin, numberOf(file, kOrigin));
    for (const Origin known : {Origin::Unknown, Origin::Nothing, Origin::Checkpoints}) {
        if (static_cast<std::int64_t>(known) == origin) return known;
    }
    return unreadable(file, kOrigin, origin);
}

/// How many values the state has of every flat tensor: all, or those of a pair that could not hear yet.
std::int64_t savedCount(const engine::SafetensorsFile& file, const ParameterSet& parameters) {
    const engine::SafetensorsEntry* masters = find(file, kMasters);
    const auto silentBytes = static_cast<std::size_t>(parameters.silentCount()) * sizeof(float);
    const bool isSilent = masters != nullptr && file.bytesOf(*masters).size() == silentBytes;
    return isSilent ? parameters.silentCount() : parameters.masters.numel();
}

}  // namespace

engine::Status saveState(const std::filesystem::path& file, const ParameterSet& parameters, const Position& position) {
    const PositionValues numbers = valuesOf(position);
    const auto origin = static_cast<std::int64_t>(position.origin);
    std::vector<engine::PlannedTensor> planned{{kFormat, ElementType::I64, {1}},
                                               {kOrigin, ElementType::I64, {1}},
                                               {kPosition, ElementType::I64, {std::ssize(numbers)}}};
    for (const auto& [name, tensor] : tensorsOf(parameters))
        planned.push_back({name, ElementType::F32, {tensor.numel()}});
    MSAO_TRY(const auto writer, engine::SafetensorsWriter::create(file, planned));
    MSAO_CHECK(writer->write(kFormat, 0, std::as_bytes(std::span(&kNewestFormat, 1))));
    MSAO_CHECK(writer->write(kOrigin, 0, std::as_bytes(std::span(&origin, 1))));
    MSAO_CHECK(writer->write(kPosition, 0, std::as_bytes(std::span(numbers))));
    for (const auto& [name, tensor] : tensorsOf(parameters)) {
        const at::Tensor values = tensor.cpu();
        const std::span floats(values.const_data_ptr<float>(), static_cast<std::size_t>(values.numel()));
        MSAO_CHECK(writer->write(name, 0, std::as_bytes(floats)));
    }
    return writer->finish();
}

engine::Result<Position> loadState(const std::filesystem::path& file, ParameterSet& parameters) {
    MSAO_TRY(const engine::SafetensorsFile saved, engine::SafetensorsFile::open(file));
    MSAO_TRY(const Origin origin, originOf(saved));
    PositionValues position{};
    MSAO_TRY(const auto positionBytes, bytesOf(saved, kPosition, sizeof(position)));
    const std::int64_t count = savedCount(saved, parameters);
    const auto floatBytes = static_cast<std::size_t>(count) * sizeof(float);
    for (const auto& [name, tensor] : tensorsOf(parameters)) MSAO_CHECK(bytesOf(saved, name, floatBytes));
    for (const auto& [name, tensor] : tensorsOf(parameters)) {
        MSAO_TRY(const auto bytes, bytesOf(saved, name, floatBytes));
        const at::Tensor values = at::empty({count}, at::kFloat);
        std::memcpy(values.data_ptr<float>(), bytes.data(), bytes.size());
        tensor.narrow(0, 0, count).copy_(values);
    }
    parameters.round();
    std::memcpy(position.data(), positionBytes.data(), sizeof(position));
    return positionOf(position, origin);
}

}  // namespace msao::training
