// SPDX-License-Identifier: Apache-2.0
// A file with one line for each sample that was measured, so that an evaluation which was stopped goes on where it was.
#pragma once

#include "evaluation/measure/answer_record.h"

#include "msao/engine/result.h"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>

namespace msao::evaluation {

class RecordJournal {
public:
    enum class Start { Anew, Resume };

    /// `key` names everything that a measurement depends on; resuming a journal of another key is an Error that says
    /// so. A last line that was cut short is measured again.
    static engine::Result<RecordJournal> open(const std::filesystem::path& file, const std::string& key,
                                              std::size_t runs, Start start);

    /// What stands there of a sample; once.
    std::optional<SampleRecord> take(std::size_t index);
    engine::Status write(const SampleRecord& record);

private:
    explicit RecordJournal(std::filesystem::path file) : m_file(std::move(file)) {}
    engine::Status read(const std::string& key, std::size_t runs);

    std::filesystem::path m_file;
    std::map<std::size_t, SampleRecord> m_known;
    std::ofstream m_out;
};

}  // namespace msao::evaluation
