// SPDX-License-Identifier: Apache-2.0
// What the network thread asks of the model thread, and what comes back. Everything in here has been checked.
#pragma once

#include "msao/engine/cloud_answers.h"
#include "msao/engine/prompt.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <variant>
#include <vector>

namespace msao::cloud {

struct BeginAnswer {
    engine::CloudAnswerId answer{};
    engine::AnswerOpening opening;
    engine::Prompt prompt;
    std::stop_token stop;
    std::vector<engine::AnsweredTurn> earlier;       // of its conversation, to be read first
    std::optional<engine::CloudAnswerId> continues;  // in place of them: it has ended and kept its session
    bool keepsSession = false;                       // when it has ended, for another that continues it
};
struct VerifyDrafts {
    engine::CloudAnswerId answer{};
    engine::DraftBatch batch;
};
struct ChangeMode {
    engine::CloudAnswerId answer{};
    engine::ModeChange change;
};
/// Its memory is free when the order has been carried out.
struct EndAnswer {
    engine::CloudAnswerId answer{};
};
/// Its edge is gone, or has come back. Its memory stays.
struct PauseAnswer {
    engine::CloudAnswerId answer{};
    bool isPaused = true;
};
using ModelOrder = std::variant<BeginAnswer, VerifyDrafts, ChangeMode, EndAnswer, PauseAnswer>;

/// What one turn of the model thread did.
struct ModelReport {
    std::vector<engine::CloudReply> replies;
    engine::PassFigures pass;
    std::size_t openAnswers = 0;
    engine::KvUsage kv;
    bool hasLostAll = false;  // memory ran out in the middle of a pass: every answer is to be begun again
};

}  // namespace msao::cloud
