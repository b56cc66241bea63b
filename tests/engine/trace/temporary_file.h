// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <vector>

#include <stdlib.h>
#include <unistd.h>

namespace msao::tests {

/// A file name of its own that exists, and is removed at the end.
class TemporaryFile {
public:
    TemporaryFile() {
        std::string name = (std::filesystem::temp_directory_path() / "msao-trace-XXXXXX").string();
        ::close(::mkstemp(name.data()));
        m_path = name;
    }
    TemporaryFile(const TemporaryFile&) = delete;
    ~TemporaryFile() { std::filesystem::remove(m_path); }

    const std::filesystem::path& path() const { return m_path; }

    std::vector<std::byte> bytes() const {
        std::ifstream in(m_path, std::ios::binary);
        const std::vector<char> text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
        const auto bytes = std::as_bytes(std::span(text));
        return {bytes.begin(), bytes.end()};
    }

    void write(std::span<const std::byte> bytes) const {
        // Some file systems flush a file that is cut and written anew, which takes longer than the test.
        std::filesystem::remove(m_path);
        std::ofstream out(m_path, std::ios::binary | std::ios::trunc);
        out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }

private:
    std::filesystem::path m_path;
};

}  // namespace msao::tests
