// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/question_probe.h"

#include "msao/engine/merged_tokens.h"
#include "msao/engine/probed_media.h"
#include "msao/engine/sound_spectrum.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace msao::engine {
namespace {

/// Of the distinct tokens' pixels, at a byte a channel; codecs make it less, by a share that is the planner's rho*. The
/// patches of a picture hold it once for each step in time that they span, but it travels once.
std::int64_t rawBytes(const ProbedMedium& medium, const VisionConfig& vision) {
    const std::int64_t side = std::int64_t{vision.patchSize} * vision.spatialMergeSize;
    const std::int64_t steps = medium.modality == Modality::Image ? 1 : vision.temporalPatchSize;
    return medium.distinctTokens() * side * side * vision.inChannels * steps;
}

bool mayMerge(const ImportanceSource& source) {
    return source.kind() == ImportanceKind::Calibrated || source.kind() == ImportanceKind::TrainingFree;
}

/// None at all where no visual has any.
std::vector<StandIns> standInsOf(std::span<const VisualInput> visuals, const VisionConfig& vision,
                                 const MergeLimits& limits) {
    std::vector<StandIns> standIns;
    bool mergesAny = false;
    for (const VisualInput& visual : visuals) {
        const double most = visual.kind == VisualKind::Image ? limits.image : limits.video;
        standIns.push_back(mergedTokens(visual, vision, most));
        mergesAny = mergesAny || !standIns.back().empty();
    }
    if (!mergesAny) standIns.clear();
    return standIns;
}

KeptTokens evenly(std::int64_t tokens, double share) {
    KeptTokens kept;
    for (std::int64_t t = 0; t < tokens; ++t)
        kept.push_back(std::ceil(static_cast<double>(t + 1) * share) > std::ceil(static_cast<double>(t) * share));
    return kept;
}

}  // namespace

bool isProbed(Mode mode) {
    return mode == Mode::Msao || mode == Mode::MsaoNoModality || mode == Mode::MsaoNoCollab;
}

TokenChoice tokenChoice(Mode mode) {
    return mode == Mode::MsaoNoModality ? TokenChoice::Evenly : TokenChoice::ByImportance;
}

Result<QuestionProbe> QuestionProbe::look(Engine& draft, const Prompt& prompt, std::span<const TokenId> words,
                                          const ImportanceSource& source, std::stop_token stop,
                                          const MergeLimits& merging, const MethodOptions& method) {
    MSAO_CHECK(source.fits(draft.config()));
    QuestionProbe question;
    question.m_vision = draft.config().vision;
    question.m_method = method;
    MSAO_TRY(question.m_words, draft.embeddings(words));
    if (!prompt.visuals.empty() || !prompt.audios.empty()) {
        if (mayMerge(source)) question.m_standIns = standInsOf(prompt.visuals, question.m_vision, merging);
        MSAO_CHECK(question.see(draft, prompt, source.heardBy(), std::move(stop)));
    }
    MSAO_TRY(question.m_result, probe(question.request(), source));
    return question;
}

Status QuestionProbe::see(Engine& draft, const Prompt& prompt, HeardBy heardBy, std::stop_token stop) {
    LookOptions options;
    options.standIns = m_standIns;
    MSAO_TRY(m_seen, draft.look(prompt.visuals, prompt.audios, options, std::move(stop)));
    m_media = probedMedia(*m_seen, prompt.visuals, m_vision.spatialMergeSize);
    if (heardBy == HeardBy::Spectrum) hearSpectra(prompt);
    for (std::size_t v = 0; v < prompt.visuals.size(); ++v) {
        if (!m_standIns.empty()) m_media[v].standIns = m_standIns[v];
        m_media[v].bytes = rawBytes(m_media[v], m_vision);
    }
    return Done{};
}

void QuestionProbe::hearSpectra(const Prompt& prompt) {
    for (const AudioInput& audio : prompt.audios) m_spectra.push_back(spectrumRows(audio));
    for (std::size_t a = 0; a < m_spectra.size(); ++a) {
        ProbedMedium& sound = m_media[prompt.visuals.size() + a];
        sound.pooled = m_spectra[a];
        sound.projected = {};
    }
}

double QuestionProbe::merged(Modality modality) const {
    std::int64_t all = 0, distinct = 0;
    for (const ProbedMedium& medium : m_media) {
        if (medium.modality != modality) continue;
        all += medium.grid.tokens();
        distinct += medium.distinctTokens();
    }
    return all == 0 ? 0 : static_cast<double>(all - distinct) / static_cast<double>(all);
}

ProbeRequest QuestionProbe::request() const {
    ProbeRequest request;
    request.prompt = m_words;
    request.media = m_media;
    request.vision = m_vision;
    request.method = m_method;
    return request;
}

std::vector<ChosenTokens> QuestionProbe::chosen(std::span<const ModalityPlan> plans, TokenChoice choice) const {
    if (choice == TokenChoice::ByImportance) return chooseTokens(request(), m_result, plans);
    std::vector<ChosenTokens> chosen;
    for (const ProbedMedium& medium : m_media) {
        const auto plan = std::ranges::find(plans, medium.modality, &ModalityPlan::modality);
        const double share = plan == plans.end() ? 1 : std::clamp(plan->retention, 0.0, 1.0);
        chosen.push_back({evenly(medium.grid.tokens(), share), {}});
    }
    return chosen;
}

std::vector<KeptTokens> QuestionProbe::kept(std::span<const ModalityPlan> plans, TokenChoice choice) const {
    std::vector<KeptTokens> kept;
    for (ChosenTokens& medium : chosen(plans, choice)) {
        const bool keepsAll = std::all_of(medium.kept.begin(), medium.kept.end(), [](bool isKept) { return isKept; });
        kept.push_back(keepsAll ? KeptTokens{} : std::move(medium.kept));
    }
    return kept;
}

std::vector<std::optional<std::int64_t>> QuestionProbe::resizedTo(std::span<const ModalityPlan> plans) const {
    std::vector<std::optional<std::int64_t>> sizes;
    const std::vector<ChosenTokens> media = chosen(plans, TokenChoice::ByImportance);
    for (std::size_t m = 0; m < media.size() && m_media[m].modality != Modality::Audio; ++m)
        sizes.push_back(media[m].resizedTo);
    return sizes;
}

std::vector<FrameProbed> QuestionProbe::facts(std::span<const ModalityPlan> plans, TokenChoice choice) const {
    std::vector<FrameProbed> frames = frameFacts(request(), m_result, chosen(plans, choice));
    std::erase_if(frames, [](const FrameProbed& frame) { return frame.modality == Modality::Audio; });
    return frames;
}

void keepTokens(std::vector<KeptTokens> kept, PromptDescription& description) {
    auto next = kept.begin();
    for (VisualMedium& medium : description.visuals) medium.kept = std::move(*next++);
    for (SoundMedium& medium : description.sounds) medium.kept = std::move(*next++);
}

Result<Prompt> prunedPrompt(Prompt whole, const PromptDescription& description, const ModelConfig& config,
                            std::int32_t firstPosition) {
    PromptMedia media;
    media.visuals = std::move(whole.visuals);
    media.audios = std::move(whole.audios);
    for (const VisualMedium& medium : description.visuals) media.kept.push_back(medium.kept);
    for (const SoundMedium& medium : description.sounds) media.keptAudio.push_back(medium.kept);
    return buildPrompt(description.tokens, std::move(media), config, firstPosition);
}

}  // namespace msao::engine
