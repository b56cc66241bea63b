// SPDX-License-Identifier: Apache-2.0
#include "engine/model/prefill.h"

#include "engine/model/audio_pads.h"
#include "engine/model/audio_weights.h"
#include "engine/model/language_tensors.h"
#include "engine/model/output_head.h"
#include "engine/model/prompt_check.h"
#include "engine/model/prompt_pass.h"
#include "engine/model/sleeping_workers.h"
#include "engine/model/vision_weights.h"
#include "engine/model/visual_pads.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <c10/util/Exception.h>

#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <utility>

namespace msao::engine {

struct PrefillModel::Parts {
    const ModelConfig& config;
    const LanguageWeights& weights;
    Towers towers;
    LanguageTensors language;
    int threads = 1;

    ModelParts model() { return {config, towers, language}; }
};

PromptProgress::PromptProgress(std::unique_ptr<PromptPass> pass) : m_pass(std::move(pass)) {}
PromptProgress::PromptProgress(PromptProgress&&) noexcept = default;
PromptProgress::~PromptProgress() = default;

bool PromptProgress::hasReadMedia() const {
    return m_pass->hasReadMedia();
}

double PromptProgress::share() const {
    return m_pass->share();
}

namespace {

Error torchError(const c10::Error& error) {
    const std::string_view message = error.what_without_backtrace();
    // libtorch has no type of its own for this on the CPU.
    const bool isMemory = message.find("can't allocate memory") != std::string_view::npos;
    return {isMemory ? ErrorCode::OutOfMemory : ErrorCode::Internal,
            "prefill: " + std::string(message.substr(0, message.find('\n')))};
}

/// Runs `work` without gradients, turning what libtorch and the standard library throw into an Error.
template <typename Work>
auto guarded(Work work) -> decltype(work()) {
    try {
        const c10::InferenceMode inference;
        return work();
    } catch (const c10::Error& error) {
        return torchError(error);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "prefill: not enough memory"};
    } catch (const std::exception& error) {
        return Error{ErrorCode::Internal, "prefill: " + std::string(error.what())};
    }
}

Status checkStandIns(std::span<const VisualInput> visuals, std::span<const StandIns> standIns,
                     const ModelConfig& config) {
    if (standIns.empty()) return Done{};
    bool fit = standIns.size() == visuals.size();
    for (std::size_t v = 0; fit && v < visuals.size(); ++v)
        fit = areStandIns(standIns[v], visuals[v].grid.tokens(config.vision.spatialMergeSize));
    if (fit) return Done{};
    return Error{ErrorCode::InvalidArgument, "the tokens to be merged are not those of what is looked at"};
}

Status checkLook(std::span<const VisualInput> visuals, std::span<const AudioInput> audios, const LookOptions& options,
                 const ModelConfig& config) {
    if (visuals.empty() && audios.empty())
        return Error{ErrorCode::InvalidArgument, "there is no image, no clip and no sound to look at"};
    if (options.blocks < 1) {
        return Error{ErrorCode::InvalidArgument,
                     "expected 1 block of the tower or more to look with, found " + std::to_string(options.blocks)};
    }
    for (std::size_t v = 0; v < visuals.size(); ++v) MSAO_CHECK(checkPatches(visuals[v], v, config));
    MSAO_CHECK(checkAudio(audios, std::vector<KeptTokens>(audios.size()), config));
    return checkStandIns(visuals, options.standIns, config);
}

}  // namespace

PrefillModel::PrefillModel(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
PrefillModel::~PrefillModel() = default;

Result<std::unique_ptr<PrefillModel>> PrefillModel::make(const Checkpoint& checkpoint, const LanguageWeights& weights,
                                                         WeightType type, int threads) {
    return guarded([&]() -> Result<std::unique_ptr<PrefillModel>> {
        letWorkersSleep();
        at::set_num_threads(threads);
        const at::ScalarType computeType = type == WeightType::F32 ? at::kFloat : at::kBFloat16;
        Towers towers;
        MSAO_TRY(towers.vision, readVisionTensors(checkpoint, computeType));
        if (checkpoint.config().audio) {
            MSAO_TRY(towers.audio, readAudioTensors(checkpoint, computeType));
        }
        return std::unique_ptr<PrefillModel>(new PrefillModel(std::unique_ptr<Parts>(
            new Parts{checkpoint.config(), weights, std::move(towers), LanguageTensors(weights), threads})));
    });
}

Result<EarlyFeatures> PrefillModel::look(std::span<const VisualInput> visuals, std::span<const AudioInput> audios,
                                         const LookOptions& options, std::stop_token stop) {
    return guarded([&]() -> Result<EarlyFeatures> {
        at::set_num_threads(m_parts->threads);
        MSAO_CHECK(checkLook(visuals, audios, options, m_parts->config));
        MSAO_TRY(EarlyFeatures::State state, lookAt(m_parts->model(), visuals, audios, options, stop));
        return EarlyFeatures(std::make_unique<EarlyFeatures::State>(std::move(state)));
    });
}

Result<std::unique_ptr<PromptPass>> PrefillModel::pass(const Prompt& prompt, LogitRows rows,
                                                       const EarlyFeatures* seen) {
    MediaPlaces places;
    MSAO_TRY(places.visual, visualPlaces(prompt, m_parts->config));
    MSAO_TRY(places.audio, audioPlaces(prompt, m_parts->config));
    if (seen != nullptr) MSAO_CHECK(checkSeen(seen->state(), prompt.visuals, prompt.audios, places.visual.towerRow));
    return std::make_unique<PromptPass>(m_parts->model(), prompt, std::move(places), rows,
                                        seen == nullptr ? nullptr : &seen->state());
}

Result<PromptProgress> PrefillModel::begin(const Prompt& prompt, LogitRows rows, const EarlyFeatures* seen) {
    return guarded([&]() -> Result<PromptProgress> {
        MSAO_TRY(std::unique_ptr<PromptPass> begun, pass(prompt, rows, seen));
        return PromptProgress(std::move(begun));
    });
}

Status PrefillModel::finish(PromptPass& pass, const CacheSlots& cache, const std::stop_token& stop) {
    while (!pass.isDone()) {
        if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "prefill was cancelled"};
        pass.step(cache);
    }
    return Done{};
}

