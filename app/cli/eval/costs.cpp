// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/costs.h"

#include "app/in_process/cloud_thread.h"
#include "evaluation/measure/prompt_flops.h"
#include "evaluation/measure/sample_prompt.h"

#include "msao/engine/flops.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace msao::app {

using namespace engine;
using evaluation::AnswerFlops;
using evaluation::AnswerMemory;
using evaluation::AnswerTraffic;
using evaluation::KeptGrid;
using evaluation::SideMemory;

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

double readAndDecoded(const ModelConfig& draft, const PromptDescription& sent, const Prompt& prompt,
                      std::int64_t rows) {
    const std::vector<KeptGrid> kept = evaluation::keptGrids(sent, prompt, draft.vision);
    return evaluation::promptFlops(draft, prompt, kept) +
           evaluation::decodeFlops(draft, static_cast<std::int64_t>(prompt.tokens.size()), rows);
}

/// A pass reads one token, and where the edge's drafts lie before it these too, which are not counted.
Result<double> draftFlops(const PromptDescription& sent, const ModelConfig& draft, std::int64_t passes) {
    MSAO_TRY(const Prompt prompt, preparePrompt(sent, draft));
    return readAndDecoded(draft, sent, prompt, passes);
}

Result<double> edgeFlops(const PromptDescription& sent, const ModelConfig& draft, const AnsweredBy& by,
                         const EvalMeter& meter) {
    MSAO_TRY(const Prompt prompt, preparePrompt(sent, draft));
    if (hasEdgeDrafted(by.chosen, meter)) return readAndDecoded(draft, sent, prompt, meter.draftRows);
    if (!by.wasProbed) return 0.0;
    return evaluation::probeReusedFlops(draft, prompt);  // the probe looked, and nobody went on from there
}

}  // namespace

AnswerTraffic trafficOf(const PromptDescription& sent, const EvalMeter& meter, std::int64_t hiddenBytes) {
    AnswerTraffic traffic;
    traffic.verdictsDown = meter.verdictBytesDown;
    traffic.hiddenUp = hiddenBytes;
    if (hiddenBytes > 0) return traffic;
    const PromptDescription words{sent.tokens, {}, {}};
    traffic.textUp = openingBytes(words);
    for (const VisualMedium& medium : sent.visuals) {
        std::int64_t& sum = medium.kind == VisualKind::Video ? traffic.videoUp : traffic.imageUp;
        sum += openingBytes({sent.tokens, {medium}, {}}) - traffic.textUp;
    }
    for (const SoundMedium& medium : sent.sounds)
        traffic.audioUp += openingBytes({sent.tokens, {}, {medium}}) - traffic.textUp;
    traffic.draftsUp = meter.draftBytesUp;
    return traffic;
}

/// A tied head is the embedding itself, unless it is packed: then it is a matrix of its own.
LoadedModel loadedBytes(const Engine& model, WeightType type) {
    const ModelConfig& config = model.config();
    const bool isPacked = type == WeightType::Int8 || type == WeightType::Int4;
    const double value = type == WeightType::F32 ? 4 : 2;
    const double others = evaluation::weightValues(config) - evaluation::languageMatrixValues(config);
    const double embedding = evaluation::weightValues(config, "model.embed_tokens.");
    const double shared = config.text.tiedEmbeddings && !isPacked ? embedding : 0;
    return {static_cast<double>(model.bytesPerStep()) + value * (others - shared), value};
}

PromptLoad loadOf(const Prompt& prompt, std::span<const KeptGrid> kept, const VisionConfig& vision,
                  std::int64_t answerTokens) {
    PromptLoad load;
    load.sent.promptTokens = static_cast<double>(prompt.tokens.size());
    load.sent.answerTokens = static_cast<double>(answerTokens);
    const double patches = vision.spatialMergeSize * vision.spatialMergeSize;  // of one token
    for (const KeptGrid& grid : kept) {
        load.sent.patches += patches * static_cast<double>(std::count(grid.kept.begin(), grid.kept.end(), true));
        load.wholePatches += patches * static_cast<double>(grid.kept.size());
    }
    return load;
}

AnswerMemory memoryOf(const PromptLoad& load, const AnsweredBy& by, const EvalMeter& meter, const LoadedBytes& loaded) {
    const auto ofModel = [&](const ModelConfig& model, const LoadedModel& as) {
        SideMemory side = evaluation::memoryOf(model, load.sent, as.value);
        side.weights = as.weights;
        return side;
    };
    AnswerMemory memory;
    if (by.target != nullptr) memory.cloud = ofModel(*by.target, loaded.target);
    if (by.edgeLayers > 0) {
        const auto [edge, cloud] = evaluation::cutMemory(*by.target, load.sent, by.edgeLayers, loaded.target.value);
        const double share = edge.weights / (edge.weights + cloud.weights);
        memory = {edge, cloud};
        memory.edge.weights = share * loaded.target.weights;
        memory.cloud.weights = (1 - share) * loaded.target.weights;
    }
    if (by.draft == nullptr) return memory;
    if (by.chosen == Mode::CoLocated || by.chosen == Mode::Hybrid)
        memory.cloud = sumOf(memory.cloud, ofModel(*by.draft, loaded.draft));
    if (by.chosen == Mode::CoLocated) return memory;
    memory.edge.weights = loaded.draft.weights;
    if (hasEdgeDrafted(by.chosen, meter)) memory.edge = ofModel(*by.draft, loaded.draft);
    if (by.wasProbed) {
        const double looked = evaluation::towerActivationBytes(*by.draft, load.wholePatches, loaded.draft.value);
        memory.edge.activations = std::max(memory.edge.activations, looked);
    }
    return memory;
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
    if (by.draft != nullptr && by.cloudDraftPasses > 0) {
        MSAO_TRY(const double drafting, draftFlops(sent, *by.draft, by.cloudDraftPasses));
        flops.cloud += drafting;
    }
    return flops;
}

}  // namespace msao::app
