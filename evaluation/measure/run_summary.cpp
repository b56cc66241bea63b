// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/run_summary.h"

#include "evaluation/measure/acceptance.h"
#include "evaluation/measure/accuracy.h"

#include <algorithm>
#include <utility>

namespace msao::evaluation {

namespace {

Spread spreadOf(const std::vector<double>& values, std::uint64_t seed) {
    const BootstrapOptions bootstrap{.seed = seed};
    return {mean(values), percentile(values, 0.5), bootstrapPercentile(values, 0.5, bootstrap),
            percentile(values, 0.95), bootstrapPercentile(values, 0.95, bootstrap)};
}

template <typename Key>
std::map<std::string, Accuracy> accuracyBy(std::span<const ScoredQuestion> questions, Key key, std::uint64_t seed) {
    std::map<std::string, std::vector<ScoredQuestion>> parts;
    for (const ScoredQuestion& question : questions) {
        if (!key(question).empty()) parts[key(question)].push_back(question);
    }
    std::map<std::string, Accuracy> result;
    for (const auto& [name, part] : parts) result[name] = accuracyOf(part, seed);
    return result;
}

/// One run's answers, added up.
class Summer {
public:
    Summer(RunSummary& summary, const SummaryOptions& options) : m_summary(summary), m_options(options) {}

    void add(const SampleRecord& sample, const AnswerRecord& answer) {
        ++m_summary.answers;
        m_summary.tokens += answer.tokens;
        ++m_summary.chosenModes[answer.chosenMode];
        m_retention.push_back(answer.retention);
        if (answer.objectPixels) {
            m_pixels.kept += answer.objectPixels->kept;
            m_pixels.all += answer.objectPixels->all;
        }
        if (answer.differences) {
            m_summary.differentTokens = m_summary.differentTokens.value_or(0) + *answer.differences;
            m_summary.differentAnswers += *answer.differences > 0;
        }
        addTimes(answer);
        addCosts(answer);
        addMistake(sample, answer);
    }

    void finish() {
        m_summary.retention = mean(m_retention);
        if (m_pixels.all > 0)
            m_summary.objectShare = static_cast<double>(m_pixels.kept) / static_cast<double>(m_pixels.all);
        m_summary.firstTokenMs = spreadOf(m_firstTokenMs, m_options.seed);
        m_summary.totalMs = spreadOf(m_totalMs, m_options.seed);
        if (m_decodeMs > 0) m_summary.tokensPerSecond = 1000 * m_decodedTokens / m_decodeMs;
        m_summary.probeMs = mean(m_probeMs);
        m_summary.planMs = mean(m_planMs);
        if (!m_predictedMs.empty()) {
            m_summary.predictedMs = mean(m_predictedMs);
            m_summary.plannedTotalMs = mean(m_plannedTotalMs);
        }
        const AnswerSpeculation& counts = m_summary.speculation;
        if (counts.verdicts > 0)
            m_summary.meanAcceptedLength = static_cast<double>(counts.accepted) / static_cast<double>(counts.verdicts);
    }

private:
    void addTimes(const AnswerRecord& answer) {
        m_firstTokenMs.push_back(answer.times.firstTokenMs);
        m_totalMs.push_back(answer.times.totalMs);
        m_probeMs.push_back(answer.times.probeMs);
        m_planMs.push_back(answer.times.planMs);
        m_decodeMs += answer.times.decodeMs;
        m_decodedTokens += static_cast<double>(answer.decodedTokens());
        if (!answer.times.predictedMs) return;
        m_predictedMs.push_back(*answer.times.predictedMs);
        m_plannedTotalMs.push_back(answer.times.totalMs);
    }

    void addCosts(const AnswerRecord& answer) {
        AnswerTraffic& traffic = m_summary.traffic;
        traffic.textUp += answer.traffic.textUp;
        traffic.imageUp += answer.traffic.imageUp;
        traffic.videoUp += answer.traffic.videoUp;
        traffic.audioUp += answer.traffic.audioUp;
        traffic.draftsUp += answer.traffic.draftsUp;
        traffic.verdictsDown += answer.traffic.verdictsDown;
        AnswerSpeculation& counts = m_summary.speculation;
        counts.drafted += answer.speculation.drafted;
        counts.accepted += answer.speculation.accepted;
        counts.rejected += answer.speculation.rejected;
        counts.verdicts += answer.speculation.verdicts;
        counts.cloudPasses += answer.speculation.cloudPasses;
        counts.cloudRows += answer.speculation.cloudRows;
        AnswerPacing& pacing = m_summary.pacing;
        pacing.steps += answer.pacing.steps;
        pacing.overran += answer.pacing.overran;
        pacing.overranMs += answer.pacing.overranMs;
        pacing.edgeMs += answer.pacing.edgeMs;
        pacing.cloudMs += answer.pacing.cloudMs;
        m_summary.flops.edge += answer.flops.edge;
        m_summary.flops.probe += answer.flops.probe;
        m_summary.flops.cloud += answer.flops.cloud;
    }

    void addMistake(const SampleRecord& sample, const AnswerRecord& answer) {
        if (answer.score >= 1 || m_mistakes[sample.type]++ >= m_options.mistakesPerType) return;
        m_summary.mistakes.push_back({sample.id, sample.type, sample.question, sample.expected, answer.text});
    }

    RunSummary& m_summary;
    const SummaryOptions& m_options;
    PixelShare m_pixels;
    std::vector<double> m_retention, m_firstTokenMs, m_totalMs, m_probeMs, m_planMs, m_predictedMs, m_plannedTotalMs;
    double m_decodeMs = 0;
    double m_decodedTokens = 0;
    std::map<std::string, std::size_t> m_mistakes;
};

void addAccuracies(std::span<const SampleRecord> samples, std::size_t index, const SummaryOptions& options,
                   RunSummary& summary) {
    const std::vector<ScoredQuestion> questions = scoredQuestions(samples, index);
    summary.accuracy = accuracyOf(questions, options.seed);
    summary.byType = accuracyBy(
        questions, [](const ScoredQuestion& q) { return q.type; }, options.seed);
    summary.byDimension = accuracyBy(
        questions, [](const ScoredQuestion& q) { return q.dimension; }, options.seed);
    std::vector<double> all;
    std::vector<double> ofShort;
    for (const auto& [type, accuracy] : summary.byType) {
        all.push_back(accuracy.share);
        if (std::ranges::find(options.longTypes, type) == options.longTypes.end()) ofShort.push_back(accuracy.share);
    }
    summary.meanOverTypes = mean(all);
    if (ofShort.size() < all.size() && !ofShort.empty()) summary.meanOverShortTypes = mean(ofShort);
}

}  // namespace

RunSummary summarise(std::span<const SampleRecord> samples, const RunSpec& run, std::size_t index,
                     const SummaryOptions& options) {
    RunSummary summary;
    summary.run = run;
    addAccuracies(samples, index, options, summary);
    summary.acceptance = acceptanceOf(samples, index, [](const std::string&) { return true; });
    if (summary.meanOverShortTypes) {
        const auto ofShort = acceptanceOf(samples, index, [&](const std::string& type) {
            return std::ranges::find(options.longTypes, type) == options.longTypes.end();
        });
        if (ofShort) summary.alphaOfShortTypes = ofShort->alpha;
    }
    Summer summer(summary, options);
    for (const SampleRecord& sample : samples) {
        if (!sample.answers.empty()) summer.add(sample, sample.answers[index]);
    }
    summer.finish();
    return summary;
}

}  // namespace msao::evaluation
