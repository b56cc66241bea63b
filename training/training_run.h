// SPDX-License-Identifier: Apache-2.0
// One model from where it stands to the end of its curriculum, or of its time: files, logs, and the line that shows it.
#pragma once

#include "msao/engine/result.h"
#include "training/curriculum.h"
#include "training/trainer.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <string>

namespace msao::training {

struct RunOptions {
    std::filesystem::path
        folder;  // tokenizer.json, and for each model: NAME.state, NAME.jsonl and the checkpoint NAME/
    std::uint64_t seed = 1;
    bool isResumed = false;      // otherwise a state that is there already is an Error
    std::filesystem::path from;  // checkpoints NAME/ that training without a state begins with; empty: random weights
    double minutes = std::numeric_limits<double>::infinity();
    double stretch = 1;  // of every stage
    double saveMinutes = 5;
    double examineMinutes = 10;
    double logSeconds = 30;
    std::int64_t finalSituations = 300;  // of the examination at the end
    std::string fromStage;               // name of a stage to go to before learning; empty: go on where it stopped
    std::string lastStage;               // name of the stage to end with; empty: the curriculum's last
    StepShape shape;
    std::string date;     // for the card
    std::string version;  // for the card
    std::string commit;   // for the card
    std::function<bool()> isInterrupted = [] { return false; };
};

/// Learns the tokenizer, or takes that of the checkpoints to begin with, unless the folder has one.
engine::Status makeTokenizer(const RunOptions& options);

/// Interruption and the end of the time are no errors: the state is saved, and the checkpoint is of what was learnt.
/// The draft follows the target's distributions where its curriculum says so: such a stage is an Error while the folder
/// has no target, with everything up to it saved.
engine::Status trainModel(Role role, std::span<const Stage> stages, const RunOptions& options);

}  // namespace msao::training
