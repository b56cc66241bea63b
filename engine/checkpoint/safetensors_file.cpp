// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/safetensors_file.h"

namespace msao::engine {

Result<SafetensorsFile> SafetensorsFile::open(const std::filesystem::path& path) {
    MSAO_TRY(MappedFile file, MappedFile::open(path));
    MSAO_TRY(SafetensorsHeader header, parseSafetensorsHeader(file.bytes(), path.string()));
    return SafetensorsFile(path, std::move(file), std::move(header));
}

std::span<const std::byte> SafetensorsFile::bytesOf(const SafetensorsEntry& entry) const {
    return m_file.bytes().subspan(m_header.dataBegin + entry.begin, entry.end - entry.begin);
}

}  // namespace msao::engine
