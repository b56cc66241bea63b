// SPDX-License-Identifier: Apache-2.0
#include "evaluation/datasets/vqa_dataset.h"

#include "evaluation/datasets/json_fields.h"
#include "evaluation/datasets/json_rows.h"
#include "evaluation/datasets/seeded_choice.h"
#include "evaluation/scoring/vqa_accuracy.h"

#include <algorithm>
#include <cstdio>
#include <unordered_map>
#include <utility>

namespace msao::evaluation {

using namespace engine;
using nlohmann::json;

namespace {

/// What models are told so that their answers are as short as people's.
constexpr std::string_view kShortly = "\nAnswer the question using a single word or phrase.";
constexpr std::size_t kMaxAnswers = 100;

bool isPlainName(const std::string& text) {
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
}

std::vector<std::string> answersOf(const json& row) {
    std::vector<std::string> answers;
    for (const json& person : listOf(row, "answers")) {
        answers.push_back(textOf(person, "answer"));
        if (answers.size() > kMaxAnswers) throw RowFault{"expected at most 100 `answers`"};
    }
    if (answers.size() < 2) throw RowFault{"expected at least two `answers`"};
    return answers;
}

}  // namespace

Result<std::unique_ptr<VqaDataset>> VqaDataset::open(const VqaOptions& options) {
    std::unique_ptr<VqaDataset> dataset(new VqaDataset);
    dataset->m_images = options.images;
    MSAO_CHECK(dataset->readQuestions(options));
    MSAO_CHECK(dataset->readAnnotations(options));
    if (dataset->m_questions.empty()) {
        return Error{ErrorCode::MalformedFile, options.questions.string() +
                                                   ": expected a question with annotations, found none; " +
                                                   std::to_string(dataset->m_faults.count()) + " rows are broken"};
    }
    return dataset;
}

Status VqaDataset::readQuestions(const VqaOptions& options) {
    SeededChoice<Question> choice(options.seed, options.samples);
    JsonRowHandler handler;
    handler.text = [&](const std::string& name, const std::string& value) {
        if (name == "data_subtype") m_subset = value;
    };
    handler.lists["questions"] = [&](std::size_t index, const json& row) {
        try {
            Question question;
            question.id = countOf(row, "question_id");
            question.image = countOf(row, "image_id");
            question.text = textOf(row, "question");
            const auto id = static_cast<std::uint64_t>(question.id);
            choice.offer(id, std::move(question));
        } catch (const RowFault& fault) {
            m_faults.add("questions[" + std::to_string(index) + "]: " + fault.what);
        }
    };
    MSAO_CHECK(readJsonRows(options.questions, handler));
    m_questions = choice.take();
    if (isPlainName(m_subset)) return Done{};
    return Error{ErrorCode::MalformedFile, options.questions.string() + ": expected a name as `data_subtype`"};
}

Status VqaDataset::readAnnotations(const VqaOptions& options) {
    std::unordered_map<std::int64_t, std::size_t> places;
    for (std::size_t i = 0; i < m_questions.size(); ++i) places[m_questions[i].id] = i;
    JsonRowHandler handler;
    handler.lists["annotations"] = [&](std::size_t index, const json& row) {
        try {
            const auto place = places.find(countOf(row, "question_id"));
            if (place == places.end()) return;
            Question& question = m_questions[place->second];
            question.answerType = textOf(row, "answer_type");
            question.questionType = textOf(row, "question_type");
            question.commonAnswer = textOf(row, "multiple_choice_answer");
            question.answers = answersOf(row);
        } catch (const RowFault& fault) {
            m_faults.add("annotations[" + std::to_string(index) + "]: " + fault.what);
        }
    };
    MSAO_CHECK(readJsonRows(options.annotations, handler));
    for (const Question& question : m_questions) {
        if (question.answers.empty())
            m_faults.add("question " + std::to_string(question.id) + ": has no annotation of use");
    }
    std::erase_if(m_questions, [](const Question& question) { return question.answers.empty(); });
    return Done{};
}

std::filesystem::path VqaDataset::imageFile(const Question& question) const {
    char number[32];
    std::snprintf(number, sizeof number, "%012lld", static_cast<long long>(question.image));
    return m_images / ("COCO_" + m_subset + "_" + number + ".jpg");
}

Result<Sample> VqaDataset::sample(std::size_t index) const {
    const Question& question = m_questions[index];
    Sample sample;
    sample.id = std::to_string(question.id);
    sample.type = question.answerType;
    sample.dimension = question.questionType;
    sample.question = question.text + std::string(kShortly);
    sample.expected = question.commonAnswer;
    MSAO_TRY(RgbImage image, readImage(imageFile(question)));
    sample.pictures.frames.push_back(std::move(image));
    sample.score = [answers = question.answers](std::string_view answer) { return vqaAccuracy(answer, answers); };
    return sample;
}

}  // namespace msao::evaluation
