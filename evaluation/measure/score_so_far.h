// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/measure/answer_record.h"

#include <cstddef>
#include <string>
#include <vector>

namespace msao::evaluation {

/// What a long evaluation shows before it has ended.
class ScoreSoFar {
public:
    explicit ScoreSoFar(std::size_t runs) : m_sums(runs) {}

    void add(const SampleRecord& sample);
    /// "evaluating, right so far 83, 67, 83 %": in the order of the runs, answers counted singly.
    std::string text() const;

private:
    std::vector<double> m_sums;
    std::size_t m_count = 0;
};

}  // namespace msao::evaluation
