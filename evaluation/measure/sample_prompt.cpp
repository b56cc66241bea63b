// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/sample_prompt.h"

#include "msao/engine/chat_template.h"

#include <algorithm>
#include <utility>

namespace msao::evaluation {

using namespace engine;

PromptDescription describeSample(const Sample& sample, const Engine& engine) {
    PromptDescription prompt;
    Message message;
    if (!sample.pictures.frames.empty()) {
        prompt.visuals.push_back({sample.isClip ? VisualKind::Video : VisualKind::Image, sample.pictures, {}});
        if (sample.isClip) {
            message.parts.emplace_back(VideoPart{});
        } else {
            message.parts.emplace_back(ImagePart{});
        }
    }
    if (sample.sound && engine.config().audio) {
        prompt.sounds.push_back({*sample.sound, {}});
        message.parts.emplace_back(AudioPart{});
    }
    message.parts.emplace_back(TextPart{sample.question});
    prompt.tokens = engine.tokenizer().encode(renderChat({message}));
    return prompt;
}

std::vector<KeptGrid> keptGrids(const PromptDescription& description, const Prompt& prompt,
                                const VisionConfig& vision) {
    std::vector<KeptGrid> grids;
    for (std::size_t v = 0; v < prompt.visuals.size(); ++v) {
        const PatchGrid& patches = prompt.visuals[v].grid;
        KeptGrid grid;
        grid.steps = patches.time;
        grid.rows = patches.height / vision.spatialMergeSize;
        grid.columns = patches.width / vision.spatialMergeSize;
        grid.framesPerStep = vision.temporalPatchSize;
        grid.kept = description.visuals[v].kept;
        if (grid.kept.empty())
            grid.kept.assign(static_cast<std::size_t>(patches.tokens(vision.spatialMergeSize)), true);
        grids.push_back(std::move(grid));
    }
    return grids;
}

double keptShare(const std::vector<KeptGrid>& grids) {
    std::int64_t kept = 0;
    std::size_t all = 0;
    for (const KeptGrid& grid : grids) {
        kept += std::count(grid.kept.begin(), grid.kept.end(), true);
        all += grid.kept.size();
    }
    return all == 0 ? 1 : static_cast<double>(kept) / static_cast<double>(all);
}

}  // namespace msao::evaluation
