// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/score_so_far.h"

#include <cmath>

namespace msao::evaluation {

void ScoreSoFar::add(const SampleRecord& sample) {
    if (sample.answers.empty()) return;
    ++m_count;
    for (std::size_t run = 0; run < m_sums.size(); ++run) m_sums[run] += sample.answers[run].score;
}

std::string ScoreSoFar::text() const {
    if (m_count == 0) return "evaluating";
    std::string shares;
    for (const double sum : m_sums) {
        if (!shares.empty()) shares += ", ";
        shares += std::to_string(std::lround(100 * sum / static_cast<double>(m_count)));
    }
    return "evaluating, right so far " + shares + " %";
}

}  // namespace msao::evaluation
