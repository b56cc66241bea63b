// SPDX-License-Identifier: Apache-2.0
#include "training/trainer.h"

#include "training/lesson.h"
#include "training/network.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <future>
#include <numbers>
#include <thread>

namespace msao::training {
namespace {

/// After a stage begins, the moments are of another loss: the rates come back over this many steps.
constexpr std::int64_t kWarmUpSteps = 15;

double alongCosine(const double (&rate)[2], double progress) {
    return rate[1] + (rate[0] - rate[1]) * 0.5 * (1 + std::cos(std::numbers::pi * std::min(1.0, progress)));
}

void moveTo(PackedBatch& batch, at::Device device) {
    for (at::Tensor* tensor :
         {&batch.patches, &batch.spectra, &batch.heard, &batch.heardNames, &batch.prefixText, &batch.rowIds,
          &batch.turns, &batch.lossRows, &batch.lossTokens, &batch.lossWeights, &batch.pointQueries,
          &batch.pointTargets, &batch.pointPlaces, &batch.attributes, &batch.places}) {
        if (tensor->defined()) *tensor = tensor->to(device);
    }
}

}  // namespace

/// One thread's share of every step.
class Trainer::Worker {
public:
    Worker(const Model& student, const Model* teacher)
        : m_student(student), m_leaves(student.parameters, student.config, true) {
        if (teacher != nullptr) {
            m_teacher = teacher;
            m_teacherLeaves.emplace(teacher->parameters, teacher->config, false);
        }
    }

    const at::Tensor& gradient() const { return m_leaves.gradientSum(); }
    void forgetGradient() { m_leaves.clearGradients(); }

    /// `share`: of the step's gradient.
    Measures learn(PackedBatch batch, const Stage& stage, double share) {
        moveTo(batch, m_student.parameters.masters.device());
        Measures measures;
        const NetworkTensors tensors = m_leaves.tensors();
        const Sensed sensed{see(tensors, batch, stage), hear(tensors, batch, stage)};
        at::Tensor loss = at::zeros({}, m_student.parameters.masters.options());
        if (batch.hasPictures()) loss = loss.add(lossOfSeeing(tensors, sensed.seen, batch, stage, measures));
        if (batch.hasSounds()) loss = loss.add(lossOfHearing(tensors, sensed.heard, batch, stage, measures));
        if (batch.hasQuestions()) loss = loss.add(lossOfAnswers(tensors, sensed, batch, stage, measures));
        measures.loss = loss.item<double>();
        measures.passes = 1;
        loss.mul(share).backward();
        m_leaves.collectGradients();
        return measures;
    }

private:
    static at::Tensor lossOfSeeing(const NetworkTensors& tensors, const at::Tensor& seen, const PackedBatch& batch,
                                   const Stage& stage, Measures& measures) {
        const at::Tensor scores = attributeScores(tensors, seen);
        measureAttributes(scores, batch.attributes, measures);
        return attributeLoss(scores, batch.attributes).mul(stage.attributeWeight);
    }

    static at::Tensor lossOfHearing(const NetworkTensors& tensors, const at::Tensor& heard, const PackedBatch& batch,
                                    const Stage& stage, Measures& measures) {
        const at::Tensor scores = hearingScores(tensors, heard);
        measureHearing(scores, batch.heard, measures);
        return hearingLoss(scores, batch.heard)
            .mul(stage.hearingWeight)
            .add(readingLoss(heard, tensors.embedding, batch), stage.readingWeight);
    }

    at::Tensor lossOfAnswers(const NetworkTensors& tensors, const Sensed& sensed, const PackedBatch& batch,
                             const Stage& stage, Measures& measures) const {
        const Answers given = answers(tensors, m_student.config, batch, sensed);
        measureAnswers(given.logits, batch, measures);
        measureLooks(given.looks, batch.pointTargets, measures);
        measureFound(given.found, batch.pointPlaces, measures);
        const at::Tensor loss = answerLoss(given.logits, batch, teacherLogits(batch, stage), stage.distilled)
                                    .add(placeLoss(given.found, batch.pointPlaces), stage.placeWeight)
                                    .add(pointingLoss(given.looks, batch.pointTargets), stage.pointingWeight);
        if (!batch.hasPictures()) return loss;
        measurePlaces(given.places, batch.places, measures);
        return loss.add(placeLoss(given.places, batch.places), stage.placeWeight);
    }

    /// A tower that rests needs no graph, which is two thirds of its time.
    at::Tensor see(const NetworkTensors& tensors, const PackedBatch& batch, const Stage& stage) const {
        if (!batch.hasPictures()) return {};
        std::optional<c10::NoGradGuard> noGradients;
        if (!stage.teachesTower()) noGradients.emplace();
        return seePictures(tensors, m_student.config, batch);
    }

    at::Tensor hear(const NetworkTensors& tensors, const PackedBatch& batch, const Stage& stage) const {
        if (!batch.hasSounds()) return {};
        std::optional<c10::NoGradGuard> noGradients;
        if (!stage.teachesHearing()) noGradients.emplace();
        return hearSounds(tensors, m_student.config, batch);
    }

