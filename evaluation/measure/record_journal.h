// SPDX-License-Identifier: Apache-2.0
// Files with one line for each sample that was measured, so that an evaluation which was stopped goes on where it was.
#pragma once

#include "evaluation/measure/answer_record.h"

#include "msao/engine/result.h"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace msao::evaluation {

/// Samples are known by what was shown and asked (sample_digest.h), whatever their place in a dataset.
class RecordJournal {
public:
    enum class Start { Anew, Resume };

    /// `key` names everything else that an answer depends on; resuming a journal of another key is an Error that says
    /// so. A last line that was cut short is measured again.
    static engine::Result<RecordJournal> open(const std::filesystem::path& file, const std::string& key,
                                              std::size_t runs, Start start);

    /// All journals of this key in a folder, which is made if need be. What is measured now gets a file of its own
    /// there, so that many processes may share the folder. Files of it that cannot be read count for nothing.
    static engine::Result<RecordJournal> openFolder(const std::filesystem::path& folder, const std::string& key,
                                                    std::size_t runs);

    /// The answers to a sample of this digest; once.
    std::optional<std::vector<AnswerRecord>> take(const std::string& content);
    engine::Status write(const SampleRecord& record);

private:
    RecordJournal(std::filesystem::path file, std::string key) : m_file(std::move(file)), m_key(std::move(key)) {}
    engine::Status read(const std::filesystem::path& file, std::size_t runs);
    engine::Status begin();

    std::filesystem::path m_file;
    std::string m_key;
    std::map<std::string, std::vector<AnswerRecord>> m_known;
    std::ofstream m_out;
};

}  // namespace msao::evaluation
