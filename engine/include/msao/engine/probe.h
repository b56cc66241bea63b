// SPDX-License-Identifier: Apache-2.0
// The probe (paper §4.1, Eq. 3-7): how much of each modality a question needs, from the first blocks of the encoders.
#pragma once

#include "msao/engine/importance.h"
#include "msao/engine/method_options.h"
#include "msao/engine/plan.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <span>
#include <vector>

namespace msao::engine {

/// Any subset of {text, images, clips, sounds}. Views; they must outlive the probe's call.
struct ProbeRequest {
    FeatureView prompt;  // Engine::embeddings of the question's words; without rows there is no text
    std::span<const ProbedMedium> media;
    VisionConfig vision;  // how the pixels of the media are laid out
    MethodOptions method;
    int threads = 1;
};

struct MediumProbe {
    ImportanceMap importance;       // M_spatial, one value a token
    std::vector<double> gamma;      // change of each frame against the one before (Eq. 5); 1 for the first
    std::vector<TokenHash> hashes;  // one a token; selection measures diversity by them
    bool operator==(const MediumProbe&) const = default;
};

struct ProbeResult {
    ImportanceKind source = ImportanceKind::TrainingFree;
    std::vector<ModalityProbe> modalities;  // those present, in the order of `Modality`
    std::vector<MediumProbe> media;         // in the order of the request
    bool operator==(const ProbeResult&) const = default;
};

/// z_m of Eq. 6: the mean over all tokens of one modality where words live too; empty where nobody knows it. The order
/// of the media does not matter.
std::vector<float> modalityFeatures(std::span<const ProbedMedium> media, Modality modality);

/// Refuses features that do not fill their grids or are no numbers. Adding a modality never changes the order of the
/// others' MAS, and the order of the media in the request changes nothing but the order of the answer.
Result<ProbeResult> probe(const ProbeRequest& request, const ImportanceSource& source);

}  // namespace msao::engine
