// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "training/examination.h"
#include "training/training_state.h"

#include <string>

namespace msao::training {

struct CardFacts {
    std::string name;  // "draft", "target"
    std::int64_t parameters = 0;
    Position position;
    bool isFinished = false;
    Marks marks;
    ExaminationOptions examination;
    std::string date;     // as the caller knows it
    std::string version;  // of the program
};

/// README.md of the checkpoint: what it was shown, what it gets right and what it cannot do.
std::string modelCard(const CardFacts& facts);

}  // namespace msao::training
