// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "training/examination.h"
#include "training/training_state.h"

#include <string>
#include <string_view>

namespace msao::training {

struct CardFacts {
    std::string name;  // "draft", "target"
    std::int64_t parameters = 0;
    Position position;
    bool isFinished = false;
    bool hears = false;
    Marks marks;      // of pictures
    Marks clipMarks;  // of clips
    ExaminationOptions examination;
    std::string date;     // as the caller knows it
    std::string commit;   // of the program's sources; may be empty
    std::string version;  // of the program
};

/// Begins the card's line that says how much of the short questions a test of these weights must find right.
inline constexpr std::string_view kFloorLine = "- Short questions that the tests expect to be right, at least: ";

/// Below what was measured by as much as a small test may miss it; 0...1.
double floorOfTests(const Marks& marks);

/// README.md of the checkpoint: what it was shown, what it gets right and what it cannot do.
std::string modelCard(const CardFacts& facts);

}  // namespace msao::training
