// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/progress.h"

#include <cstddef>
#include <string>
#include <vector>

namespace msao::evaluation {

/// One of several parts of work, and roughly how long it takes.
struct TimedPart {
    std::string name;
    double seconds = 1;
};

/// Parts that are done one after the other, reported as one: each moves the whole by its share of the time.
class PartsProgress {
public:
    PartsProgress(std::vector<TimedPart> parts, engine::Progress whole);

    /// Of all parts together.
    double seconds() const { return m_seconds; }
    /// Of the part that comes next: as many calls as there are parts. What is reported bears the part's name.
    engine::Progress next();

private:
    std::vector<TimedPart> m_parts;
    engine::Progress m_whole;
    double m_seconds = 0;
    double m_begun = 0;  // seconds of the parts before
    std::size_t m_next = 0;
};

}  // namespace msao::evaluation
