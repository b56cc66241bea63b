// SPDX-License-Identifier: Apache-2.0
// What was asked, in the form that edge and cloud share: each builds its own model's prompt from it.
#pragma once

#include "msao/engine/audio.h"
#include "msao/engine/engine.h"
#include "msao/engine/image.h"
#include "msao/engine/prompt.h"

#include <cstdint>
#include <vector>

namespace msao::engine {

/// One image or clip as both sides decoded it. The kept set is the planner's and the probe's; empty keeps all.
struct VisualMedium {
    VisualKind kind = VisualKind::Image;
    RgbClip clip;     // one frame for an image
    KeptTokens kept;  // one bit per language token
};

/// One sound as both sides decoded it; it travels whole, since its encoder needs all of it.
struct SoundMedium {
    Sound sound;
    KeptTokens kept;  // one bit per language token
};

struct PromptDescription {
    std::vector<TokenId> tokens;           // of the rendered chat, one pad for each visual and each sound
    std::vector<VisualMedium> visuals;     // in order of their pads
    std::vector<SoundMedium> sounds = {};  // in order of theirs
};

/// The prompt of one model. A function of its arguments: any thread may call it, and a server prepares prompts beside
/// its passes. `firstPosition`: of its first token, where it continues a conversation (Prompt::nextPosition of what was
/// read before, and one for each token that was decoded since).
Result<Prompt> preparePrompt(const PromptDescription& description, const ModelConfig& config,
                             std::int32_t firstPosition = 0);

/// A prompt in pieces of about `maxTokens`, for a server that does other work in between: cut at multiples of
/// `maxTokens`, but never inside a visual or a sound. Where it is cut depends on the prompt alone, so the answer does
/// not depend on load. `prefill` is called for one after the other.
std::vector<Prompt> promptPieces(Prompt prompt, const ModelConfig& config, std::int64_t maxTokens);

}  // namespace msao::engine
