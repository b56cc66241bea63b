// SPDX-License-Identifier: Apache-2.0
// The accuracy of VQA v2, as visualqa.org/evaluation defines it.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace msao::evaluation {

/// Lower case; no articles and no periods but in decimals; number words as digits; missing apostrophes of contractions
/// put in; other punctuation but apostrophes and colons becomes a blank, or nothing where a blank stands beside it in
/// the text, or where a comma stands between digits.
std::string normalisedVqaAnswer(std::string_view answer);

/// min(share of three people who said so, 1), averaged over all choices of all people but one; both sides normalised.
/// `people`: usually ten answers. 0 for fewer than two.
double vqaAccuracy(std::string_view answer, std::span<const std::string> people);

}  // namespace msao::evaluation
