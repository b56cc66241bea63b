// SPDX-License-Identifier: Apache-2.0
// What the network thread asks of the model thread, and what comes back. Everything in here has been checked.
#pragma once

#include "cloud_server/session/known_question.h"

#include "msao/engine/cloud_answers.h"
#include "msao/engine/feature_rows.h"
#include "msao/engine/prompt.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
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
    KnownQuestion question;                          // all that was asked, for a model that makes its own prompt of it
    std::int64_t sequenceTokens = 0;                 // of all prompts, and of the answers between them
    std::optional<LowerStates> lower;                // mode perllm: it goes on from these
};
/// Mode perllm: the edge's layers have read the token that was drawn last.
struct ReadState {
    engine::CloudAnswerId answer{};
    engine::FeatureRows state;
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
using ModelOrder = std::variant<BeginAnswer, VerifyDrafts, ReadState, ChangeMode, EndAnswer, PauseAnswer>;

/// How often a cluster was asked again, and why.
struct AskedAgain {
    std::uint64_t withPictures = 0;  // it had forgotten them, or never saw them
    std::uint64_t recomputing = 0;   // what came out of its prefix cache could not be used
    std::uint64_t elsewhere = 0;     // no reply, or none that can be read
};

/// What stands against each server of a cluster at the moment, in words; empty where it answers.
struct ClusterHealth {
    std::vector<std::string> troubles;

    /// There is one, and none of its servers answers.
    bool isGone() const {
        const auto answers = [](const std::string& trouble) { return trouble.empty(); };
        return !troubles.empty() && std::none_of(troubles.begin(), troubles.end(), answers);
    }
};

/// What one turn of the model thread did.
struct ModelReport {
    std::vector<engine::CloudReply> replies;
    engine::PassFigures pass;
    std::size_t openAnswers = 0;
    engine::KvUsage kv;
    bool hasLostAll = false;  // memory ran out in the middle of a pass: every answer is to be begun again
    std::vector<engine::CloudAnswerId> abandoned;  // closed: what computes them cannot be reached at the moment
    AskedAgain askedAgain;
    std::optional<ClusterHealth> health;  // where it is another than before
};

}  // namespace msao::cloud
