// SPDX-License-Identifier: Apache-2.0
// The probe of one question at the edge: from what the draft model's first blocks see, to MAS for the planner and to
// the kept tokens of a plan.
#pragma once

#include "msao/engine/engine.h"
#include "msao/engine/mode.h"
#include "msao/engine/probe.h"
#include "msao/engine/prompt_description.h"
#include "msao/engine/token_selection.h"

#include <optional>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

namespace msao::engine {

/// The modes that look before they send: msao and its two ablations. The others send everything.
bool isProbed(Mode mode);

enum class TokenChoice {
    ByImportance,
    Evenly,  // every n-th token of each medium: a share without an opinion, for msao-no-modality
};
TokenChoice tokenChoice(Mode mode);

/// The largest share of each picture's and each clip's tokens that may be merged with their exact duplicates before the
/// probe looks. Not with baselines, whose choices are their own.
struct MergeLimits {
    double image = 0;
    double video = 0;
};

class QuestionProbe {
public:
    /// `prompt` is the draft's, with everything kept, and outlives the probe; `words` are those of the question.
    static Result<QuestionProbe> look(Engine& draft, const Prompt& prompt, std::span<const TokenId> words,
                                      const ImportanceSource& source, std::stop_token stop = {},
                                      const MergeLimits& merging = {}, const MethodOptions& method = {});

    /// MAS and what it is made of, in the planner's form.
    std::span<const ModalityProbe> modalities() const { return m_result.modalities; }
    /// What was probed: visuals, then sounds. Views of this probe and of the prompt.
    std::span<const ProbedMedium> media() const { return m_media; }
    /// Embeddings of the question's words.
    const FeatureRows& words() const { return m_words; }

    /// The share of a modality's tokens for which another one stands.
    double merged(Modality modality) const;

    /// One for each visual of the prompt, then one for each sound; an empty one keeps all.
    std::vector<KeptTokens> kept(std::span<const ModalityPlan> plans,
                                 TokenChoice choice = TokenChoice::ByImportance) const;
    /// Plain downsampling: the tokens that each visual is read again at, where that is fewer than it has. Nothing for
    /// any other source.
    std::vector<std::optional<std::int64_t>> resizedTo(std::span<const ModalityPlan> plans) const;
    /// The maps of images and clips that belong to that choice. A sound has none: it would be a row of single cells.
    std::vector<FrameProbed> facts(std::span<const ModalityPlan> plans,
                                   TokenChoice choice = TokenChoice::ByImportance) const;
    /// For the draft's prefill, which goes on from it; once, and absent where nothing was to be seen or heard. The
    /// prompt that is read holds the visuals and sounds that were looked at, pruned or not.
    std::optional<EarlyFeatures> takeSeen() { return std::exchange(m_seen, std::nullopt); }

private:
    Status see(Engine& draft, const Prompt& prompt, HeardBy heardBy, std::stop_token stop);
    void hearSpectra(const Prompt& prompt);
    ProbeRequest request() const;
    std::vector<ChosenTokens> chosen(std::span<const ModalityPlan> plans, TokenChoice choice) const;

    VisionConfig m_vision;
    MethodOptions m_method;
    FeatureRows m_words;
    std::optional<EarlyFeatures> m_seen;
    std::vector<StandIns> m_standIns;    // one for each visual, or none at all
    std::vector<FeatureRows> m_spectra;  // of sounds, for heads that know no more
    std::vector<ProbedMedium> m_media;   // views of m_seen, m_standIns, m_spectra and of the prompt
    ProbeResult m_result;
};

/// Frames at a size that a model of `config` reads at no more than `tokens` language tokens in all, as far as the least
/// size allows that it reads anything at. Both sides read what is smaller then, and that is what travels.
Status downsample(VisualMedium& medium, std::int64_t tokens, const ModelConfig& config);

/// Writes kept tokens into the description, visuals first.
void keepTokens(std::vector<KeptTokens> kept, PromptDescription& description);

/// The media of `whole`, of which `description` keeps a part: the prompt that goes on from what was seen of `whole`.
Result<Prompt> prunedPrompt(Prompt whole, const PromptDescription& description, const ModelConfig& config,
                            std::int32_t firstPosition = 0);

}  // namespace msao::engine
