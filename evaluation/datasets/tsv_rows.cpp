// SPDX-License-Identifier: Apache-2.0
#include "evaluation/datasets/tsv_rows.h"

#include <system_error>
#include <utility>

namespace msao::evaluation {

using namespace engine;

Result<TsvRows> TsvRows::open(const std::filesystem::path& file) {
    std::error_code error;
    const bool isFile = std::filesystem::is_regular_file(file, error);
    std::ifstream in(file, std::ios::binary);
    if (!isFile || !in) return Error{ErrorCode::FileNotFound, file.string() + ": is no file that can be read"};
    return TsvRows(std::move(in));
}

int TsvRows::get() {
    const int c = m_in.rdbuf()->sbumpc();
    m_offset += c != std::char_traits<char>::eof();
    return c;
}

void TsvRows::seek(std::uint64_t offset) {
    m_in.clear();
    m_in.seekg(static_cast<std::streamoff>(offset));
    m_offset = offset;
}

std::optional<TsvRows::Row> TsvRows::next() {
    constexpr int kEnd = std::char_traits<char>::eof();
    Row row{m_offset, std::vector<std::string>(1), {}};
    std::size_t bytes = 0;
    bool isQuoted = false;
    int c = get();
    if (c == kEnd) return std::nullopt;
    for (; c != kEnd && (isQuoted || c != '\n'); c = get()) {
        if (++bytes > kMaxRowBytes) {
            row.fault = "expected at most " + std::to_string(kMaxRowBytes) + " bytes in a row";
            row.fields.assign(1, "");  // goes on to the row's end without keeping it
            bytes = 1;
        }
        std::string& field = row.fields.back();
        if (isQuoted && c == '"') {
            isQuoted = m_in.rdbuf()->sgetc() == '"';
            if (isQuoted) field += static_cast<char>(get());
        } else if (!isQuoted && c == '"' && field.empty()) {
            isQuoted = true;
        } else if (!isQuoted && c == '\t') {
            row.fields.emplace_back();
        } else if (isQuoted || c != '\r') {
            field += static_cast<char>(c);
        }
    }
    if (isQuoted && row.fault.empty()) row.fault = "ends inside quotes";
    return row;
}

}  // namespace msao::evaluation