    at::Tensor teacherLogits(const PackedBatch& batch, const Stage& stage) const {
        if (m_teacher == nullptr || stage.distilled == 0) return {};
        const c10::NoGradGuard noGradients;
        const NetworkTensors tensors = m_teacherLeaves->tensors();
        Sensed sensed;
        if (batch.hasPictures()) sensed.seen = seePictures(tensors, m_teacher->config, batch);
        if (batch.hasSounds()) sensed.heard = hearSounds(tensors, m_teacher->config, batch);
        return answers(tensors, m_teacher->config, batch, sensed).logits;
    }

    const Model& m_student;
    const Model* m_teacher = nullptr;
    Leaves m_leaves;
    std::optional<Leaves> m_teacherLeaves;
};

Trainer::Trainer(Model& student, const Model* teacher, const engine::Tokenizer& tokenizer,
                 std::span<const Stage> stages, const StepShape& shape, const Position& start,
                 const world::SpeechBank* voices)
    : m_student(student),
      m_tokenizer(tokenizer),
      m_stages(stages),
      m_shape(shape),
      m_position(start),
      m_teacher(teacher),
      m_voices(voices) {
    for (int i = 0; i < shape.workers; ++i) m_workers.push_back(std::make_unique<Worker>(student, teacher));
    if (!isFinished()) startStage();
}

Trainer::~Trainer() = default;

bool Trainer::lacksTeacher() const {
    if (isFinished() || stage().distilled == 0) return false;
    return m_teacher == nullptr || (stage().soundShare > 0 && !m_teacher->hasHeard);
}

std::int64_t Trainer::picturesLeft() const {
    std::int64_t pictures = -m_position.stagePictures;
    for (std::size_t i = static_cast<std::size_t>(m_position.stage); i < m_stages.size(); ++i)
        pictures += m_stages[i].pictures;
    return std::max<std::int64_t>(0, pictures);
}

void Trainer::startStage() {
    const auto seed = static_cast<std::uint64_t>(m_position.seed);
    const LessonPlan plan(m_student.config, m_tokenizer, m_voices);
    const auto make = [plan, seed, &stage = stage(), pictures = m_shape.picturesOfPass](std::int64_t pass) {
        return plan.pass(stage, {seed, pass}, pictures);
    };
    m_queue = std::make_unique<PassQueue>(make, m_position.pass, m_shape.producers, stage().passes + 2);
}

StepRates Trainer::ratesNow() const {
    const double progress = static_cast<double>(m_position.stagePictures) / static_cast<double>(stage().pictures);
    const std::int64_t stageSteps = m_position.stagePictures / picturesOfStep();
    const double warmth = std::min(1.0, static_cast<double>(stageSteps + 1) / static_cast<double>(kWarmUpSteps));
    StepRates rates;
    rates.vision = warmth * alongCosine(stage().visionRate, progress);
    rates.language = warmth * alongCosine(stage().languageRate, progress);
    rates.audio = warmth * alongCosine(stage().audioRate, progress);
    return rates;
}

StepReport Trainer::step() {
    const auto began = std::chrono::steady_clock::now();
    const double share = 1.0 / stage().passes;
    const auto learnAll = [&](std::size_t worker) {
        at::set_num_threads(1);  // belongs to the calling thread
        Measures measures;
        m_workers[worker]->forgetGradient();
        // Fixed shares, so that sums are the same in every run.
        for (std::int64_t pass = static_cast<std::int64_t>(worker); pass < stage().passes; pass += m_shape.workers)
            measures.add(m_workers[worker]->learn(m_queue->take(m_position.pass + pass), stage(), share));
        return measures;
    };
    std::vector<std::future<Measures>> others;
    for (std::size_t i = 1; i < m_workers.size(); ++i) others.push_back(std::async(std::launch::async, learnAll, i));
    StepReport report;
    report.stage = &stage();
    report.pictures = picturesOfStep();
    report.measures = learnAll(0);
    for (std::future<Measures>& other : others) report.measures.add(other.get());

    at::Tensor gradient = m_workers.front()->gradient();
    for (std::size_t i = 1; i < m_workers.size(); ++i) gradient.add_(m_workers[i]->gradient());
    report.rates = ratesNow();
    report.gradientNorm =
        optimiserStep(m_student.parameters, gradient, report.rates, m_position.step + 1, m_shape.workers);
    const auto spent = std::chrono::steady_clock::now() - began;
    m_position.milliseconds += std::chrono::duration_cast<std::chrono::milliseconds>(spent).count();
    advance();
    report.position = m_position;
    return report;
}

void Trainer::advance() {
    ++m_position.step;
    m_position.pass += stage().passes;
    m_position.stagePictures += picturesOfStep();
    m_position.pictures += picturesOfStep();
    if (m_position.stagePictures < stage().pictures) return;
    m_queue.reset();
    ++m_position.stage;
    m_position.stagePictures = 0;
    if (!isFinished()) startStage();
}

}  // namespace msao::training
