// SPDX-License-Identifier: Apache-2.0
// VQA v2 in its official form: questions and annotations as JSON, pictures in a folder.
#pragma once

#include "evaluation/datasets/dataset.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace msao::evaluation {

struct VqaOptions {
    std::filesystem::path questions;    // v2_OpenEnded_mscoco_val2014_questions.json
    std::filesystem::path annotations;  // v2_mscoco_val2014_annotations.json
    std::filesystem::path images;       // with COCO_val2014_000000262148.jpg
    std::uint64_t seed = 1;
    std::size_t samples = 100;
};

/// Types are the answer types (yes/no, number, other), dimensions the question types.
class VqaDataset final : public Dataset {
public:
    static engine::Result<std::unique_ptr<VqaDataset>> open(const VqaOptions& options);

    std::string_view name() const override { return "vqav2"; }
    std::size_t size() const override { return m_questions.size(); }
    engine::Result<Sample> sample(std::size_t index) const override;
    const RowFaults& faults() const override { return m_faults; }

private:
    struct Question {
        std::int64_t id = 0;
        std::int64_t image = 0;
        std::string text;
        std::string answerType;
        std::string questionType;
        std::string commonAnswer;
        std::vector<std::string> answers;
    };
    engine::Status readQuestions(const VqaOptions& options);
    engine::Status readAnnotations(const VqaOptions& options);
    std::filesystem::path imageFile(const Question& question) const;

    std::filesystem::path m_images;
    std::string m_subset;  // "val2014"
    std::vector<Question> m_questions;
    RowFaults m_faults;
};

}  // namespace msao::evaluation
