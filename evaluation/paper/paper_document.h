// SPDX-License-Identifier: Apache-2.0
// The paper's tables and figures beside ours.
#pragma once

#include "evaluation/paper/paper_results.h"
#include "evaluation/report/document.h"

namespace msao::evaluation {

/// Every section says in its title which kind of time it is of.
Document paperDocument(const PaperResults& results);

/// Its parts about speed: Figures 5 to 7 in paced and in simulated time, changing links, capacity.
std::vector<Section> speedSections(const PaperResults& results);

}  // namespace msao::evaluation
