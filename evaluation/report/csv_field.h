// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace msao::evaluation {

/// Quoted where it must be. A field that a spreadsheet would take for a formula gets an apostrophe before it.
std::string csvField(std::string text);

std::string csvNumber(double value);

}  // namespace msao::evaluation
