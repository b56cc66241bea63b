// SPDX-License-Identifier: Apache-2.0
// From what came over the wire to what a model reads. Pure: any thread may do it.
#pragma once

#include "cloud_server/session/known_question.h"
#include "cloud_server/session/refusal.h"

#include "msao/engine/engine.h"

#include <variant>

namespace msao::cloud {

/// Tokenizes, decodes pictures and sounds, and lays out positions. Of the engine only what any thread may use is used.
std::variant<PreparedQuestion, Refusal> readQuestion(QuestionSource source, const engine::Engine& engine);

}  // namespace msao::cloud
