// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/evaluate.h"

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

SampleRecord recordOf(std::size_t index, const Sample& sample) {
    return {index,
            sample.id,
            sample.type,
            sample.dimension,
            sample.group,
            sample.question,
            sample.expected,
            sample.constantScore,
            {},
            {}};
}

/// The same words from the same model: what nothing that verifies may change.
bool mustEqualCloudOnly(const RunSpec& run) {
    return run.pruning == PruningSource::None && run.mode != Mode::EdgeOnly;
}

Result<SampleRecord> answerAll(std::size_t index, const Sample& sample, std::span<const RunSpec> runs,
                               Answerer& answerer, std::stop_token stop) {
    std::vector<std::optional<MeasuredAnswer>> measured(runs.size());
    for (std::size_t turn = 0; turn < runs.size(); ++turn) {
        const std::size_t run = (index + turn) % runs.size();
        MSAO_TRY(measured[run], answerer.answer(runs[run], sample, stop));
    }
    const auto cloudOnly = std::ranges::find(runs, Mode::CloudOnly, &RunSpec::mode);
    SampleRecord result = recordOf(index, sample);
    for (std::size_t run = 0; run < runs.size(); ++run) {
        MeasuredAnswer& answer = *measured[run];
        answer.record.score = sample.score(answer.record.text);
        if (sample.pixelsOfObjects) answer.record.objectPixels = pixelsOfObjects(sample, answer.kept);
        if (cloudOnly != runs.end() && mustEqualCloudOnly(runs[run])) {
            const auto reference = static_cast<std::size_t>(cloudOnly - runs.begin());
            answer.record.differences = differences(answer.tokens, measured[reference]->tokens);
        }
        result.answers.push_back(std::move(answer.record));
    }
    return result;
}

Result<SampleRecord> measureSample(const Dataset& dataset, std::size_t index, std::span<const RunSpec> runs,
                                   Answerer& answerer, std::stop_token stop) {
    const Result<Sample> sample = dataset.sample(index);
    if (sample) return answerAll(index, *sample, runs, answerer, std::move(stop));
    SampleRecord broken;
    broken.index = index;
    broken.fault = sample.error().message;
    return broken;
}

}  // namespace

Result<EvaluationResult> evaluate(const Dataset& dataset, std::span<const RunSpec> runs, Answerer& answerer,
                                  RecordJournal* journal, const Progress& progress) {
    EvaluationResult result;
    for (std::size_t index = 0; index < dataset.size(); ++index) {
        progress.report(static_cast<double>(index) / static_cast<double>(dataset.size()), "evaluating");
        if (std::optional<SampleRecord> known = journal != nullptr ? journal->take(index) : std::nullopt) {
            result.samples.push_back(*std::move(known));
            continue;
        }
        auto record = measureSample(dataset, index, runs, answerer, progress.stop);
        if (progress.stop.stop_requested()) {
            result.isComplete = false;
            return result;
        }
        if (!record) return record.error();
        if (journal != nullptr) MSAO_CHECK(journal->write(*record));
        result.samples.push_back(*std::move(record));
    }
    progress.report(1, "evaluating");
    return result;
}

}  // namespace msao::evaluation
