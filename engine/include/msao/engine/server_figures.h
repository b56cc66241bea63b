// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace msao::engine {

/// How busy a cloud is: numbers of all its clients together, nothing of any one of them.
struct ServerFigures {
    std::int32_t connections = 0;
    std::int32_t sessions = 0;        // conversations
    std::int32_t openAnswers = 0;     // that the model works at
    std::int32_t waitingAnswers = 0;  // asked for, and not in the model yet
    std::int32_t parkedAnswers = 0;   // kept for edges that are gone
    std::int64_t kvPages = 0;
    std::int64_t kvPagesInUse = 0;
    std::int64_t passes = 0;  // over the weights, since the sample before
    double passSessions = 0;  // answers that shared such a pass, on average
    double passRows = 0;      // tokens that it read, on average
    double passMs = 0;        // that it took, on average
    bool operator==(const ServerFigures&) const = default;
};

}  // namespace msao::engine
