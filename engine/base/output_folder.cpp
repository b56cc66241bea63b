// SPDX-License-Identifier: Apache-2.0
#include "engine/base/output_folder.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <utility>

#include <unistd.h>

namespace msao::engine {
namespace {

/// "a/b/" and "a/b" name the same folder, and the partial one must stand beside it.
std::filesystem::path withoutTrailingSlash(const std::filesystem::path& path) {
    const std::filesystem::path normal = path.lexically_normal();
    return normal.has_filename() ? normal : normal.parent_path();
}

}  // namespace

Result<OutputFolder> OutputFolder::create(const std::filesystem::path& target) {
    const std::filesystem::path final = withoutTrailingSlash(target);
    std::error_code failure;
    if (std::filesystem::exists(std::filesystem::symlink_status(final, failure)) &&
        !(std::filesystem::is_directory(final, failure) && std::filesystem::is_empty(final, failure))) {
        return Error{ErrorCode::InvalidArgument,
                     final.string() + ": exists already; expected a new or an empty folder"};
    }
    std::filesystem::path partial = final;
    partial += ".partial-" + std::to_string(::getpid());
    std::filesystem::remove_all(partial, failure);
    if (!std::filesystem::create_directories(partial, failure)) {
        return Error{ErrorCode::FileUnreadable, partial.string() + ": cannot be created: " + failure.message()};
    }
    return OutputFolder(std::move(partial), final);
}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : m_partial(std::exchange(other.m_partial, {})), m_target(std::move(other.m_target)) {}

OutputFolder::~OutputFolder() {
    std::error_code ignored;
    if (!m_partial.empty()) std::filesystem::remove_all(m_partial, ignored);
}

Status OutputFolder::finish() {
    if (::rename(m_partial.c_str(), m_target.c_str()) != 0) {
        return Error{ErrorCode::FileUnreadable,
                     m_target.string() + ": cannot be put in place: " + std::strerror(errno)};
    }
    m_partial.clear();
    return Done{};
}

Status writeFile(const std::filesystem::path& path, std::string_view text) {
    std::ofstream file(path, std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (!file) return Error{ErrorCode::FileUnreadable, path.string() + ": cannot be written"};
    return Done{};
}

}  // namespace msao::engine
