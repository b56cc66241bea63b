// SPDX-License-Identifier: Apache-2.0
// One's own data: questions.json with pictures and sounds beside it, as `msao world` writes them.
#pragma once

#include "evaluation/datasets/dataset.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace msao::evaluation {

struct FolderOptions {
    std::filesystem::path folder;
    std::uint64_t seed = 1;
    std::size_t samples = 100;
    double framesPerSecond = 1;  // at which several pictures of one situation were taken
};

/// {"situations": [{"pictures": ["a.png"], "sound": "a.wav", "questions": [{"question": "...", "answer": "...",
/// "answers": ["..."], "canonical": "...", "type": "..."}]}]}; of a question only its text and one answer are needed.
/// An answer is right that equals one of them as VQA v2 compares answers.
class FolderDataset final : public Dataset {
public:
    static engine::Result<std::unique_ptr<FolderDataset>> open(const FolderOptions& options);

    std::string_view name() const override { return "folder"; }
    std::size_t size() const override { return m_questions.size(); }
    engine::Result<Sample> sample(std::size_t index) const override;
    const RowFaults& faults() const override { return m_faults; }

private:
    struct Question {
        std::string id;  // of the situation and in it
        std::vector<std::filesystem::path> pictures;
        std::optional<std::filesystem::path> sound;
        std::string text;
        std::string type;
        std::vector<std::string> answers;
    };
    explicit FolderDataset(FolderOptions options) : m_options(std::move(options)) {}
    engine::Status read();

    FolderOptions m_options;
    std::vector<Question> m_questions;
    RowFaults m_faults;
};

}  // namespace msao::evaluation
