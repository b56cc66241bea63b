// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/pair_calibration.h"

#include "engine/probe/vector_math.h"
#include "evaluation/calibration/calibration_summary.h"
#include "evaluation/calibration/length_training.h"
#include "evaluation/calibration/media_rates.h"
#include "evaluation/calibration/modal_training.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace msao::calibration {

using namespace engine;

namespace {

Error stoppedAt(std::size_t done, std::size_t of, const char* what) {
    return {ErrorCode::Cancelled, "stopped after " + std::to_string(done) + " of " + std::to_string(of) +
                                      " questions, " + what + "; the same command goes on from there"};
}

class PairCalibrator {
public:
    PairCalibrator(const MeasuredPair& pair, const QuestionSource& questions, const MediaCodec& codec,
                   const SampleJournal& journal, const CalibrationOptions& options, const Progress& progress)
        : m_pair(pair),
          m_questions(questions),
          m_codec(codec),
          m_journal(journal),
          m_options(options),
          m_progress(progress) {}

    Result<PairCalibration> run() {
        MSAO_CHECK(forEachQuestion("watching the target", [this](std::size_t index, const AskedQuestion& asked) {
            return watch(index, asked);
        }));
        MSAO_CHECK(forEachQuestion("reading early features", [this](std::size_t index, const AskedQuestion& asked) {
            return collectExamples(index, asked);
        }));
        MSAO_CHECK(trainHeads());
        MSAO_TRY(m_importance, importanceBy(m_result.file.heads));
        MSAO_CHECK(forEachQuestion(
            "pricing pruning", [this](std::size_t index, const AskedQuestion& asked) { return price(index, asked); }));
        m_result.file.samples = static_cast<std::int64_t>(m_samples.size());
        m_result.file.calibration = summarise(m_samples);
        m_result.file.calibration.answerLength = m_answerLength;
        MSAO_CHECK(checkCalibration(m_result.file.calibration));
        return std::move(m_result);
    }

private:
    template <typename Work>
    Status forEachQuestion(const char* what, Work work) {
        const std::size_t count = m_questions.size();
        for (std::size_t index = 0; index < count; ++index) {
            m_progress.report(static_cast<double>(index) / static_cast<double>(count), what);
            if (m_progress.stop.stop_requested()) return stoppedAt(index, count, what);
            MSAO_TRY(const AskedQuestion asked, m_questions.question(index, m_pair.draft));
            const Status done = work(index, asked);
            if (m_progress.stop.stop_requested()) return stoppedAt(index, count, what);
            MSAO_CHECK(done);
        }
        m_progress.report(1, what);
        return Done{};
    }

    std::vector<TokenId> wordsOf(const AskedQuestion& asked) const {
        return m_pair.draft.tokenizer().encode(asked.text);
    }

    Status watch(std::size_t index, const AskedQuestion& asked) {
        if (std::optional<SampleMeasurement> known = m_journal.find(index, asked.text)) {
            m_samples.push_back(*std::move(known));
            return Done{};
        }
        MSAO_TRY(SampleMeasurement watched,
                 watchSample(m_pair, asked.prompt, wordsOf(asked), m_options.measuring, m_progress.stop));
        MSAO_CHECK(m_journal.write(index, asked.text, watched));
        m_samples.push_back(std::move(watched));
        return Done{};
    }

    Status collectExamples(std::size_t index, const AskedQuestion& asked) {
        MSAO_TRY(QuestionExamples examples, questionExamples(m_pair.draft, asked.prompt, wordsOf(asked),
                                                             m_samples[index], m_options.maxTokens, m_progress.stop));
        for (HeadExample& example : examples.media)
            (example.modality == Modality::Audio ? m_heard : m_seen).push_back(std::move(example));
        if (examples.modalities) m_weighed.push_back(*std::move(examples.modalities));
        return collectLength(index, asked);
    }

