// SPDX-License-Identifier: Apache-2.0
#include "evaluation/datasets/folder_dataset.h"

#include "evaluation/datasets/json_fields.h"
#include "evaluation/datasets/json_rows.h"
#include "evaluation/datasets/seeded_choice.h"
#include "evaluation/scoring/vqa_accuracy.h"

#include <algorithm>
#include <utility>

namespace msao::evaluation {

using namespace engine;
using nlohmann::json;

namespace {

constexpr std::size_t kMaxPictures = kMaxClipFrames;
constexpr std::size_t kMaxAnswers = 100;

/// Names may not lead out of the folder.
std::filesystem::path fileIn(const std::filesystem::path& folder, const json& value) {
    if (!value.is_string()) throw RowFault{"expected a file's name"};
    const std::filesystem::path name = value.get<std::string>();
    if (name.empty() || name != name.filename() || name == ".." || name == ".")
        throw RowFault{"expected the name of a file in the folder"};
    return folder / name;
}

std::vector<std::string> answersOf(const json& row) {
    std::vector<std::string> answers;
    for (const char* name : {"answer", "canonical"}) {
        if (row.contains(name)) answers.push_back(textOf(row, name));
    }
    if (row.contains("answers")) {
        for (const json& answer : listOf(row, "answers")) {
            if (!answer.is_string() || answers.size() == kMaxAnswers)
                throw RowFault{"expected at most 100 texts as `answers`"};
            answers.push_back(answer.get<std::string>());
        }
    }
    if (answers.empty()) throw RowFault{"expected an `answer`"};
    return answers;
}

}  // namespace

Result<std::unique_ptr<FolderDataset>> FolderDataset::open(const FolderOptions& options) {
    std::unique_ptr<FolderDataset> dataset(new FolderDataset(options));
    MSAO_CHECK(dataset->read());
    if (!dataset->m_questions.empty()) return dataset;
    return Error{ErrorCode::MalformedFile, (options.folder / "questions.json").string() +
                                               ": expected a question with an answer, found none; " +
                                               std::to_string(dataset->m_faults.count()) + " rows are broken"};
}

Status FolderDataset::read() {
    SeededChoice<Question> choice(m_options.seed, m_options.samples);
    std::uint64_t number = 0;
    // A broken question leaves the others of its situation as they are.
    const auto offer = [&](const json& row, Question question) {
        try {
            question.text = textOf(row, "question");
            question.type = row.contains("type") ? textOf(row, "type") : "question";
            question.answers = answersOf(row);
            choice.offer(number++, std::move(question));
        } catch (const RowFault& fault) {
            m_faults.add("question " + question.id + ": " + fault.what);
        }
    };
    JsonRowHandler handler;
    handler.lists["situations"] = [&](std::size_t index, const json& row) {
        try {
            Question shown;
            const json& pictures =
                row.is_object() && row.contains("pictures") ? listOf(row, "pictures") : json::array();
            if (pictures.size() > kMaxPictures) throw RowFault{"expected at most 768 `pictures`"};
            for (const json& picture : pictures) shown.pictures.push_back(fileIn(m_options.folder, picture));
            if (row.is_object() && row.contains("sound")) shown.sound = fileIn(m_options.folder, row["sound"]);
            std::size_t place = 0;
            for (const json& question : listOf(row, "questions")) {
                Question asked = shown;
                asked.id = std::to_string(index) + "/" + std::to_string(place++);
                offer(question, std::move(asked));
            }
        } catch (const RowFault& fault) {
            m_faults.add("situations[" + std::to_string(index) + "]: " + fault.what);
        }
    };
    MSAO_CHECK(readJsonRows(m_options.folder / "questions.json", handler));
    m_questions = choice.take();
    return Done{};
}

Result<Sample> FolderDataset::sample(std::size_t index) const {
    const Question& question = m_questions[index];
    Sample sample;
    sample.id = question.id;
    sample.type = question.type;
    sample.question = question.text;
    sample.expected = question.answers.back();
    sample.isClip = question.pictures.size() > 1;
    sample.pictures.framesPerSecond = m_options.framesPerSecond;
    for (const std::filesystem::path& file : question.pictures) {
        MSAO_TRY(RgbImage image, readImage(file));
        if (!sample.pictures.frames.empty() && (image.width != sample.pictures.frames.front().width ||
                                                image.height != sample.pictures.frames.front().height))
            return Error{ErrorCode::ShapeMismatch, file.string() + ": has another size than the frame before it"};
        sample.pictures.frames.push_back(std::move(image));
    }
    if (question.sound) {
        MSAO_TRY(sample.sound, readSound(*question.sound));
    }
    sample.score = [answers = question.answers](std::string_view answer) {
        const std::string said = normalisedVqaAnswer(answer);
        return std::ranges::any_of(answers,
                                   [&](const std::string& right) { return normalisedVqaAnswer(right) == said; })
                   ? 1.0
                   : 0.0;
    };
    return sample;
}

}  // namespace msao::evaluation
