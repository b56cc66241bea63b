// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/paper/paper_results.h"
#include "evaluation/report/document.h"

namespace msao::evaluation {

/// Figure 4: the probe's overhead, counted for the paper's pair, and measured of ours.
Section probeSection(const PaperResults& results);

}  // namespace msao::evaluation
