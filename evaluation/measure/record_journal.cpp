// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/record_journal.h"

#include "evaluation/measure/record_json.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <random>
#include <set>
#include <system_error>
#include <utility>

namespace msao::evaluation {

using namespace engine;
using nlohmann::json;

namespace {

constexpr std::uintmax_t kMaxBytes = 2'000'000'000;
constexpr const char* kSuffix = ".journal";

Error cannotWrite(const std::filesystem::path& file) {
    return {ErrorCode::FileUnreadable, file.string() + ": cannot be written"};
}

std::string lineOf(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace) + '\n';
}

/// Machines that share a folder need not know of each other.
std::string newName() {
    std::random_device random;
    char name[24];
    std::snprintf(name, sizeof name, "%08x%08x", random(), random());
    return name + std::string(kSuffix);
}

}  // namespace

Result<RecordJournal> RecordJournal::open(const std::filesystem::path& file, const std::string& key, std::size_t runs,
                                          Start start) {
    RecordJournal journal(file, key);
    std::error_code ignored;
    const bool resumes = start == Start::Resume && std::filesystem::exists(file, ignored);
    if (!resumes) {
        MSAO_CHECK(journal.begin());
        return journal;
    }
    MSAO_CHECK(journal.read(file, runs));
    journal.m_out.open(file, std::ios::binary | std::ios::app);
    // A line that was cut short must not stand in front of the next one.
    journal.m_out << '\n';
    if (!journal.m_out.flush()) return cannotWrite(file);
    return journal;
}

Result<RecordJournal> RecordJournal::openFolder(const std::filesystem::path& folder, const std::string& key,
                                                std::size_t runs) {
    RecordJournal journal(folder / newName(), key);
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    std::set<std::filesystem::path> files;  // in an order: of a sample that stands there twice, the last one counts
    if (!error) {
        for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
            if (it->path().extension() == kSuffix) files.insert(it->path());
        }
    }
    if (error) return Error{ErrorCode::FileUnreadable, folder.string() + ": " + error.message()};
    for (const std::filesystem::path& file : files) static_cast<void>(journal.read(file, runs));
    return journal;
}

Status RecordJournal::begin() {
    json head;
    head["key"] = m_key;
    m_out.open(m_file, std::ios::binary | std::ios::trunc);
    m_out << lineOf(head);
    if (!m_out.flush()) return cannotWrite(m_file);
    return Done{};
}

Status RecordJournal::read(const std::filesystem::path& file, std::size_t runs) {
    std::error_code error;
    const std::uintmax_t bytes = std::filesystem::file_size(file, error);
    if (error) return Error{ErrorCode::FileUnreadable, file.string() + ": " + error.message()};
    if (bytes > kMaxBytes) {
        return Error{ErrorCode::LimitExceeded, file.string() + ": expected at most " + std::to_string(kMaxBytes) +
                                                   " bytes, found " + std::to_string(bytes)};
    }
    std::ifstream in(file, std::ios::binary);
    std::string line;
    if (!std::getline(in, line)) return Done{};
    const json head = json::parse(line, nullptr, false);
    if (!head.is_object() || !head.contains("key") || head["key"] != m_key) {
        return Error{ErrorCode::InvalidArgument,
                     file.string() + ": is the journal of another evaluation; without --resume it begins anew"};
    }
    while (std::getline(in, line)) {
        std::optional<SampleRecord> record = sampleRecordOf(json::parse(line, nullptr, false));
        if (record && record->answers.size() == runs)
            m_known.insert_or_assign(std::move(record->content), std::move(record->answers));
    }
    return Done{};
}

std::optional<std::vector<AnswerRecord>> RecordJournal::take(const std::string& content) {
    auto found = m_known.extract(content);
    if (found.empty()) return std::nullopt;
    return std::move(found.mapped());
}

Status RecordJournal::write(const SampleRecord& record) {
    if (!m_out.is_open()) MSAO_CHECK(begin());
    m_out << lineOf(toJson(record));
    if (!m_out.flush()) return cannotWrite(m_file);
    return Done{};
}

}  // namespace msao::evaluation
