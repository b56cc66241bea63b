// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <filesystem>
#include <string_view>

namespace msao::engine {

/// A folder that appears under its name only when it is complete: files are written into a neighbour, which is renamed
/// at the end and removed if that end is never reached.
class OutputFolder {
public:
    /// Refuses a target that exists and is not an empty folder.
    static Result<OutputFolder> create(const std::filesystem::path& target);

    OutputFolder(OutputFolder&& other) noexcept;
    OutputFolder& operator=(OutputFolder&&) = delete;
    ~OutputFolder();

    /// Where to write until finish().
    const std::filesystem::path& path() const { return m_partial; }
    Status finish();

private:
    OutputFolder(std::filesystem::path partial, std::filesystem::path target)
        : m_partial(std::move(partial)), m_target(std::move(target)) {}

    std::filesystem::path m_partial;  // empty: finished
    std::filesystem::path m_target;
};

/// Writes a small file whole; the folder is expected to be a partial one, so no temporary name is needed.
Status writeFile(const std::filesystem::path& path, std::string_view text);

}  // namespace msao::engine
