// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/costs.h"

#include "app/in_process/cloud_thread.h"
#include "evaluation/measure/prompt_flops.h"
#include "evaluation/measure/sample_prompt.h"

#include "msao/engine/early_features.h"
#include "msao/engine/flops.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace msao::app {

using namespace engine;
using evaluation::AnswerFlops;
using evaluation::AnswerTraffic;
using evaluation::KeptGrid;

namespace {

std::int64_t openingBytes(PromptDescription prompt) {
    AnswerOpening opening;
    opening.prompt = std::make_shared<const PromptDescription>(std::move(prompt));
    return bytesOnLink(MessageToCloud{std::move(opening)});
}

/// A plan without the edge may come when it has begun: until it is planned, the edge drafts.
bool hasEdgeDrafted(Mode chosen, const EvalMeter& meter) {
    return meter.drafted > 0 || (chosen != Mode::CloudOnly && chosen != Mode::CoLocated);
}

/// The edge has the towers and its share of the layers, the cloud what is left.
AnswerFlops cut(double prompt, double towers, double decode, double edgeShare) {
    AnswerFlops flops;
    flops.edge = towers + edgeShare * (prompt - towers + decode);
    flops.cloud = (1 - edgeShare) * (prompt - towers + decode);
    return flops;
}

PromptDescription withEverythingKept(PromptDescription prompt) {
    for (VisualMedium& medium : prompt.visuals) medium.kept.clear();
    for (SoundMedium& medium : prompt.sounds) medium.kept.clear();
    return prompt;
}

Result<double> edgeFlops(const PromptDescription& sent, const ModelConfig& draft, const AnsweredBy& by,
                         const EvalMeter& meter) {
    MSAO_TRY(const Prompt prompt, preparePrompt(sent, draft));
    if (hasEdgeDrafted(by.chosen, meter)) {
        const std::vector<KeptGrid> kept = evaluation::keptGrids(sent, prompt, draft.vision);
        return evaluation::promptFlops(draft, prompt, kept) +
               evaluation::decodeFlops(draft, static_cast<std::int64_t>(prompt.tokens.size()), meter.draftRows);
    }
    if (!by.wasProbed) return 0.0;
    std::vector<PatchGrid> grids;  // the probe looked, and nobody went on from there
    for (const VisualInput& visual : prompt.visuals) grids.push_back(visual.grid);
    return grids.empty() ? 0.0 : towerBlockFlops(draft, grids, LookOptions{}.blocks);
}

}  // namespace

AnswerTraffic trafficOf(const PromptDescription& sent, const EvalMeter& meter) {
    AnswerTraffic traffic;
    const PromptDescription words{sent.tokens, {}, {}};
    traffic.textUp = openingBytes(words);
    for (const VisualMedium& medium : sent.visuals) {
        std::int64_t& sum = medium.kind == VisualKind::Video ? traffic.videoUp : traffic.imageUp;
        sum += openingBytes({sent.tokens, {medium}, {}}) - traffic.textUp;
    }
    for (const SoundMedium& medium : sent.sounds)
        traffic.audioUp += openingBytes({sent.tokens, {}, {medium}}) - traffic.textUp;
    traffic.draftsUp = meter.draftBytesUp;
    traffic.verdictsDown = meter.verdictBytesDown;
    return traffic;
}

Result<AnswerFlops> flopsOf(const PromptDescription& sent, const AnsweredBy& by, const EvalMeter& meter) {
    AnswerFlops flops;
    if (by.draft != nullptr) {
        MSAO_TRY(flops.edge, edgeFlops(sent, *by.draft, by, meter));
    }
    if (by.draft != nullptr && by.wasProbed) {
        MSAO_TRY(const Prompt whole, preparePrompt(withEverythingKept(sent), *by.draft));
        flops.probe = evaluation::probeExtraFlops(*by.draft, whole);
    }
    if (by.target != nullptr) {
        MSAO_TRY(const Prompt prompt, preparePrompt(sent, *by.target));
        const std::vector<KeptGrid> kept = evaluation::keptGrids(sent, prompt, by.target->vision);
        // The first token comes of the prefill's logits, so the last one is never read.
        const std::int64_t rows = std::max<std::int64_t>(0, meter.cloudRows - 1);
        const double reading = evaluation::promptFlops(*by.target, prompt, kept);
        const auto tokens = static_cast<std::int64_t>(prompt.tokens.size());
        const double decode = evaluation::decodeFlops(*by.target, tokens, rows);
        flops.cloud = reading + decode;
        if (by.edgeLayers > 0) {
            const double towers = reading - languageFlops(by.target->text, 0, tokens, 1);
            flops = cut(reading, towers, decode, static_cast<double>(by.edgeLayers) / by.target->text.layerCount);
        }
    }
    return flops;
}

}  // namespace msao::app
