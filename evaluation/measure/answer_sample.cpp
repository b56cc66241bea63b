// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/answer_sample.h"

#include "evaluation/measure/sample_digest.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace msao::evaluation {

using namespace engine;

namespace {

/// Tokens that would have to be replaced, and those that one has more than the other.
std::int64_t differences(const std::vector<TokenId>& a, const std::vector<TokenId>& b) {
    const std::size_t both = std::min(a.size(), b.size());
    auto count = static_cast<std::int64_t>(std::max(a.size(), b.size()) - both);
    for (std::size_t i = 0; i < both; ++i) count += a[i] != b[i];
    return count;
}

PixelShare pixelsOfObjects(const Sample& sample, const std::vector<KeptGrid>& kept) {
    PixelShare sum;
    for (const KeptGrid& grid : kept) {
        const PixelShare share = sample.pixelsOfObjects(grid);
        sum.kept += share.kept;
        sum.all += share.all;
    }
    return sum;
}

/// The same words from the same model: what nothing that verifies may change.
bool mustEqualCloudOnly(const RunSpec& run) {
    return run.pruning == PruningSource::None && run.mode != Mode::EdgeOnly;
}

}  // namespace

Result<SampleRecord> answerSample(std::size_t index, const Sample& sample, std::span<const RunSpec> runs,
                                  Answerer& answerer, std::stop_token stop) {
    std::vector<std::optional<MeasuredAnswer>> measured(runs.size());
    for (std::size_t turn = 0; turn < runs.size(); ++turn) {
        const std::size_t run = (index + turn) % runs.size();
        MSAO_TRY(measured[run], answerer.answer(runs[run], sample, stop));
    }
    const auto cloudOnly = std::ranges::find(runs, Mode::CloudOnly, &RunSpec::mode);
    std::vector<AnswerRecord> answers;
    for (std::size_t run = 0; run < runs.size(); ++run) {
        MeasuredAnswer& answer = *measured[run];
        if (sample.pixelsOfObjects) answer.record.objectPixels = pixelsOfObjects(sample, answer.kept);
        if (cloudOnly != runs.end() && mustEqualCloudOnly(runs[run])) {
            const auto reference = static_cast<std::size_t>(cloudOnly - runs.begin());
            answer.record.differences = differences(answer.tokens, measured[reference]->tokens);
        }
        answers.push_back(std::move(answer.record));
    }
    return recordOf(index, sample, std::move(answers));
}

SampleRecord recordOf(std::size_t index, const Sample& sample, std::vector<AnswerRecord> answers) {
    for (AnswerRecord& answer : answers) answer.score = sample.score(answer.text);
    SampleRecord record;
    record.index = index;
    record.content = sampleDigest(sample);
    record.id = sample.id;
    record.type = sample.type;
    record.dimension = sample.dimension;
    record.group = sample.group;
    record.question = sample.question;
    record.expected = sample.expected;
    record.constantScore = sample.constantScore;
    record.answers = std::move(answers);
    return record;
}

SampleRecord brokenSample(std::size_t index, const Error& fault) {
    SampleRecord record;
    record.index = index;
    record.fault = fault.message;
    return record;
}

}  // namespace msao::evaluation
