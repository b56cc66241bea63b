// SPDX-License-Identifier: Apache-2.0
// From what came over the wire to what a model reads. Pure: any thread may do it.
#pragma once

#include "cloud_server/session/known_question.h"
#include "cloud_server/session/refusal.h"
#include "cloud_server/session/served_model.h"

#include <variant>

namespace msao::cloud {

/// Tokenizes, decodes pictures and sounds, and lays out positions.
std::variant<PreparedQuestion, Refusal> readQuestion(QuestionSource source, const ModelReading& reading);

}  // namespace msao::cloud
