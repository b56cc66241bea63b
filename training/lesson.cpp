// SPDX-License-Identifier: Apache-2.0
#include "training/lesson.h"

#include "msao/engine/prompt.h"
#include "msao/world/labels.h"
#include "training/missing_tokens.h"
#include "training/question_rows.h"
#include "training/situation.h"
#include "training/sound_lesson.h"
#include "training/turn_packing.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>

namespace msao::training {
namespace {

enum Purpose : std::uint32_t { kScenes, kQuestions, kShape, kDrop, kSounds, kSoundLength };

/// More than a row, and than all rows, have room for.
constexpr std::int64_t kMostOfRow = 6, kMostQuestions = 22;

world::SceneOptions sceneOptions(const Stage& stage, world::Split split) {
    world::SceneOptions options;
    options.split = split;
    options.minObjects = static_cast<std::size_t>(stage.minObjects);
    options.maxObjects = static_cast<std::size_t>(stage.maxObjects);
    options.fillsGrid = stage.fillsGrid;
    options.disturbance = stage.disturbance;
    if (stage.isPlain) {
        options.textures = {world::Texture::Plain};
        options.backgrounds = {world::BackgroundKind::Plain};
        options.sizes = {world::Size::Big};
    }
    return options;
}

/// Such a question is right only if nothing was missed: these are learnt last.
bool isAboutWhole(world::QuestionType type) {
    return type == world::QuestionType::Count || type == world::QuestionType::Describe ||
           type == world::QuestionType::OutOfWorld;
}

/// Weights of the questions about a picture; their sum is 1.
world::TypeWeights aboutPicture(const Stage& stage) {
    world::TypeWeights weights = world::TypeWeights::even();
    double conjunctive = 0, others = 0;
    const auto sumOf = [&](world::QuestionType type) -> double& {
        return world::isConjunctive(type) ? conjunctive : others;
    };
    for (const world::QuestionType type : world::kAllQuestionTypes) {
        if (world::needsSound(type)) weights[type] = 0;
        if (isAboutWhole(type)) weights[type] *= stage.whole;
        sumOf(type) += weights[type];
    }
    for (const world::QuestionType type : world::kAllQuestionTypes) {
        const double share = world::isConjunctive(type) ? stage.conjunctive : 1 - stage.conjunctive;
        weights[type] *= share / sumOf(type);
    }
    return weights;
}

world::TypeWeights weightsOf(const Stage& stage, const Media& media) {
    constexpr double kOfOtherSounds = 0.5;  // each, beside 1 of all others together
    world::TypeWeights weights;
    if (media.isSeen) {
        weights = aboutPicture(stage);
    } else {
        weights[world::QuestionType::OutOfWorld] = 0.1;
    }
    for (const world::QuestionType type : world::kAllQuestionTypes) {
        if (!world::needsSound(type) || !media.isHeard) continue;
        const bool isMatch = type == world::QuestionType::VoiceMatch;
        if (media.isSeen || !isMatch) weights[type] = isMatch ? stage.voiceMatch : kOfOtherSounds;
    }
    return weights;
}

std::vector<world::Question> questionsAbout(const world::Situation& situation, const Stage& stage, const Media& media,
                                            std::int64_t rows, world::Split split, std::uint64_t seed) {
    const world::AskOptions options{split, stage.typoShare, stage.answerVariety};
    const auto count = static_cast<std::size_t>(std::min(kMostQuestions, kMostOfRow * rows));
    return world::askSeveral(situation, count, weightsOf(stage, media), options, seed);
}

engine::VisualInput visualOf(const world::Situation& situation, const engine::ModelConfig& config) {
    auto input = visualInput(situation, config);
    if (!input) throw std::runtime_error(input.error().message);
    return *std::move(input);
}

at::Tensor patchTensor(const engine::VisualInput& visual, const engine::VisionConfig& vision, bool isStill) {
    const at::Tensor all = at::from_blob(const_cast<float*>(visual.patches.data()),
                                         {visual.grid.patches(), vision.inChannels, vision.temporalPatchSize,
                                          std::int64_t{vision.patchSize} * vision.patchSize},
                                         at::kFloat);
    return (isStill ? all.select(2, 0) : all).to(at::kBFloat16).flatten(1);
}

/// What each visual token of a situation shows.
struct Shown {
    Owners owners;          // the object
    at::Tensor attributes;  // as in PackedBatch
};

/// Of a clip: what is seen in the first frame of each time step.
Shown shownIn(const world::Situation& situation, const engine::PatchGrid& grid, const engine::VisionConfig& vision) {
    Shown shown;
    std::vector<std::int64_t> classes;
    for (std::int32_t step = 0; step < grid.time; ++step) {
        const double seconds = step * vision.temporalPatchSize / kClipFramesPerSecond;
        for (const world::TokenLabel& label :
             world::tokenLabels(situation.scene, seconds, kTokensPerSide, kTokensPerSide)) {
            shown.owners.push_back(label.object);
            if (!label.object) {
                classes.insert(classes.end(), {0, 0, 0});
                continue;
            }
            const world::Object& object = situation.scene.objects[*label.object];
            classes.push_back(1 + static_cast<std::int64_t>(object.kind));
            classes.push_back(1 + static_cast<std::int64_t>(object.colour));
            classes.push_back(1 + static_cast<std::int64_t>(object.size));
        }
    }
    shown.attributes = at::tensor(classes, at::kLong).view({-1, 3});
    return shown;
}

/// Row and column of each kept visual token.
at::Tensor placesOf(const std::vector<std::int64_t>& keptTokens) {
    std::vector<std::int64_t> places;
    for (const std::int64_t token : keptTokens) {
        const std::int64_t inStep = token % (kTokensPerSide * kTokensPerSide);
        places.push_back(inStep / kTokensPerSide);
        places.push_back(inStep % kTokensPerSide);
    }
    return at::tensor(places, at::kLong).view({-1, 2});
}

at::Tensor idTensor(const std::vector<engine::TokenId>& tokens) {
    std::vector<std::int64_t> ids;
    for (const engine::TokenId token : tokens) ids.push_back(engine::toIndex(token));
    return at::tensor(ids, at::kLong);
}

Media mediaOf(const Stage& stage, PassKey key) {
    Draws draws(key, kShape);
    Media media;
    media.isClip = draws.unit() < stage.clipShare;
    media.isHeard = draws.unit() < stage.soundShare;
    media.isSeen = !media.isHeard || draws.unit() >= stage.unseenShare;
    media.isClip = media.isClip && media.isSeen;
    return media;
}

/// Most of what is said beside a picture names something, in the picture or not.
world::Sound soundFor(const world::Situation& situation, const Media& media, world::Split split, Draws& draws) {
    constexpr double kAboutPicture = 0.7;
    world::SoundOptions options;
    options.split = split;
    const bool isAbout = draws.unit() < kAboutPicture && media.isSeen;
    return isAbout ? world::makeSoundAbout(situation.scene, draws.bits(), options)
                   : world::makeSound(draws.bits(), options);
}

std::vector<world::Situation> situationsOf(const Stage& stage, PassKey key, std::int64_t count, const Media& media,
                                           world::Split split) {
    Draws scenes(key, kScenes), sounds(key, kSounds);
    std::vector<world::Situation> situations;
    for (std::int64_t i = 0; i < count; ++i) {
        situations.push_back(media.isSeen ? makeSilentSituation(scenes.bits(), sceneOptions(stage, split), media.isClip)
                                          : world::Situation{});
        if (media.isHeard) situations.back().sound = soundFor(situations.back(), media, split, sounds);
    }
    return situations;
}

/// Most sounds are as long as those that people are asked about.
double secondsOf(PassKey key) {
    constexpr double kUsual = 1.5, kUsualShare = 0.6, kShortest = 1, kLongest = 3.5;
    Draws draws(key, kSoundLength);
    if (draws.unit() < kUsualShare) return kUsual;
    return kShortest + (kLongest - kShortest) * draws.unit();
}

/// Positions of one unpruned prefix, and the first one behind it.
engine::RopeLayout prefixLayout(const TurnWriter& writer, const PackedBatch& batch, const engine::ModelConfig& config,
                                const Media& media) {
    std::vector<engine::VisualInput> visuals;
    std::vector<engine::TokenId> tokens = writer.before();
    if (media.isSeen) {
        engine::VisualInput& visual = visuals.emplace_back();
        visual.kind = media.isClip ? engine::VisualKind::Video : engine::VisualKind::Image;
        visual.grid = batch.grid;
        visual.secondsPerGridStep = config.vision.temporalPatchSize / kClipFramesPerSecond;
        tokens.insert(tokens.end(), static_cast<std::size_t>(batch.grid.tokens(config.vision.spatialMergeSize)),
                      media.isClip ? config.special.videoPad : config.special.imagePad);
    }
    tokens.insert(tokens.end(), writer.between().begin(), writer.between().end());
    if (media.isHeard) tokens.insert(tokens.end(), static_cast<std::size_t>(batch.soundCount), config.audio->pad);
    tokens.insert(tokens.end(), writer.after().begin(), writer.after().end());
    const auto layout = engine::ropeLayout(tokens, visuals, config, 0);
    if (!layout) throw std::runtime_error(layout.error().message);
    return *layout;
}

/// The text of the prefixes.
void fillPrefix(PackedBatch& batch, const TurnWriter& writer) {
    std::vector<engine::TokenId> text = writer.before();
    text.insert(text.end(), writer.between().begin(), writer.between().end());
    text.insert(text.end(), writer.after().begin(), writer.after().end());
    batch.prefixText = idTensor(text);
    batch.before = static_cast<std::int64_t>(writer.before().size());
    batch.between = static_cast<std::int64_t>(writer.between().size());
    batch.after = static_cast<std::int64_t>(writer.after().size());
    batch.visualCount = static_cast<std::int64_t>(batch.keptTokens.size()) / batch.pictures;
}

/// Of all prefixes. `visual`: how many visual tokens each would have if none were missing.
std::vector<engine::RopePosition> prefixPositions(const PackedBatch& batch, const engine::RopeLayout& layout,
                                                  std::int64_t visual) {
    std::vector<engine::RopePosition> positions;
    const auto add = [&](std::int64_t place) {
        positions.push_back(layout.positions[static_cast<std::size_t>(place)]);
    };
    auto kept = batch.keptTokens.begin();
    for (std::int64_t picture = 0; picture < batch.pictures; ++picture) {
        for (std::int64_t i = 0; i < batch.before; ++i) add(i);
        for (std::int64_t i = 0; i < batch.visualCount; ++i) add(batch.before + *kept++ - picture * visual);
        for (auto i = batch.before + visual; i < static_cast<std::int64_t>(layout.positions.size()); ++i) add(i);
    }
    return positions;
}

/// Returns what each picture's tokens show.
std::vector<Owners> showPictures(PackedBatch& batch, const std::vector<world::Situation>& situations,
                                 const engine::ModelConfig& config, MissingTokens missing) {
    std::vector<Owners> owners;
    std::vector<at::Tensor> patches, attributes;
    for (const world::Situation& situation : situations) {
        const engine::VisualInput visual = visualOf(situation, config);
        batch.grid = visual.grid;
        patches.push_back(patchTensor(visual, config.vision, batch.isStill));
        Shown shown = shownIn(situation, visual.grid, config.vision);
        owners.push_back(std::move(shown.owners));
        attributes.push_back(shown.attributes);
    }
    batch.patches = at::cat(patches);
    const at::Tensor all = at::cat(attributes);
    batch.keptTokens = missing.kept(owners);
    batch.attributes = all.index_select(0, at::tensor(batch.keptTokens, at::kLong));
    batch.places = placesOf(batch.keptTokens);
    return owners;
}

/// Places among the tokens of one picture of those that are kept of it.
std::vector<std::int64_t> keptOf(const PackedBatch& batch, std::int64_t picture, std::size_t tokens) {
    const auto first = batch.keptTokens.begin() + picture * batch.visualCount;
    std::vector<std::int64_t> kept(first, first + batch.visualCount);
    for (std::int64_t& place : kept) place -= picture * static_cast<std::int64_t>(tokens);
    return kept;
}

}  // namespace

std::vector<Owners> LessonPlan::playSounds(PackedBatch& batch, const std::vector<world::Situation>& situations,
                                           double seconds) const {
    if (m_voices == nullptr) throw std::logic_error("a stage is to be heard, but there are no voices");
    std::vector<world::Sound> sounds;
    for (const world::Situation& situation : situations) sounds.push_back(*situation.sound);
    PassSounds pass = hearSounds(std::move(sounds), seconds, *m_voices, m_config, m_tokenizer);
    batch.spectra = pass.spectra;
    batch.heard = pass.heard;
    batch.heardNames = pass.heardNames;
    batch.soundCount = pass.heard.size(0) / batch.pictures;
    return std::move(pass.owners);
}

PackedBatch LessonPlan::pass(const Stage& stage, PassKey key, std::int64_t pictures, world::Split split) const {
    const Media media = mediaOf(stage, key);
    PackedBatch batch;
    batch.pictures = pictures;
    batch.isStill = !media.isClip;
    batch.rows = media.isSeen ? stage.rows : std::min(stage.rows, 1);
    batch.rowTokens = kRowTokens;
    std::vector<world::Situation> situations = situationsOf(stage, key, pictures, media, split);
    std::vector<Owners> seen, heard;
    if (media.isSeen) seen = showPictures(batch, situations, m_config, MissingTokens(stage, Draws(key, kDrop)));
    if (media.isHeard) heard = playSounds(batch, situations, secondsOf(key));
    if (!batch.hasQuestions()) return batch;

    const TurnWriter writer(m_tokenizer, media);
    fillPrefix(batch, writer);
    const engine::RopeLayout layout = prefixLayout(writer, batch, m_config, media);
    QuestionRows rows(batch, writer, seen, heard);
    Draws asking(key, kQuestions);
    for (std::size_t i = 0; i < situations.size(); ++i) {
        const auto picture = static_cast<std::int64_t>(i);
        if (media.isSeen) {
            WhatIsLeft left = whatIsLeft(situations[i], seen[i], keptOf(batch, picture, seen[i].size()));
            situations[i] = std::move(left.situation);
            seen[i] = std::move(left.owners);
        }
        rows.add(picture, situations[i], questionsAbout(situations[i], stage, media, batch.rows, split, asking.bits()),
                 layout.nextPosition);
    }
    rows.finish(prefixPositions(batch, layout, seen.empty() ? 0 : static_cast<std::int64_t>(seen.front().size())));
    return batch;
}

}  // namespace msao::training