    Status collectLength(std::size_t index, const AskedQuestion& asked) {
        const std::vector<TokenId> words = wordsOf(asked);
        if (words.empty()) return Done{};
        MSAO_TRY(const FeatureRows embedded, m_pair.draft.embeddings(words));
        const auto tokens = static_cast<double>(std::max<std::size_t>(m_samples[index].answer.size(), 1));
        m_lengths.push_back({meanRow(embedded), tokens});
        return Done{};
    }

    Status trainHeads() {
        MSAO_CHECK(trainHeadOf(Modality::Image, std::exchange(m_seen, {})));
        MSAO_CHECK(trainHeadOf(Modality::Audio, std::exchange(m_heard, {})));
        MSAO_CHECK(trainModalities(std::exchange(m_weighed, {})));
        trainLength(std::exchange(m_lengths, {}));
        return Done{};
    }

    void trainLength(const std::vector<LengthExample>& examples) {
        if (examples.size() < kLeastExamples) return;
        TrainedLengthHead trained = trainLengthHead(examples, m_options.training);
        m_result.lengths = {examples.size(), trained.error, trained.errorAlike};
        m_answerLength = std::move(trained.head);
    }

    /// Beside heads for tokens only: without any, the probe is training-free altogether.
    Status trainModalities(const std::vector<ModalExample>& examples) {
        std::optional<ProbeHeads>& heads = m_result.file.heads;
        if (!heads || examples.size() < kLeastExamples) return Done{};
        MSAO_TRY(TrainedModalHead trained, trainModalHead(examples, m_options.training, m_progress));
        const bool isKept = trained.loss < trained.lossAlike;
        m_result.modalities = {examples.size(), trained.error, trained.errorAlike, trained.calibrationError, isKept};
        if (!isKept) return Done{};
        heads->modal = std::move(trained.head);
        heads->temperature = trained.temperature;
        heads->expectedCalibrationError = std::max(heads->expectedCalibrationError, trained.calibrationError);
        return Done{};
    }

    Status trainHeadOf(Modality modality, const std::vector<HeadExample>& examples) {
        if (examples.size() < kLeastExamples) return Done{};
        MSAO_TRY(TrainedHead trained, trainHead(examples, m_options.training, m_progress));
        trained.head.modality = modality;
        m_result.heads.push_back({modality, examples.size(), trained.attentionKept, trained.calibrationError});
        std::optional<ProbeHeads>& heads = m_result.file.heads;
        if (!heads) heads.emplace().expectedCalibrationError = 0;
        heads->spatial.push_back(std::move(trained.head));
        heads->expectedCalibrationError = std::max(heads->expectedCalibrationError, trained.calibrationError);
        return Done{};
    }

    Status price(std::size_t index, const AskedQuestion& asked) {
        SampleMeasurement& sample = m_samples[index];
        if (sample.hasLosses) return Done{};
        MSAO_TRY(sample.losses, measureLosses(m_pair, *m_importance, asked.prompt, wordsOf(asked), sample.answer,
                                              m_options.measuring, m_progress.stop));
        MSAO_TRY(sample.rates, measureRates(m_pair, *m_importance, m_codec, asked.prompt, wordsOf(asked), sample.answer,
                                            m_progress.stop));
        sample.hasLosses = true;
        return m_journal.write(index, asked.text, sample);
    }

    const MeasuredPair& m_pair;
    const QuestionSource& m_questions;
    const MediaCodec& m_codec;
    const SampleJournal& m_journal;
    const CalibrationOptions& m_options;
    const Progress& m_progress;
    std::vector<SampleMeasurement> m_samples;
    std::vector<HeadExample> m_seen;
    std::vector<HeadExample> m_heard;
    std::vector<ModalExample> m_weighed;
    std::vector<LengthExample> m_lengths;
    LengthHead m_answerLength;
    std::unique_ptr<ImportanceSource> m_importance;
    PairCalibration m_result;
};

}  // namespace

Result<PairCalibration> calibratePair(const MeasuredPair& pair, const QuestionSource& questions,
                                      const MediaCodec& codec, const SampleJournal& journal,
                                      const CalibrationOptions& options, const Progress& progress) {
    return PairCalibrator(pair, questions, codec, journal, options, progress).run();
}

}  // namespace msao::calibration
