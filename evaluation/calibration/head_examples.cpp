// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/head_examples.h"

#include "engine/probe/vector_math.h"
#include "msao/engine/question_probe.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace msao::calibration {

using namespace engine;

namespace {

Error otherTokens(std::int64_t draft, std::size_t target) {
    return {ErrorCode::ShapeMismatch, "draft and target cut a picture or sound into different numbers of tokens: " +
                                          std::to_string(draft) + " and " + std::to_string(target)};
}

HeadExample exampleOf(const ProbedMedium& medium, const std::vector<float>& attention, std::size_t maxTokens) {
    HeadExample example;
    example.modality = medium.modality;
    example.features.width = medium.pooled.width;
    const std::size_t tokens = attention.size();
    const std::size_t count = std::min(tokens, maxTokens);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t token = i * tokens / count;
        const std::span<const float> row = medium.pooled.row(static_cast<std::int64_t>(token));
        example.features.values.insert(example.features.values.end(), row.begin(), row.end());
        example.attention.push_back(attention[token]);
    }
    example.features.rows = static_cast<std::int64_t>(count);
    return example;
}

ModalExample modalExample(const QuestionProbe& probe, const std::vector<float>& prompt,
                          std::span<const MeasuredRelevance> relevance) {
    ModalExample example{prompt, {}};
    const std::vector<float> shares = relevanceShares(relevance);
    for (std::size_t i = 0; i < relevance.size(); ++i) {
        const Modality modality = relevance[i].modality;
        const bool isText = modality == Modality::Text;
        example.parts.push_back({modality, isText ? prompt : modalityFeatures(probe.media(), modality), shares[i]});
    }
    return example;
}

}  // namespace

float importanceLabel(double attention, double mean) {
    const double square = attention * attention;
    const double half = 2 * mean;
    return square > 0 ? static_cast<float>(square / (square + half * half)) : 0.0F;
}

Result<QuestionExamples> questionExamples(Engine& draft, const PromptDescription& asked, std::span<const TokenId> words,
                                          const SampleMeasurement& watched, std::size_t maxTokens,
                                          std::stop_token stop) {
    QuestionExamples examples;
    if (words.empty() || watched.attention.empty()) return examples;
    MSAO_TRY(const Prompt prompt, preparePrompt(asked, draft.config()));
    const std::unique_ptr<ImportanceSource> any = downsamplingImportance();
    MSAO_TRY(const QuestionProbe probe, QuestionProbe::look(draft, prompt, words, *any, std::move(stop)));
    const std::vector<float> question = meanRow(probe.words());
    const std::span<const ProbedMedium> media = probe.media();
    if (media.size() != watched.attention.size()) return otherTokens(0, watched.attention.size());
    for (std::size_t m = 0; m < media.size(); ++m) {
        const std::vector<float>& attention = watched.attention[m];
        if (!std::cmp_equal(media[m].pooled.rows, attention.size()))
            return otherTokens(media[m].pooled.rows, attention.size());
        examples.media.push_back(exampleOf(media[m], attention, maxTokens));
        examples.media.back().prompt = question;
    }
    if (!watched.relevance.empty()) examples.modalities = modalExample(probe, question, watched.relevance);
    return examples;
}

}  // namespace msao::calibration
