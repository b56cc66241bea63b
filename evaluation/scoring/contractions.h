// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace msao::evaluation {

/// "dont" is "don't", "couldnt've" is "couldn't've": a contraction, in lower case, that lacks one apostrophe gets it,
/// as VQA's evaluation has it. Every other word comes back unchanged.
std::string withApostrophes(std::string_view word);

}  // namespace msao::evaluation
