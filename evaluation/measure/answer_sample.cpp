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

/// Tokens are compared each time that they were said.
struct AskedOften {
    std::optional<MeasuredAnswer> first;
    std::vector<std::vector<TokenId>> again;

    std::int64_t differencesTo(const std::vector<TokenId>& reference) const {
        std::int64_t sum = differences(first->tokens, reference);
        for (const std::vector<TokenId>& tokens : again) sum += differences(tokens, reference);
        return sum;
    }
};

Result<std::vector<AskedOften>> askOften(std::size_t index, const Sample& sample, std::span<const RunSpec> runs,
                                         std::size_t repeats, Answerer& answerer, std::stop_token stop) {
    std::vector<AskedOften> asked(runs.size());
    for (std::size_t time = 0; time < repeats; ++time) {
        for (std::size_t turn = 0; turn < runs.size(); ++turn) {
            const std::size_t run = (index + time + turn) % runs.size();
            if (time == 0) {
                MSAO_TRY(asked[run].first, answerer.answer(runs[run], sample, stop));
            } else if (!runs[run].isForced()) {
                MSAO_TRY(MeasuredAnswer answer, answerer.answerAgain(runs[run], sample, stop));
                asked[run].first->record.repeats.push_back(
                    {answer.record.times, answer.record.pacing, answer.record.tokens});
                asked[run].again.push_back(std::move(answer.tokens));
            }
        }
    }
    return asked;
}

}  // namespace

Result<SampleRecord> answerSample(std::size_t index, const Sample& sample, std::span<const RunSpec> runs,
                                  std::size_t repeats, Answerer& answerer, std::stop_token stop) {
    MSAO_TRY(std::vector<AskedOften> asked, askOften(index, sample, runs, repeats, answerer, std::move(stop)));
    const auto cloudOnly = std::ranges::find(runs, Mode::CloudOnly, &RunSpec::mode);
    std::vector<AnswerRecord> answers;
    for (std::size_t run = 0; run < runs.size(); ++run) {
        MeasuredAnswer& answer = *asked[run].first;
        if (sample.pixelsOfObjects) answer.record.objectPixels = pixelsOfObjects(sample, answer.kept);
        if (cloudOnly != runs.end() && mustEqualCloudOnly(runs[run])) {
            const auto reference = static_cast<std::size_t>(cloudOnly - runs.begin());
            answer.record.differences = asked[run].differencesTo(asked[reference].first->tokens);
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
