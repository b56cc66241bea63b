// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace msao::evaluation {

/// "88 questions, of 900 in a full run,": a shorter run says so.
inline std::string questionsText(std::int64_t asked, std::int64_t full) {
    const std::string text = std::to_string(asked) + " questions";
    return asked < full ? text + ", of " + std::to_string(full) + " in a full run," : text;
}

}  // namespace msao::evaluation
