// SPDX-License-Identifier: Apache-2.0
#include "edge/runtime/idle_probe.h"

#include "msao/engine/early_features.h"
#include "msao/engine/probe.h"
#include "msao/engine/probed_media.h"
#include "msao/engine/visual_input.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace msao::edge {

using namespace engine;

namespace {

/// Both pictures as two frames of one clip: the probe says how they differ.
FeatureRows behind(const FeatureRows& before, const FeatureView& now) {
    FeatureRows both = before;
    both.rows += now.rows;
    both.values.insert(both.values.end(), now.values.begin(), now.values.end());
    return both;
}

FeatureRows copyOf(const FeatureView& view) {
    return {view.rows, view.width, {view.values.begin(), view.values.end()}};
}

FrameProbed factOf(const TokenGrid& grid, const MediumProbe& probed) {
    FrameProbed fact;
    fact.rows = static_cast<std::int32_t>(grid.rows);
    fact.columns = static_cast<std::int32_t>(grid.columns);
    for (const float value : probed.importance)
        fact.importance.push_back(static_cast<std::uint8_t>(std::lround(255 * std::clamp(value, 0.0F, 1.0F))));
    return fact;
}

}  // namespace

void IdleProbe::asked() {
    m_asked = m_before;
}

Result<IdleLook> IdleProbe::look(Engine& draft, const ImportanceSource& source, const RgbImage& image,
                                 const std::string& words, std::stop_token stop) {
    const ModelConfig& config = draft.config();
    std::vector<VisualInput> visuals(1);
    MSAO_TRY(visuals[0], imageInput(image, config.preprocessor, config.vision));
    MSAO_TRY(const FeatureRows asked, draft.embeddings(draft.tokenizer().encode(words)));
    MSAO_TRY(const EarlyFeatures seen, draft.look(visuals, {}, std::move(stop)));
    std::vector<ProbedMedium> media = probedMedia(seen, visuals, config.vision.spatialMergeSize);
    const TokenGrid grid = media[0].grid;
    const FeatureView now = media[0].pooled;
    std::array<FeatureRows, 2> pairs;
    const auto compare = [&](const std::optional<Seen>& other, FeatureRows& pair) {
        if (!other || other->grid != grid || other->pooled.width != now.width) return false;
        pair = behind(other->pooled, now);
        ProbedMedium clip;
        clip.modality = Modality::Video;
        clip.grid = {2, grid.rows, grid.columns};
        clip.pooled = pair;
        media.push_back(std::move(clip));
        return true;
    };
    const bool hasBefore = compare(m_before, pairs[0]);
    const bool hasAsked = compare(m_asked, pairs[1]);
    ProbeRequest request;
    request.prompt = asked;
    request.media = media;
    request.vision = config.vision;
    MSAO_TRY(const ProbeResult result, probe(request, source));
    IdleLook look{factOf(grid, result.media[0])};
    look.frame.frame = m_frames++;
    if (hasBefore) look.frame.gamma = result.media[1].gamma[1];
    if (hasAsked) look.sinceAsked = result.media.back().gamma[1];
    m_before = Seen{grid, copyOf(now)};
    if (!m_asked) m_asked = m_before;
    return look;
}

}  // namespace msao::edge
