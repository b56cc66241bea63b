// SPDX-License-Identifier: Apache-2.0
// Pictures with questions as `msao world` writes them: questions.json and the files that it names.
#pragma once

#include "evaluation/calibration/question_source.h"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace msao::calibration {

/// One question, by the files it is about; they are read when it is its turn.
struct SampleQuestion {
    std::vector<std::filesystem::path> pictures;  // several are the frames of one clip
    std::optional<std::filesystem::path> sound;
    std::string text;
    bool operator==(const SampleQuestion&) const = default;
};

/// At most `count`: the first question of every situation, then the second of each, and so on. File names in
/// questions.json may not lead out of the folder.
engine::Result<std::vector<SampleQuestion>> readQuestions(const std::filesystem::path& folder, std::size_t count);

/// The questions of such a folder.
class FolderQuestions final : public QuestionSource {
public:
    static engine::Result<FolderQuestions> open(const std::filesystem::path& folder, std::size_t count,
                                                double framesPerSecond);

    std::size_t size() const override { return m_questions.size(); }
    engine::Result<AskedQuestion> question(std::size_t index, const engine::Engine& engine) const override;

private:
    FolderQuestions(std::vector<SampleQuestion> questions, double framesPerSecond)
        : m_questions(std::move(questions)), m_framesPerSecond(framesPerSecond) {}

    std::vector<SampleQuestion> m_questions;
    double m_framesPerSecond;
};

}  // namespace msao::calibration
