// SPDX-License-Identifier: Apache-2.0
#include "training/question_rows.h"

#include "training/demo_models.h"
#include "training/pointing.h"
#include "training/word_pointing.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace msao::training {
namespace {

constexpr std::pair<std::int64_t, std::int64_t> kNoPlace{-1, -1};

/// Row and column of the middle of what an object covers, in a clip of where it is at last.
std::pair<std::int64_t, std::int64_t> middleOf(std::size_t object, const Owners& owners) {
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

}  // namespace

QuestionRows::QuestionRows(PackedBatch& batch, const TurnWriter& writer, const std::vector<Owners>& seen,
                           const std::vector<Owners>& heard)
    : m_batch(batch), m_writer(writer), m_seen(seen), m_heard(heard) {
    const std::int64_t places = batch.pictures * batch.rows * batch.rowTokens;
    m_ids.assign(static_cast<std::size_t>(places), 0);
    m_turns.assign(static_cast<std::size_t>(places), -1);
    m_positions.assign(static_cast<std::size_t>(places), {0, 0, 0});
}

void QuestionRows::add(std::int64_t picture, const world::Situation& situation,
                       const std::vector<world::Question>& questions, std::int32_t firstPosition) {
    std::int32_t turn = 0;
    for (const PlacedTurn& placed : placeTurns(m_writer, questions, static_cast<std::size_t>(m_batch.rows))) {
        const auto row = static_cast<std::int64_t>(placed.row);
        const std::int64_t first = (picture * m_batch.rows + row) * m_batch.rowTokens + placed.first;
        write(placed, first, turn++, firstPosition);
        const world::Question& question = questions[placed.question];
        learn(placed, question.type, first, picture);
        point(question, situation, first, picture);
    }
}

void QuestionRows::finish(std::vector<engine::RopePosition> prefixPositions) {
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

void QuestionRows::write(const PlacedTurn& placed, std::int64_t first, std::int32_t turn, std::int32_t firstPosition) {
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
void QuestionRows::learn(const PlacedTurn& placed, world::QuestionType type, std::int64_t first, std::int64_t picture) {
    const auto count = static_cast<std::int64_t>(placed.answer.size());
    m_batch.packedTurns.push_back({type, static_cast<std::int64_t>(m_lossRows.size()), count, picture});
    const std::int64_t asked = first + static_cast<std::int64_t>(placed.asked.size()) - 1;
    for (std::int64_t i = 0; i < count; ++i) {
        m_lossRows.push_back(asked + i);
        m_lossTokens.push_back(engine::toIndex(placed.answer[static_cast<std::size_t>(i)]));
        m_lossWeights.push_back(1.0F / std::sqrt(static_cast<float>(count)));
    }
}

void QuestionRows::point(const world::Question& question, const world::Situation& situation, std::int64_t first,
                         std::int64_t picture) {
    if (isAboutSoundAlone(question.type)) {
        for (const WordPointer& pointer : wordPointersOf(question, *situation.sound, m_writer))
            pointAtWord(first + pointer.place, pointer.word, picture);
        return;
    }
    for (const Pointer& pointer : pointersOf(question, situation, m_writer))
        pointAtObjects(first + pointer.place, pointer.objects, picture);
}

/// Nothing to find is found where the prefix ends. Objects that went missing are not looked for.
void QuestionRows::pointAtObjects(std::int64_t query, const std::vector<std::size_t>& objects, std::int64_t picture) {
    std::vector<float> targets = noTargets();
    if (objects.empty()) targetEnd(targets);
    static const Owners kNothing;
    const Owners& owners = m_batch.hasPictures() ? m_seen[static_cast<std::size_t>(picture)] : kNothing;
    const auto all = static_cast<std::int64_t>(owners.size());
    for (std::int64_t i = 0; i < m_batch.visualCount; ++i) {
        const std::int64_t token = m_batch.keptTokens[static_cast<std::size_t>(picture * m_batch.visualCount + i)];
        const std::optional<std::size_t> owner = owners[static_cast<std::size_t>(token - picture * all)];
        const bool isWanted = owner && std::find(objects.begin(), objects.end(), *owner) != objects.end();
        if (isWanted) targets[static_cast<std::size_t>(m_batch.before + i)] = 1.0F;
    }
    pointAt(query, targets, objects.size() == 1 ? middleOf(objects.front(), owners) : kNoPlace);
}

void QuestionRows::pointAtWord(std::int64_t query, std::optional<std::size_t> word, std::int64_t picture) {
    std::vector<float> targets = noTargets();
    if (!word) targetEnd(targets);
    const Owners& owners = m_heard[static_cast<std::size_t>(picture)];
    const auto first = static_cast<std::size_t>(m_batch.before + m_batch.visualCount + m_batch.between);
    for (std::size_t i = 0; word && i < owners.size(); ++i) {
        if (owners[i] == word) targets[first + i] = 1.0F;
    }
    pointAt(query, targets, kNoPlace);
}

void QuestionRows::pointAt(std::int64_t query, const std::vector<float>& targets,
                           std::pair<std::int64_t, std::int64_t> place) {
    if (std::find(targets.begin(), targets.end(), 1.0F) == targets.end()) return;
    m_pointQueries.push_back(query);
    m_pointTargets.insert(m_pointTargets.end(), targets.begin(), targets.end());
    m_pointPlaces.insert(m_pointPlaces.end(), {place.first, place.second});
}

std::vector<float> QuestionRows::noTargets() const {
    std::vector<float> targets(static_cast<std::size_t>(m_batch.prefixTokens()), 0.0F);
    return targets;
}

void QuestionRows::targetEnd(std::vector<float>& targets) const {
    std::fill(targets.end() - m_batch.after, targets.end(), 1.0F);
}

}  // namespace msao::training
