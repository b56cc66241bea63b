// SPDX-License-Identifier: Apache-2.0
#include "evaluation/datasets/demo_dataset.h"

#include "evaluation/datasets/asked_situation.h"
#include "evaluation/datasets/constant_answers.h"

#include "msao/world/labels.h"
#include "msao/world/render.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace msao::evaluation {

using namespace engine;

namespace {

std::int64_t pixelsOf(const world::ObjectMap& map, const std::vector<std::size_t>& objects) {
    return std::ranges::count_if(map.owners, [&](std::uint8_t owner) {
        return owner > 0 && std::ranges::find(objects, std::size_t{owner} - 1) != objects.end();
    });
}

PixelShare pixelsAt(const world::ObjectMap& map, const std::vector<std::size_t>& objects, const KeptGrid& grid,
                    std::int64_t step) {
    const auto first = grid.kept.begin() + step * grid.rows * grid.columns;
    const std::vector<bool> kept(first, first + grid.rows * grid.columns);
    const std::int64_t all = pixelsOf(map, objects);
    const double share =
        world::shareOnKeptTokens(map, objects, kept, static_cast<int>(grid.rows), static_cast<int>(grid.columns));
    return {std::llround(share * static_cast<double>(all)), all};
}

std::function<PixelShare(const KeptGrid&)> pixelCounter(const AskedSituation& asked, const DemoOptions& options) {
    return [scene = asked.situation.scene, objects = asked.question.objects, side = options.pixelsPerSide,
            fps = options.framesPerSecond](const KeptGrid& grid) {
        PixelShare share;
        for (std::int64_t step = 0; step < grid.steps; ++step) {
            const double seconds = static_cast<double>(step * grid.framesPerStep) / fps;
            const PixelShare now = pixelsAt(world::objectMap(scene, seconds, side, side), objects, grid, step);
            share.kept += now.kept;
            share.all += now.all;
        }
        return share;
    };
}

}  // namespace

DemoDataset::DemoDataset(const DemoOptions& options) : m_options(options) {
    for (const world::QuestionType type : world::kAllQuestionTypes) {
        if (world::needsSound(type) && !options.hasSound) continue;
        if (world::needsClip(type) && options.clipShare == 0) continue;
        m_types.push_back(type);
    }
}

Result<std::unique_ptr<DemoDataset>> DemoDataset::open(const DemoOptions& options, const Progress& progress) {
    std::unique_ptr<DemoDataset> dataset(new DemoDataset(options));
    if (options.hasSound) {
        MSAO_TRY(dataset->m_bank, world::SpeechBank::open(options.speechCache, progress));
    }
    for (const world::QuestionType type : dataset->m_types) {
        if (progress.stop.stop_requested()) return Error{ErrorCode::Cancelled, "stopped"};
        dataset->m_constantAnswers[static_cast<std::size_t>(type)] =
            constantAnswerFromTrain(type, options.seed, options.trainScenes);
    }
    return dataset;
}

Result<Sample> DemoDataset::sample(std::size_t index) const {
    const world::QuestionType type = m_types[index % m_types.size()];
    const auto asked =
        askAbout(type, m_options.seed, index, {m_options.split, m_options.clipShare, m_options.typoShare});
    Sample sample;
    sample.id = std::to_string(index);
    sample.type = world::name(type);
    if (!asked) {
        return Error{ErrorCode::Internal,
                     "sample " + sample.id + ": no scene allows a question of type " + sample.type};
    }
    const world::Situation& situation = asked->situation;
    const int side = m_options.pixelsPerSide;
    sample.isClip = situation.isClip;
    if (situation.isClip) {
        sample.pictures = world::renderClip(situation.scene, m_options.framesPerSecond, side, side);
    } else {
        sample.pictures.frames.push_back(world::render(situation.scene, 0, side, side));
    }
    if (situation.sound) {
        MSAO_TRY(std::vector<float> samples, m_bank->samples(*situation.sound));
        sample.sound = Sound{world::kSoundRate, std::move(samples)};
    }
    sample.question = asked->question.text;
    sample.expected = asked->question.canonical;
    sample.score = [question = asked->question](std::string_view answer) {
        return world::isCorrect(question, answer) ? 1.0 : 0.0;
    };
    sample.constantScore = sample.score(constantAnswer(type));
    if (!asked->question.objects.empty()) sample.pixelsOfObjects = pixelCounter(*asked, m_options);
    return sample;
}

}  // namespace msao::evaluation
