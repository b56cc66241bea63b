// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/engine.h"
#include "msao/engine/flops.h"
#include "msao/engine/importance.h"

#include <string>
#include <vector>

namespace msao::app {

/// One of the paper's configurations V1-V7, whose sizes are ours (the paper names modalities alone), or a screen.
struct ProbeQuestion {
    std::string name;
    std::string kind;
    engine::QuestionShape shape;
    engine::VisualKind visualKind = engine::VisualKind::Image;
    double flatShare = 0;  // of its tokens: one flat ground, as screens have
};

std::vector<ProbeQuestion> probeQuestions(const engine::VisionConfig& vision, int answerTokens);

/// Noise: but for exact duplicates, what is seen does not change the work.
std::vector<engine::VisualInput> noiseVisuals(const ProbeQuestion& question, const engine::VisionConfig& vision);
/// Pooled features of a sound, as the first blocks of an audio encoder would hand them on.
engine::FeatureRows noiseSound(const ProbeQuestion& question, std::int64_t width);

/// Heads of the shape that `msao calibrate` makes, with any weights: they cost as much.
engine::ProbeHeads noiseHeads(const engine::ModelConfig& draft);

}  // namespace msao::app
