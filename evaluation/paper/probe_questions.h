// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/flops.h"
#include "msao/engine/visual_input.h"

#include <string>
#include <vector>

namespace msao::evaluation {

/// One of the paper's configurations V1-V7, whose sizes are ours (the paper names modalities alone), or a screen.
struct ProbeQuestion {
    std::string name;
    std::string kind;
    engine::QuestionShape shape;
    engine::VisualKind visualKind = engine::VisualKind::Image;
    double flatShare = 0;  // of its tokens: one flat ground, as screens have
};

std::vector<ProbeQuestion> probeQuestions(const engine::VisionConfig& vision, int answerTokens);

}  // namespace msao::evaluation
