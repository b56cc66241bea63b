// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/paper/paper_results.h"
#include "evaluation/report/document.h"

namespace msao::evaluation {

/// Figure 8: memory a side, computed for the paper's pair, and measured of ours.
Section memorySection(const PaperResults& results);

}  // namespace msao::evaluation
