// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/safetensors_writer.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <numeric>
#include <tuple>

#include <fcntl.h>
#include <unistd.h>

namespace msao::engine {
namespace {

std::filesystem::path temporaryName(const std::filesystem::path& path) {
    std::filesystem::path temporary = path;
    temporary += ".partial";
    return temporary;
}

Error cannotWrite(const std::filesystem::path& path) {
    return Error{ErrorCode::FileUnreadable, path.string() + ": cannot be written: " + std::strerror(errno)};
}

Status writeAt(const FileDescriptor& file, std::uint64_t offset, std::span<const std::byte> bytes,
               const std::filesystem::path& path) {
    while (!bytes.empty()) {
        const ssize_t done = ::pwrite(file.number(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return cannotWrite(path);
        bytes = bytes.subspan(static_cast<std::size_t>(done));
        offset += static_cast<std::uint64_t>(done);
    }
    return Done{};
}

/// Wide elements first, so that every tensor is aligned to its elements; then by name.
void sortForFile(std::vector<PlannedTensor>& tensors) {
    std::sort(tensors.begin(), tensors.end(), [](const PlannedTensor& a, const PlannedTensor& b) {
        return std::tuple(-static_cast<int>(elementBytes(a.type)), a.name) <
               std::tuple(-static_cast<int>(elementBytes(b.type)), b.name);
    });
}

/// Length and JSON, padded with blanks so that the data begins at a multiple of 64: whole cache lines for mapped
/// readers.
std::string headerBytes(const std::vector<PlannedTensor>& tensors) {
    nlohmann::ordered_json header;
    header["__metadata__"]["format"] = "pt";
    std::uint64_t begin = 0;
    for (const PlannedTensor& tensor : tensors) {
        const std::uint64_t end = begin + plannedBytes(tensor);
        header[tensor.name] = {
            {"dtype", elementName(tensor.type)}, {"shape", tensor.shape}, {"data_offsets", {begin, end}}};
        begin = end;
    }
    std::string text = header.dump();
    constexpr std::size_t kLengthBytes = 8;
    constexpr std::size_t kAlignment = 64;
    text.append((kAlignment - (text.size() + kLengthBytes) % kAlignment) % kAlignment, ' ');
    std::string bytes;
    for (std::size_t i = 0; i < kLengthBytes; ++i) bytes += static_cast<char>(text.size() >> (8 * i) & 0xFF);
    return bytes + text;
}

}  // namespace

std::uint64_t plannedBytes(const PlannedTensor& tensor) {
    return std::accumulate(
        tensor.shape.begin(), tensor.shape.end(), static_cast<std::uint64_t>(elementBytes(tensor.type)),
        [](std::uint64_t product, std::int64_t size) { return product * static_cast<std::uint64_t>(size); });
}

Result<std::unique_ptr<SafetensorsWriter>> SafetensorsWriter::create(const std::filesystem::path& path,
                                                                     std::vector<PlannedTensor> tensors) {
    std::error_code unknown;
    const auto existing = std::filesystem::status(path, unknown);
    if (std::filesystem::exists(existing) && !std::filesystem::is_regular_file(existing)) {
        return Error{ErrorCode::InvalidArgument,
                     path.string() + ": expected a file to write, found a folder or a device"};
    }
    sortForFile(tensors);
    const std::string header = headerBytes(tensors);
    FileDescriptor file(::open(temporaryName(path).c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (file.number() < 0) return cannotWrite(path);
    std::vector<Extent> extents;
    std::uint64_t begin = header.size();
    for (const PlannedTensor& tensor : tensors) {
        extents.push_back({tensor.name, begin, plannedBytes(tensor)});
        begin += extents.back().bytes;
    }
    std::sort(extents.begin(), extents.end(), [](const Extent& a, const Extent& b) { return a.name < b.name; });
    std::unique_ptr<SafetensorsWriter> writer(new SafetensorsWriter(std::move(file), path, std::move(extents)));
    MSAO_CHECK(writeAt(writer->m_file, 0, std::as_bytes(std::span(header)), path));
    return writer;
}

SafetensorsWriter::~SafetensorsWriter() {
    if (!m_isFinished) ::unlink(temporaryName(m_path).c_str());
}

Status SafetensorsWriter::write(const std::string& name, std::uint64_t offset, std::span<const std::byte> bytes) {
    const auto extent = std::lower_bound(m_extents.begin(), m_extents.end(), name,
                                         [](const Extent& a, const std::string& b) { return a.name < b; });
    if (extent == m_extents.end() || extent->name != name || offset > extent->bytes ||
        bytes.size() > extent->bytes - offset) {
        return Error{ErrorCode::Internal, m_path.string() + ": tensor `" + name + "`: more bytes than planned"};
    }
    MSAO_CHECK(writeAt(m_file, extent->begin + offset, bytes, m_path));
    m_written += bytes.size();
    return Done{};
}

Status SafetensorsWriter::finish() {
    const std::uint64_t planned =
        std::accumulate(m_extents.begin(), m_extents.end(), std::uint64_t{0},
                        [](std::uint64_t sum, const Extent& extent) { return sum + extent.bytes; });
    if (m_written != planned) {
        return Error{ErrorCode::Internal, m_path.string() + ": expected " + std::to_string(planned) +
                                              " bytes of tensors, found " + std::to_string(m_written)};
    }
    if (::rename(temporaryName(m_path).c_str(), m_path.c_str()) != 0) return cannotWrite(m_path);
    m_isFinished = true;
    return Done{};
}

}  // namespace msao::engine
