// SPDX-License-Identifier: Apache-2.0
// Where training stands, in one file that is replaced as a whole.
#pragma once

#include "msao/engine/result.h"
#include "training/parameters.h"

#include <cstdint>
#include <filesystem>

namespace msao::training {

/// What training began with.
enum class Origin : std::int64_t {
    Unknown = 0,  // of a state of before it was written down
    Nothing = 1,
    Checkpoints = 2,  // that were given; the position counts what was shown since
};

struct Position {
    std::int64_t seed = 0;
    std::int64_t step = 0;           // of the optimiser, through all stages
    std::int64_t pass = 0;           // of the lessons, through all stages
    std::int64_t stage = 0;          // index into the curriculum
    std::int64_t stagePictures = 0;  // seen in this stage
    std::int64_t pictures = 0;       // seen in all
    std::int64_t milliseconds = 0;   // spent
    Origin origin = Origin::Unknown;

    bool operator==(const Position&) const = default;
};

/// The file appears whole or not at all.
engine::Status saveState(const std::filesystem::path& file, const ParameterSet& parameters, const Position& position);

/// Into parameters of the same model; a state of before the pair could hear leaves what hears as it is. On an Error
/// they are as they were.
engine::Result<Position> loadState(const std::filesystem::path& file, ParameterSet& parameters);

}  // namespace msao::training
