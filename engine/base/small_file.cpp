// SPDX-License-Identifier: Apache-2.0
#include "engine/base/small_file.h"

#include "engine/base/file_descriptor.h"

#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace msao::engine {

Result<std::string> readSmallFile(const std::filesystem::path& path, std::size_t maxBytes) {
    MSAO_TRY(const FileDescriptor file, openRegularFile(path));
    MSAO_TRY(const std::size_t size, file.size(path));
    if (size > maxBytes) {
        return Error{ErrorCode::LimitExceeded, path.string() + ": expected at most " + std::to_string(maxBytes) +
                                                   " bytes, found " + std::to_string(size)};
    }
    std::string text(size, '\0');
    std::size_t done = 0;
    while (done < size) {
        const ssize_t got = ::read(file.number(), text.data() + done, size - done);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) {
            return Error{ErrorCode::FileUnreadable,
                         path.string() + ": " + (got < 0 ? std::strerror(errno) : "became shorter while it was read")};
        }
        done += static_cast<std::size_t>(got);
    }
    return text;
}

}  // namespace msao::engine
