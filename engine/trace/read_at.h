// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/file_descriptor.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace msao::engine {

/// Fills `out` from the file's bytes at `offset`; false if they are not all there. Not mapped, because a file that is
/// still being written, or cut meanwhile, must not end the process.
bool readAt(const FileDescriptor& file, std::uint64_t offset, std::span<std::byte> out);

}  // namespace msao::engine
