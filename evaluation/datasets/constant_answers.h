// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/world/question.h"

#include <cstdint>
#include <string>

namespace msao::evaluation {

/// What somebody says who looks at nothing: the most frequent answer to a type of question in the train split, of
/// `scenes` scenes; of equals the first in the alphabet.
std::string constantAnswerFromTrain(world::QuestionType type, std::uint64_t seed, std::size_t scenes);

}  // namespace msao::evaluation
