// SPDX-License-Identifier: GPL-3.0-or-later
// What the questions that time the probe are filled with.
#pragma once

#include "evaluation/paper/probe_questions.h"

#include "msao/engine/engine.h"
#include "msao/engine/importance.h"

#include <cstdint>
#include <vector>

namespace msao::app {

using evaluation::ProbeQuestion;
using evaluation::probeQuestions;

/// Noise: but for exact duplicates, what is seen does not change the work.
std::vector<engine::VisualInput> noiseVisuals(const ProbeQuestion& question, const engine::VisionConfig& vision);
/// A spectrum, where the question has a sound.
std::vector<engine::AudioInput> noiseSounds(const ProbeQuestion& question, const engine::AudioConfig& audio);
/// Features of its sound, as the first blocks of an audio encoder would hand them on.
engine::FeatureRows noiseFeatures(const ProbeQuestion& question, std::int64_t width);

/// Heads of the shape that `msao calibrate` makes, with any weights: they cost as much.
engine::ProbeHeads noiseHeads(const engine::ModelConfig& draft);

}  // namespace msao::app
