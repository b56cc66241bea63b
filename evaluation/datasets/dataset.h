// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/datasets/row_faults.h"
#include "evaluation/datasets/sample.h"

#include "msao/engine/result.h"

#include <cstddef>
#include <string_view>

namespace msao::evaluation {

/// Questions, chosen by a seed; pictures are decoded one sample at a time. One thread uses it.
class Dataset {
public:
    virtual ~Dataset() = default;
    virtual std::string_view name() const = 0;
    virtual std::size_t size() const = 0;
    /// The same sample every time. An Error is about this one alone: a picture that is missing or damaged.
    virtual engine::Result<Sample> sample(std::size_t index) const = 0;
    /// Rows that could not be read when it was opened.
    virtual const RowFaults& faults() const = 0;
};

}  // namespace msao::evaluation
