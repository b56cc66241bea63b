// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/paper/paper_results.h"
#include "evaluation/report/document.h"

namespace msao::evaluation {

/// What the whole report comes to: each of the paper's promises, what it says of it and what was found, and which laws
/// and bars are not kept.
Section verdictSection(const PaperResults& results);

}  // namespace msao::evaluation