void PrefillModel::fillLogits(const PromptPass& pass, Logits& logits) const {
    const at::Tensor hidden = pass.hidden();
    logits.rows = hidden.size(0);
    logits.vocabularySize = m_parts->config.text.vocabularySize;
    logits.values.resize(static_cast<std::size_t>(logits.rows * logits.vocabularySize));
    outputLogits(hidden, m_parts->weights.head, logits.values);
}

Result<std::vector<float>> PrefillModel::attention(const Prompt& prompt, const KvSequence& sequence,
                                                   DecodeBackend& backend, std::int64_t from, std::stop_token stop) {
    return guarded([&]() -> Result<std::vector<float>> {
        at::set_num_threads(m_parts->threads);
        MSAO_TRY(const std::unique_ptr<PromptPass> watched, pass(prompt, LogitRows::All, nullptr));
        AttentionTally tally(static_cast<std::int64_t>(prompt.tokens.size()), from);
        watched->tallyAttention(tally);
        MSAO_CHECK(finish(*watched, {sequence, backend, 0}, stop));
        return tally.mean();
    });
}

Result<FeatureRows> PrefillModel::runLower(const Prompt& prompt, const KvSequence& sequence, DecodeBackend& backend,
                                           std::int32_t cut, std::stop_token stop) {
    return guarded([&]() -> Result<FeatureRows> {
        at::set_num_threads(m_parts->threads);
        MSAO_TRY(const std::unique_ptr<PromptPass> half, pass(prompt, LogitRows::All, nullptr));
        half->cut({0, cut}, {});
        MSAO_CHECK(finish(*half, {sequence, backend, 0}, stop));
        const at::Tensor residual = half->residual().contiguous();
        const auto* values = residual.data_ptr<float>();
        return FeatureRows{residual.size(0), residual.size(1), {values, values + residual.numel()}};
    });
}

Status PrefillModel::runUpper(const Prompt& prompt, const FeatureRows& lower, const KvSequence& sequence,
                              std::int64_t firstSlot, DecodeBackend& backend, std::int32_t cut, Logits& logits,
                              std::stop_token stop) {
    return guarded([&]() -> Status {
        at::set_num_threads(m_parts->threads);
        PromptPass half(m_parts->model(), prompt, {}, LogitRows::Last, nullptr);
        half.cut({cut, m_parts->config.text.layerCount},
                 at::from_blob(const_cast<float*>(lower.values.data()), {lower.rows, lower.width}, at::kFloat));
        MSAO_CHECK(finish(half, {sequence, backend, firstSlot}, stop));
        fillLogits(half, logits);
        return Done{};
    });
}

Result<bool> PrefillModel::step(PromptProgress& progress, const KvSequence& sequence, std::int64_t firstSlot,
                                DecodeBackend& backend, Logits& logits) {
    return guarded([&]() -> Result<bool> {
        at::set_num_threads(m_parts->threads);  // belongs to the calling thread
        PromptPass& pass = *progress.m_pass;
        pass.step({sequence, backend, firstSlot});
        if (!pass.isDone()) return false;
        fillLogits(pass, logits);
        return true;
    });
}

Status PrefillModel::run(const Prompt& prompt, const KvSequence& sequence, std::int64_t firstSlot,
                         DecodeBackend& backend, LogitRows rows, Logits& logits, const Progress& progress,
                         const EarlyFeatures* seen) {
    constexpr std::string_view kWhat = "reading the prompt";
    MSAO_TRY(PromptProgress reading, begin(prompt, rows, seen));
    for (bool isDone = false; !isDone;) {
        if (progress.stop.stop_requested()) return Error{ErrorCode::Cancelled, "prefill was cancelled"};
        progress.report(reading.share(), kWhat);
        MSAO_TRY(isDone, step(reading, sequence, firstSlot, backend, logits));
    }
    progress.report(1, kWhat);
    return Done{};
}

}  // namespace msao::engine
