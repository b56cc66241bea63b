// SPDX-License-Identifier: Apache-2.0
// How questions are put.
#pragma once

#include "msao/world/question.h"
#include "world/draws.h"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace msao::world {

/// The forms of a type's questions, with places for names in braces. Those of the two splits are disjoint.
std::span<const std::string_view> questionForms(QuestionType type, Split split);

/// A form's places filled in: {{"x", "the star"}}.
using Fillings = std::initializer_list<std::pair<std::string_view, std::string_view>>;
std::string filled(std::string_view form, Fillings fillings);

/// A form of the type, filled in.
std::string drawQuestion(QuestionType type, Split split, Fillings fillings, Draws& draws);

/// What people put around a question: a courtesy, a capital letter, a question mark or none. Typos are apart.
std::string drawManner(std::string text, Split split, Draws& draws);

/// One slip of the finger in one of the longer words.
std::string withTypo(std::string text, Draws& draws);

}  // namespace msao::world
