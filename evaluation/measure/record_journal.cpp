// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/record_journal.h"

#include "evaluation/measure/record_json.h"

#include <nlohmann/json.hpp>

#include <system_error>
#include <utility>

namespace msao::evaluation {

using namespace engine;
using nlohmann::json;

namespace {

constexpr std::uintmax_t kMaxBytes = 2'000'000'000;

Error cannotWrite(const std::filesystem::path& file) {
    return {ErrorCode::FileUnreadable, file.string() + ": cannot be written"};
}

std::string lineOf(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace) + '\n';
}

std::string headOf(const std::string& key) {
    json head;
    head["key"] = key;
    return lineOf(head);
}

}  // namespace

Result<RecordJournal> RecordJournal::open(const std::filesystem::path& file, const std::string& key, std::size_t runs,
                                          Start start) {
    RecordJournal journal(file);
    std::error_code ignored;
    const bool resumes = start == Start::Resume && std::filesystem::exists(file, ignored);
    if (resumes) MSAO_CHECK(journal.read(key, runs));
    journal.m_out.open(file, std::ios::binary | (resumes ? std::ios::app : std::ios::trunc));
    // A line that was cut short must not stand in front of the next one.
    journal.m_out << (resumes ? std::string("\n") : headOf(key));
    if (!journal.m_out.flush()) return cannotWrite(file);
    return journal;
}

Status RecordJournal::read(const std::string& key, std::size_t runs) {
    std::error_code error;
    const std::uintmax_t bytes = std::filesystem::file_size(m_file, error);
    if (error) return Error{ErrorCode::FileUnreadable, m_file.string() + ": " + error.message()};
    if (bytes > kMaxBytes) {
        return Error{ErrorCode::LimitExceeded, m_file.string() + ": expected at most " + std::to_string(kMaxBytes) +
                                                   " bytes, found " + std::to_string(bytes)};
    }
    std::ifstream in(m_file, std::ios::binary);
    std::string line;
    if (!std::getline(in, line)) return Done{};
    const json head = json::parse(line, nullptr, false);
    if (!head.is_object() || !head.contains("key") || head["key"] != key) {
        return Error{ErrorCode::InvalidArgument,
                     m_file.string() + ": is the journal of another evaluation; without --resume it begins anew"};
    }
    while (std::getline(in, line)) {
        std::optional<SampleRecord> record = sampleRecordOf(json::parse(line, nullptr, false));
        if (!record || (record->answers.size() != runs && record->fault.empty())) continue;
        const std::size_t index = record->index;
        m_known.insert_or_assign(index, *std::move(record));
    }
    return Done{};
}

std::optional<SampleRecord> RecordJournal::take(std::size_t index) {
    auto found = m_known.extract(index);
    if (found.empty()) return std::nullopt;
    return std::move(found.mapped());
}

Status RecordJournal::write(const SampleRecord& record) {
    m_out << lineOf(toJson(record));
    if (!m_out.flush()) return cannotWrite(m_file);
    return Done{};
}

}  // namespace msao::evaluation
