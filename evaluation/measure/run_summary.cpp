// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/run_summary.h"

#include "evaluation/measure/acceptance.h"
#include "evaluation/measure/accuracy.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace msao::evaluation {

namespace {

Spread spreadOf(const std::vector<EachTime>& questions, std::uint64_t seed) {
    const BootstrapOptions bootstrap{.seed = seed};
    std::vector<double> all;
    std::vector<std::vector<double>> byTime;
    for (const EachTime& question : questions) {
        all.insert(all.end(), question.begin(), question.end());
        if (byTime.size() < question.size()) byTime.resize(question.size());
        for (std::size_t time = 0; time < question.size(); ++time) byTime[time].push_back(question[time]);
    }
    Spread spread{mean(all), percentile(all, 0.5), bootstrapPercentile(questions, 0.5, bootstrap),
                  percentile(all, 0.95), bootstrapPercentile(questions, 0.95, bootstrap)};
    for (const std::vector<double>& time : byTime) spread.medians.push_back(percentile(time, 0.5));
    return spread;
}

double sumOf(const std::vector<EachTime>& questions) {
    double sum = 0;
    for (const EachTime& question : questions) sum = std::accumulate(question.begin(), question.end(), sum);
    return sum;
}

SideMemory larger(const SideMemory& one, const SideMemory& other) {
    return one.total() >= other.total() ? one : other;
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
        if (const double decodeMs = sumOf(m_decodeMs); decodeMs > 0)
            m_summary.tokensPerSecond = 1000 * sumOf(m_decodedTokens) / decodeMs;
        m_summary.tokensPerSecondInterval = bootstrapRatio(m_decodedTokens, m_decodeMs, 1000, {.seed = m_options.seed});
        m_summary.probeMs = mean(m_probeMs);
        m_summary.planMs = mean(m_planMs);
        if (!m_predictedMs.empty()) {
            m_summary.predictedMs = mean(m_predictedMs);
            m_summary.plannedTotalMs = mean(m_plannedTotalMs);
        }
        if (!m_predictedForLengthMs.empty()) m_summary.predictedForLengthMs = mean(m_predictedForLengthMs);
        if (!m_entropy.empty()) m_summary.meanEntropy = mean(m_entropy);
        m_summary.cloudMs = mean(m_cloudMs);
        if (m_summary.tokens > 0)
            m_summary.cloudMsPerToken =
                std::accumulate(m_cloudMs.begin(), m_cloudMs.end(), 0.0) / static_cast<double>(m_summary.tokens);
        const AnswerSpeculation& counts = m_summary.speculation;
        if (counts.verdicts > 0)
            m_summary.meanAcceptedLength = static_cast<double>(counts.accepted) / static_cast<double>(counts.verdicts);
    }

private:
    void addTimes(const AnswerRecord& answer) {
        using Times = const AnswerTimes&;
        m_firstTokenMs.push_back(answer.eachTime([](Times times, std::int64_t) { return times.firstTokenMs; }));
        m_totalMs.push_back(answer.eachTime([](Times times, std::int64_t) { return times.totalMs; }));
        m_decodeMs.push_back(answer.eachTime([](Times times, std::int64_t) { return times.decodeMs; }));
        m_decodedTokens.push_back(answer.eachTime(decodedTokens));
        m_summary.repeats = std::max(m_summary.repeats, 1 + static_cast<std::int64_t>(answer.repeats.size()));
        m_cloudMs.push_back(answer.times.cloudMs);
        m_probeMs.push_back(answer.times.probeMs);
        m_planMs.push_back(answer.times.planMs);
        if (!answer.times.predictedMs) return;
        m_predictedMs.push_back(*answer.times.predictedMs);
        m_plannedTotalMs.push_back(answer.times.totalMs);
        if (answer.times.predictedForLengthMs) m_predictedForLengthMs.push_back(*answer.times.predictedForLengthMs);
    }

    void addCosts(const AnswerRecord& answer) {
        AnswerTraffic& traffic = m_summary.traffic;
        traffic.textUp += answer.traffic.textUp;
        traffic.imageUp += answer.traffic.imageUp;
        traffic.videoUp += answer.traffic.videoUp;
        traffic.audioUp += answer.traffic.audioUp;
        traffic.draftsUp += answer.traffic.draftsUp;
        traffic.verdictsDown += answer.traffic.verdictsDown;
        traffic.hiddenUp += answer.traffic.hiddenUp;
        AnswerSpeculation& counts = m_summary.speculation;
        counts.drafted += answer.speculation.drafted;
        counts.accepted += answer.speculation.accepted;
        counts.rejected += answer.speculation.rejected;
        counts.verdicts += answer.speculation.verdicts;
        counts.cloudPasses += answer.speculation.cloudPasses;
        counts.cloudRows += answer.speculation.cloudRows;
        counts.verified += answer.speculation.verified;
        addPacing(answer.pacing);
        for (const AnswerRepeat& repeat : answer.repeats) addSteps(repeat.pacing);
        AnswerMemory& memory = m_summary.memory;
        memory.edge = larger(memory.edge, answer.memory.edge);
        memory.cloud = larger(memory.cloud, answer.memory.cloud);
        memory.probe = std::max(memory.probe, answer.memory.probe);
        for (const calibration::MeasuredDraft& draft : answer.drafts) m_entropy.push_back(draft.normalisedEntropy);
        m_summary.flops.edge += answer.flops.edge;
        m_summary.flops.probe += answer.flops.probe;
        m_summary.flops.cloud += answer.flops.cloud;
    }

    /// Steps are of every time that was asked; busy devices, for means over answers, of the first.
    void addSteps(const AnswerPacing& of) {
        m_summary.pacing.steps += of.steps;
        m_summary.pacing.overran += of.overran;
    }
    void addPacing(const AnswerPacing& of) {
        addSteps(of);
        m_summary.pacing.overranMs += of.overranMs;
        m_summary.pacing.edgeMs += of.edgeMs;
        m_summary.pacing.cloudMs += of.cloudMs;
    }

    void addMistake(const SampleRecord& sample, const AnswerRecord& answer) {
        if (answer.score >= 1 || m_mistakes[sample.type]++ >= m_options.mistakesPerType) return;
        m_summary.mistakes.push_back({sample.id, sample.type, sample.question, sample.expected, answer.text});
    }

    RunSummary& m_summary;
    const SummaryOptions& m_options;
    PixelShare m_pixels;
    std::vector<EachTime> m_firstTokenMs, m_totalMs, m_decodeMs, m_decodedTokens;
    std::vector<double> m_retention, m_probeMs, m_planMs, m_predictedMs, m_plannedTotalMs, m_predictedForLengthMs;
    std::vector<double> m_cloudMs, m_entropy;
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
