// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace msao::evaluation {

/// Tables with tabs between fields, quoted as spreadsheets do it: a field in double quotes may hold tabs, line breaks,
/// and quotes written twice. One row is held at a time.
class TsvRows {
public:
    struct Row {
        std::uint64_t offset = 0;  // in the file, to come back to it
        std::vector<std::string> fields;
        std::string fault;  // why it is broken: too long, cut off, or its quotes do not fit
    };

    static engine::Result<TsvRows> open(const std::filesystem::path& file);

    /// Nothing at the end of the file. A row longer than kMaxRowBytes is skipped, and its fault says so. Behind a row
    /// whose quotes do not fit comes the line after its first.
    std::optional<Row> next();
    void seek(std::uint64_t offset);

    static constexpr std::size_t kMaxRowBytes = 64'000'000;

private:
    explicit TsvRows(std::ifstream in) : m_in(std::move(in)) {}
    int get();
    int peek();

    std::ifstream m_in;
    std::uint64_t m_offset = 0;
};

}  // namespace msao::evaluation
