// SPDX-License-Identifier: Apache-2.0
#include "engine/trace/read_at.h"

#include <cerrno>
#include <limits>

#include <unistd.h>

namespace msao::engine {

bool readAt(const FileDescriptor& file, std::uint64_t offset, std::span<std::byte> out) {
    if (offset > static_cast<std::uint64_t>(std::numeric_limits<off_t>::max()) - out.size()) return false;
    while (!out.empty()) {
        const ssize_t got = ::pread(file.number(), out.data(), out.size(), static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        out = out.subspan(static_cast<std::size_t>(got));
        offset += static_cast<std::uint64_t>(got);
    }
    return true;
}

}  // namespace msao::engine
