// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace msao::evaluation {

/// Which of several options, A to Z, an answer chooses: the one letter of an option that stands alone in it, else the
/// one option whose text it contains, in whatever case. Nothing where none or several fit. An "A" in an answer of more
/// than three words is an article. Where MMBench asks a language model what an answer means, nothing is chosen.
std::optional<std::size_t> chosenOption(std::string_view answer, std::span<const std::string> options);

}  // namespace msao::evaluation
