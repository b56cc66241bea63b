// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "training/packed_batch.h"
#include "training/turn_packing.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace msao::training {

/// For each token of a picture or sound, kept or not, which of the objects or of the heard words it shows.
using Owners = std::vector<std::optional<std::size_t>>;

/// Fills the part of a batch that stands behind its prefixes.
class QuestionRows {
public:
    /// The batch's prefixes are there already. Owners of each picture and of each sound; none: there are none.
    QuestionRows(PackedBatch& batch, const TurnWriter& writer, const std::vector<Owners>& seen,
                 const std::vector<Owners>& heard);

    void add(std::int64_t picture, const world::Situation& situation, const std::vector<world::Question>& questions,
             std::int32_t firstPosition);
    void finish(std::vector<engine::RopePosition> prefixPositions);

private:
    void write(const PlacedTurn& placed, std::int64_t first, std::int32_t turn, std::int32_t firstPosition);
    void learn(const PlacedTurn& placed, world::QuestionType type, std::int64_t first, std::int64_t picture);
    void point(const world::Question& question, const world::Situation& situation, std::int64_t first,
               std::int64_t picture);
    void pointAtObjects(std::int64_t query, const std::vector<std::size_t>& objects, std::int64_t picture);
    void pointAtWord(std::int64_t query, std::optional<std::size_t> word, std::int64_t picture);
    void pointAt(std::int64_t query, const std::vector<float>& targets, std::pair<std::int64_t, std::int64_t> place);
    std::vector<float> noTargets() const;
    void targetEnd(std::vector<float>& targets) const;

    PackedBatch& m_batch;
    const TurnWriter& m_writer;
    const std::vector<Owners>& m_seen;
    const std::vector<Owners>& m_heard;
    std::vector<std::int64_t> m_ids;
    std::vector<std::int32_t> m_turns;
    std::vector<engine::RopePosition> m_positions;
    std::vector<std::int64_t> m_lossRows, m_lossTokens;
    std::vector<float> m_lossWeights;
    std::vector<std::int64_t> m_pointQueries;
    std::vector<float> m_pointTargets;
    std::vector<std::int64_t> m_pointPlaces;
};

}  // namespace msao::training
