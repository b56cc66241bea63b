// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/engine.h"
#include "msao/engine/flops.h"
#include "msao/engine/importance.h"

#include <string>
#include <vector>

namespace msao::app {

/// One of the paper's configurations V1-V7. The paper names their modalities, not their sizes: those are ours.
struct ProbeQuestion {
    std::string name;
    std::string kind;
    engine::QuestionShape shape;
    engine::VisualKind visualKind = engine::VisualKind::Image;
};

std::vector<ProbeQuestion> probeQuestions(const engine::VisionConfig& vision, int answerTokens);

/// Noise: what is seen does not change the work.
std::vector<engine::VisualInput> noiseVisuals(const ProbeQuestion& question, const engine::VisionConfig& vision);
/// Pooled features of a sound, as the first blocks of an audio encoder would hand them on.
engine::FeatureRows noiseSound(const ProbeQuestion& question, std::int64_t width);

/// Heads of the shape that `msao calibrate` makes, with any weights: they cost as much.
engine::ProbeHeads noiseHeads(const engine::ModelConfig& draft);

}  // namespace msao::app
