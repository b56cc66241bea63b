// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/evaluate.h"

#include "evaluation/measure/answer_sample.h"
#include "evaluation/measure/sample_digest.h"
#include "evaluation/measure/score_so_far.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace msao::evaluation {

using namespace engine;

namespace {

/// Answerers take the next sample each, whoever is free; everything they share is behind one lock.
class Evaluation {
public:
    explicit Evaluation(const EvaluationTask& task) : m_task(task), m_score(task.runs.size()) {}

    Result<EvaluationResult> run() {
        const std::stop_callback relay(m_task.progress.stop, [this] { m_stop.request_stop(); });
        {
            std::vector<std::jthread> others;
            for (Answerer* answerer : m_task.answerers.subspan(1))
                others.emplace_back([this, answerer] { work(*answerer); });
            work(*m_task.answerers.front());
        }
        if (m_error) return *std::move(m_error);
        m_result.isComplete = m_records.size() == samples();
        if (m_result.isComplete) m_task.progress.report(1, m_score.text());
        for (auto& [index, record] : m_records) m_result.samples.push_back(std::move(record));
        return std::move(m_result);
    }

private:
    struct Turn {
        std::size_t index = 0;
        Sample sample;
    };

    std::size_t samples() const { return m_task.shard.sizeOf(m_task.dataset.size()); }

    void work(Answerer& answerer) {
        while (const std::optional<Turn> turn = nextTurn()) {
            Result<SampleRecord> record =
                answerSample(turn->index, turn->sample, m_task.runs, m_task.repeats, answerer, m_stop.get_token());
            const std::lock_guard lock(m_lock);
            if (m_stop.stop_requested()) return;
            if (!record) return fail(record.error());
            if (m_task.journal != nullptr) {
                if (const Status written = m_task.journal->write(*record); !written) return fail(written.error());
            }
            keep(*std::move(record));
        }
    }

    /// The next sample that somebody has to answer. Those that are known or broken are kept on the way.
    std::optional<Turn> nextTurn() {
        const std::lock_guard lock(m_lock);
        for (; m_next < m_task.dataset.size() && !m_stop.stop_requested(); ++m_next) {
            if (!m_task.shard.contains(m_next)) continue;
            Result<Sample> sample = m_task.dataset.sample(m_next);
            if (!sample) {
                keep(brokenSample(m_next, sample.error()));
            } else if (auto known = knownAnswers(*sample)) {
                ++m_result.fromJournal;
                keep(recordOf(m_next, *sample, *std::move(known)));
            } else {
                m_task.progress.report(static_cast<double>(m_records.size()) / static_cast<double>(samples()),
                                       m_score.text());
                return Turn{m_next++, *std::move(sample)};
            }
        }
        return std::nullopt;
    }

    std::optional<std::vector<AnswerRecord>> knownAnswers(const Sample& sample) {
        if (m_task.journal == nullptr) return std::nullopt;
        return m_task.journal->take(sampleDigest(sample));
    }

    void keep(SampleRecord record) {
        m_score.add(record);
        m_records.insert_or_assign(record.index, std::move(record));
    }

    void fail(const Error& error) {
        if (!m_error) m_error = error;
        m_stop.request_stop();
    }

    const EvaluationTask& m_task;
    std::stop_source m_stop;  // by the caller, or because of an error
    std::mutex m_lock;        // guards what follows, the dataset, the journal and progress
    std::size_t m_next = 0;
    std::map<std::size_t, SampleRecord> m_records;
    ScoreSoFar m_score;
    EvaluationResult m_result;
    std::optional<Error> m_error;
};

}  // namespace

Result<EvaluationResult> evaluate(const EvaluationTask& task) {
    return Evaluation(task).run();
}

}  // namespace msao::evaluation
