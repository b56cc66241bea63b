// SPDX-License-Identifier: Apache-2.0
#include "training/lesson.h"

#include "msao/engine/prompt.h"
#include "msao/world/labels.h"
#include "training/pointing.h"
#include "training/situation.h"
#include "training/turn_packing.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>

namespace msao::training {
namespace {

enum Purpose : std::uint32_t { kScenes, kQuestions, kShape, kDrop };

constexpr std::size_t kQuestionsTried = 22;  // more than the rows have room for

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

std::vector<world::Question> questionsAbout(const world::Situation& situation, const Stage& stage, world::Split split,
                                            std::uint64_t seed) {
    world::TypeWeights weights = world::TypeWeights::even();
    double conjunctive = 0, others = 0;
    const auto sumOf = [&](world::QuestionType type) -> double& {
        return world::isConjunctive(type) ? conjunctive : others;
    };
    for (const world::QuestionType type : world::kAllQuestionTypes) {
        if (world::needsSound(type)) weights[type] = 0;
        sumOf(type) += weights[type];
    }
    for (const world::QuestionType type : world::kAllQuestionTypes) {
        const double share = world::isConjunctive(type) ? stage.conjunctive : 1 - stage.conjunctive;
        weights[type] *= share / sumOf(type);
    }
    const world::AskOptions options{split, stage.typoShare, stage.answerVariety};
    return world::askSeveral(situation, kQuestionsTried, weights, options, seed);
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
    std::vector<std::optional<std::size_t>> owners;  // the object
    at::Tensor attributes;                           // as in PackedBatch
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

/// Which visual tokens are kept: equally many of every time step. Background goes first, or anything does.
class TokenDropping {
public:
    TokenDropping(const Stage& stage, PassKey key) : m_draws(key, kDrop) {
        constexpr double kLeast = 0.10, kMost = 0.75, kBackgroundFirst = 0.6;
        if (m_draws.unit() >= stage.dropShare) return;
        m_share = kLeast + (kMost - kLeast) * m_draws.unit();
        m_isBackgroundFirst = m_draws.unit() < kBackgroundFirst;
    }

    /// `kinds` of all tokens, 0 where one shows background; ascending places of those that stay.
    std::vector<std::int64_t> kept(const at::Tensor& kinds) {
        constexpr std::int64_t kStepTokens = kTokensPerSide * kTokensPerSide;
        const at::Tensor values = kinds.contiguous();
        std::vector<std::int64_t> all;
        for (std::int64_t first = 0; first < values.size(0); first += kStepTokens) {
            const std::span step(values.const_data_ptr<std::int64_t>() + first, kStepTokens);
            for (const std::int64_t place : keptOfStep(step)) all.push_back(first + place);
        }
        return all;
    }

private:
    std::vector<std::int64_t> keptOfStep(std::span<const std::int64_t> kinds) {
        std::vector<std::pair<double, std::int64_t>> order;
        for (const std::int64_t kind : kinds) {
            const double bonus = m_isBackgroundFirst && kind != 0 ? 1 : 0;
            order.emplace_back(m_draws.unit() - bonus, static_cast<std::int64_t>(order.size()));
        }
        std::sort(order.begin(), order.end());
        order.resize(order.size() - static_cast<std::size_t>(static_cast<double>(order.size()) * m_share));
        std::vector<std::int64_t> kept;
        for (const auto& [rank, place] : order) kept.push_back(place);
        std::sort(kept.begin(), kept.end());
        return kept;
    }

    Draws m_draws;
    double m_share = 0;
    bool m_isBackgroundFirst = false;
};

/// Fills the part of a batch that stands behind the pictures.
class QuestionRows {
public:
    /// The batch's prefix is there already. `owners` of each picture's visual tokens, kept or not.
    QuestionRows(PackedBatch& batch, const TurnWriter& writer, const std::vector<Shown>& shown)
        : m_batch(batch), m_writer(writer), m_shown(shown) {
        const std::int64_t places = batch.pictures * batch.rows * batch.rowTokens;
        m_ids.assign(static_cast<std::size_t>(places), 0);
        m_turns.assign(static_cast<std::size_t>(places), -1);
        m_positions.assign(static_cast<std::size_t>(places), {0, 0, 0});
    }

    void add(std::int64_t picture, const world::Situation& situation, const std::vector<world::Question>& questions,
             std::int32_t firstPosition) {
        std::int32_t turn = 0;
        for (const PlacedTurn& placed : placeTurns(m_writer, questions, static_cast<std::size_t>(m_batch.rows))) {
            const auto row = static_cast<std::int64_t>(placed.row);
            const std::int64_t first = (picture * m_batch.rows + row) * m_batch.rowTokens + placed.first;
            write(placed, first, turn++, firstPosition);
            const world::Question& question = questions[placed.question];
            learn(placed, question.type, first, picture);
            for (const Pointer& pointer : pointersOf(question, situation, m_writer))
                point(first + pointer.place, pointer.objects, picture);
        }
    }

    void finish(std::vector<engine::RopePosition> prefixPositions) {
        m_batch.rowIds = at::tensor(m_ids, at::kLong);
        m_batch.turns = at::tensor(m_turns, at::kInt).view({m_batch.pictures * m_batch.rows, m_batch.rowTokens});
        m_batch.positions = std::move(prefixPositions);
        m_batch.positions.insert(m_batch.positions.end(), m_positions.begin(), m_positions.end());
        m_batch.lossRows = at::tensor(m_lossRows, at::kLong);
        m_batch.lossTokens = at::tensor(m_lossTokens, at::kLong);
        m_batch.lossWeights = at::tensor(m_lossWeights, at::kFloat);
        m_batch.pointQueries = at::tensor(m_pointQueries, at::kLong);
        m_batch.pointTargets = at::tensor(m_pointTargets, at::kFloat).view({-1, m_batch.prefixTokens()});
        m_batch.pointPlaces = at::tensor(m_pointPlaces, at::kLong).view({-1, 2});
    }

private:
    void write(const PlacedTurn& placed, std::int64_t first, std::int32_t turn, std::int32_t firstPosition) {
        std::vector<engine::TokenId> tokens = placed.asked;
        tokens.insert(tokens.end(), placed.answer.begin(), placed.answer.end() - 1);
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const std::size_t place = static_cast<std::size_t>(first) + i;
            const std::int32_t position = firstPosition + static_cast<std::int32_t>(i);
            m_ids[place] = engine::toIndex(tokens[i]);
            m_turns[place] = turn;
            m_positions[place] = {position, position, position};
        }
    }

    /// A long answer counts more than a short one, but not as much more as it has tokens.
    void learn(const PlacedTurn& placed, world::QuestionType type, std::int64_t first, std::int64_t picture) {
        const auto count = static_cast<std::int64_t>(placed.answer.size());
        m_batch.packedTurns.push_back({type, static_cast<std::int64_t>(m_lossRows.size()), count, picture});
        const std::int64_t asked = first + static_cast<std::int64_t>(placed.asked.size()) - 1;
        for (std::int64_t i = 0; i < count; ++i) {
            m_lossRows.push_back(asked + i);
            m_lossTokens.push_back(engine::toIndex(placed.answer[static_cast<std::size_t>(i)]));
            m_lossWeights.push_back(1.0F / std::sqrt(static_cast<float>(count)));
        }
    }

    static constexpr std::pair<std::int64_t, std::int64_t> kNoPlace{-1, -1};

    /// Nothing to find is found where the picture ends. Objects that went missing are not looked for.
    void point(std::int64_t query, const std::vector<std::size_t>& objects, std::int64_t picture) {
        std::vector<float> targets(static_cast<std::size_t>(m_batch.prefixTokens()), 0.0F);
        if (objects.empty()) std::fill(targets.end() - m_batch.after, targets.end(), 1.0F);
        const std::vector<std::optional<std::size_t>>& owners = m_shown[static_cast<std::size_t>(picture)].owners;
        const auto all = static_cast<std::int64_t>(owners.size());
        for (std::int64_t i = 0; i < m_batch.visualCount; ++i) {
            const std::int64_t token = m_batch.keptTokens[static_cast<std::size_t>(picture * m_batch.visualCount + i)];
            const std::optional<std::size_t> owner = owners[static_cast<std::size_t>(token - picture * all)];
            const bool isWanted = owner && std::find(objects.begin(), objects.end(), *owner) != objects.end();
            if (isWanted) targets[static_cast<std::size_t>(m_batch.before + i)] = 1.0F;
        }
        if (std::find(targets.begin(), targets.end(), 1.0F) == targets.end()) return;
        m_pointQueries.push_back(query);
        m_pointTargets.insert(m_pointTargets.end(), targets.begin(), targets.end());
        const auto [row, column] = objects.size() == 1 ? middleOf(objects.front(), owners) : kNoPlace;
        m_pointPlaces.insert(m_pointPlaces.end(), {row, column});
    }

    /// Row and column of the middle of what an object covers, in a clip of where it is at last.
    static std::pair<std::int64_t, std::int64_t> middleOf(std::size_t object,
                                                          const std::vector<std::optional<std::size_t>>& owners) {
        constexpr std::size_t kStepTokens = kTokensPerSide * kTokensPerSide;
        double rows = 0, columns = 0, count = 0;
        for (std::size_t token = owners.size() - kStepTokens; token < owners.size(); ++token) {
            if (owners[token] != object) continue;
            rows += static_cast<double>(token % kStepTokens / kTokensPerSide);
            columns += static_cast<double>(token % kTokensPerSide);
            ++count;
        }
        if (count == 0) return kNoPlace;
        return {std::llround(rows / count), std::llround(columns / count)};
    }

    PackedBatch& m_batch;
    const TurnWriter& m_writer;
    const std::vector<Shown>& m_shown;
    std::vector<std::int64_t> m_ids;
    std::vector<std::int32_t> m_turns;
    std::vector<engine::RopePosition> m_positions;
    std::vector<std::int64_t> m_lossRows, m_lossTokens;
    std::vector<float> m_lossWeights;
    std::vector<std::int64_t> m_pointQueries;
    std::vector<float> m_pointTargets;
    std::vector<std::int64_t> m_pointPlaces;
};

/// Positions of one unpruned prefix, and the first one behind it.
engine::RopeLayout prefixLayout(const TurnWriter& writer, const engine::PatchGrid& grid,
                                const engine::ModelConfig& config, bool isClip) {
    engine::VisualInput visual;
    visual.kind = isClip ? engine::VisualKind::Video : engine::VisualKind::Image;
    visual.grid = grid;
    visual.secondsPerGridStep = config.vision.temporalPatchSize / kClipFramesPerSecond;
    std::vector<engine::TokenId> tokens = writer.before();
    tokens.insert(tokens.end(), static_cast<std::size_t>(grid.tokens(config.vision.spatialMergeSize)),
                  isClip ? config.special.videoPad : config.special.imagePad);
    tokens.insert(tokens.end(), writer.after().begin(), writer.after().end());
    const auto layout = engine::ropeLayout(tokens, std::vector{visual}, config, 0);
    if (!layout) throw std::runtime_error(layout.error().message);
    return *layout;
}

/// The part of a batch that stands before the questions; returns the positions of all prefixes.
std::vector<engine::RopePosition> fillPrefix(PackedBatch& batch, const TurnWriter& writer,
                                             const engine::RopeLayout& layout, std::int64_t visual) {
    std::vector<engine::TokenId> text = writer.before();
    text.insert(text.end(), writer.after().begin(), writer.after().end());
    batch.prefixText = idTensor(text);
    batch.before = static_cast<std::int64_t>(writer.before().size());
    batch.after = static_cast<std::int64_t>(writer.after().size());
    batch.visualCount = static_cast<std::int64_t>(batch.keptTokens.size()) / batch.pictures;
    std::vector<engine::RopePosition> positions;
    const auto add = [&](std::int64_t place) {
        positions.push_back(layout.positions[static_cast<std::size_t>(place)]);
    };
    auto kept = batch.keptTokens.begin();
    for (std::int64_t picture = 0; picture < batch.pictures; ++picture) {
        for (std::int64_t i = 0; i < batch.before; ++i) add(i);
        for (std::int64_t i = 0; i < batch.visualCount; ++i) add(batch.before + *kept++ - picture * visual);
        for (std::int64_t i = 0; i < batch.after; ++i) add(batch.before + visual + i);
    }
    return positions;
}

}  // namespace

PackedBatch LessonPlan::pass(const Stage& stage, PassKey key, std::int64_t pictures, world::Split split) const {
    Draws shape(key, kShape), scenes(key, kScenes), asking(key, kQuestions);
    const bool isClip = shape.unit() < stage.clipShare;
    PackedBatch batch;
    batch.pictures = pictures;
    batch.isStill = !isClip;
    batch.rows = stage.rows;
    batch.rowTokens = kRowTokens;

    std::vector<world::Situation> situations;
    std::vector<Shown> shown;
    std::vector<at::Tensor> patches, attributes;
    for (std::int64_t i = 0; i < pictures; ++i) {
        situations.push_back(makeSilentSituation(scenes.bits(), sceneOptions(stage, split), isClip));
        const engine::VisualInput visual = visualOf(situations.back(), m_config);
        batch.grid = visual.grid;
        patches.push_back(patchTensor(visual, m_config.vision, batch.isStill));
        shown.push_back(shownIn(situations.back(), visual.grid, m_config.vision));
        attributes.push_back(shown.back().attributes);
    }
    batch.patches = at::cat(patches);
    const at::Tensor allAttributes = at::cat(attributes);
    batch.keptTokens = TokenDropping(stage, key).kept(allAttributes.select(1, 0));
    batch.attributes = allAttributes.index_select(0, at::tensor(batch.keptTokens, at::kLong));
    batch.places = placesOf(batch.keptTokens);
    if (!batch.hasQuestions()) return batch;

    const TurnWriter writer(m_tokenizer, isClip);
    const engine::RopeLayout layout = prefixLayout(writer, batch.grid, m_config, isClip);
    const auto prefixPositions = fillPrefix(batch, writer, layout, allAttributes.size(0) / pictures);
    QuestionRows rows(batch, writer, shown);
    for (std::int64_t i = 0; i < pictures; ++i) {
        const world::Situation& situation = situations[static_cast<std::size_t>(i)];
        rows.add(i, situation, questionsAbout(situation, stage, split, asking.bits()), layout.nextPosition);
    }
    rows.finish(prefixPositions);
    return batch;
}

}  // namespace msao::training
