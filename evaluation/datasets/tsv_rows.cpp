// SPDX-License-Identifier: Apache-2.0
#include "evaluation/datasets/tsv_rows.h"

#include <system_error>
#include <utility>

namespace msao::evaluation {

using namespace engine;

namespace {

constexpr int kEnd = std::char_traits<char>::eof();

bool endsField(int c) {
    return c == '\t' || c == '\n' || c == '\r' || c == kEnd;
}

}  // namespace

Result<TsvRows> TsvRows::open(const std::filesystem::path& file) {
    std::error_code error;
    const bool isFile = std::filesystem::is_regular_file(file, error);
    std::ifstream in(file, std::ios::binary);
    if (!isFile || !in) return Error{ErrorCode::FileNotFound, file.string() + ": is no file that can be read"};
    return TsvRows(std::move(in));
}

int TsvRows::get() {
    const int c = m_in.rdbuf()->sbumpc();
    m_offset += c != kEnd;
    return c;
}

int TsvRows::peek() {
    return m_in.rdbuf()->sgetc();
}

void TsvRows::seek(std::uint64_t offset) {
    m_in.clear();
    m_in.seekg(static_cast<std::streamoff>(offset));
    m_offset = offset;
}

std::optional<TsvRows::Row> TsvRows::next() {
    Row row{m_offset, std::vector<std::string>(1), {}};
    std::size_t bytes = 0;
    bool isQuoted = false;
    std::optional<std::uint64_t> secondLine;  // of a row that has more than one
    int c = get();
    if (c == kEnd) return std::nullopt;
    for (; c != kEnd && (isQuoted || c != '\n'); c = get()) {
        if (c == '\n' && !secondLine) secondLine = m_offset;
        if (++bytes > kMaxRowBytes) {
            row.fault = "expected at most " + std::to_string(kMaxRowBytes) + " bytes in a row";
            row.fields.assign(1, "");  // goes on to the row's end without keeping it
            bytes = 1;
            if (secondLine) break;
        }
        std::string& field = row.fields.back();
        if (isQuoted && c == '"') {
            isQuoted = peek() == '"';
            if (isQuoted) field += static_cast<char>(get());
            if (!isQuoted && !endsField(peek())) row.fault = "goes on behind closing quotes";
            if (!row.fault.empty() && secondLine) break;
        } else if (!isQuoted && c == '"' && field.empty()) {
            isQuoted = true;
        } else if (!isQuoted && c == '\t') {
            row.fields.emplace_back();
        } else if (isQuoted || c != '\r') {
            field += static_cast<char>(c);
        }
    }
    if (isQuoted && row.fault.empty()) row.fault = "ends inside quotes";
    // Where quotes do not fit, one of them was not closed: only the row's first line is lost, not those that it took
    // in.
    if (!row.fault.empty() && secondLine) seek(*secondLine);
    return row;
}

}  // namespace msao::evaluation
