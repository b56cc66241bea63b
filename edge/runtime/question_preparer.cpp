// SPDX-License-Identifier: Apache-2.0
#include "edge/runtime/question_preparer.h"

#include "edge/runtime/question_tokens.h"

#include "protocol/media/audio_payload.h"
#include "protocol/media/visual_payload.h"
#include "protocol/messages/limits.h"

#include "msao/engine/prompt_hash.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace msao::edge {

using namespace engine;

namespace {

constexpr int kJpegQuality = 90;  // where no calibration says what less of it costs
// Of a cloud that has not said hello yet, and of a link without traffic; chosen, and replaced by what is measured.
constexpr double kAssumedCloudFactor = 4;
constexpr double kAssumedBytesPerSecond = 2.5e6;
constexpr double kAssumedRttMs = 40;

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point from) {
    return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

DeviceCosts assumedCloud(const DeviceCosts& edge) {
    return {edge.stepMs * kAssumedCloudFactor, edge.stepMsPerExtraToken * kAssumedCloudFactor,
            edge.prefillMsPerToken * kAssumedCloudFactor, edge.prefillFixedMs};
}

/// Of the size at which a model reads it, so that no side resizes what travels: what is kept are cells of these pixels.
Status resize(VisualMedium& medium, const VisualInput& input, const VisionConfig& vision) {
    const ImageSize size{input.grid.width * vision.patchSize, input.grid.height * vision.patchSize};
    for (RgbImage& frame : medium.clip.frames) {
        if (frame.width != size.width || frame.height != size.height) frame = resizeBicubic(frame, size);
    }
    if (medium.kind == VisualKind::Image) return Done{};
    const auto frames = static_cast<std::size_t>(input.grid.time) * static_cast<std::size_t>(vision.temporalPatchSize);
    if (medium.clip.frames.empty() || medium.clip.frames.size() > frames)
        return Error{ErrorCode::InvalidArgument, "a clip has at least one frame"};
    medium.clip.frames.resize(frames, medium.clip.frames.back());
    return Done{};
}

/// Sizes that both models read as they are.
ModelConfig configForBoth(ModelConfig config, const std::optional<protocol::HelloReply>& server) {
    if (!server || server->target.maxPixels <= 0) return config;
    config.preprocessor.minPixels = std::max(config.preprocessor.minPixels, server->target.minPixels);
    config.preprocessor.maxPixels = std::min(config.preprocessor.maxPixels, server->target.maxPixels);
    return config;
}

/// No faster than models hear them: more samples would travel for nothing.
Result<std::vector<SoundMedium>> heardSounds(std::vector<SoundMedium> sounds) {
    for (SoundMedium& medium : sounds) {
        medium.kept.clear();
        if (medium.sound.samplesPerSecond <= kAudioSampleRate) continue;
        MSAO_TRY(medium.sound, resampled(medium.sound, kAudioSampleRate));
    }
    return sounds;
}

/// With what the source showed, or what the conversation was about.
Question shown(const AskedQuestion& asked, const std::shared_ptr<const RgbImage>& picture) {
    Question question = asked.question;
    if (!picture) return question;
    VisualMedium medium;
    medium.clip.frames.push_back(*picture);
    question.visuals.push_back(std::move(medium));
    return question;
}

protocol::VisualDescriptor descriptorOf(const VisualMedium& medium, const VisionConfig& vision, PixelQuality pixels) {
    protocol::VisualDescriptor visual;
    visual.kind = medium.kind;
    visual.encoding = pixels == PixelQuality::Exact ? protocol::PixelEncoding::Exact : protocol::PixelEncoding::Jpeg;
    visual.width = medium.clip.frames.front().width;
    visual.height = medium.clip.frames.front().height;
    visual.cellSide = vision.patchSize * vision.spatialMergeSize;
    visual.kept = medium.kept;
    if (medium.kind == VisualKind::Image) return visual;
    visual.frames = static_cast<std::int32_t>(medium.clip.frames.size());
    visual.framesPerSecond = medium.clip.framesPerSecond;
    visual.framesPerCell = vision.temporalPatchSize;
    return visual;
}

/// What a cloud cannot draw is not asked of it. What is greedy in effect is asked for as such.
Status fitToPromises(SamplingOptions& sampling, const CloudOutlook& cloud) {
    const bool isGreedyOnly = cloud.server && cloud.server->promises.sampling == protocol::SamplingPromise::GreedyOnly;
    const bool isPenalised = sampling.repetitionPenalty != 1;
    if (!isGreedyOnly || (sampling.temperature == 0 && !isPenalised)) return Done{};
    if (sampling.topK != 1 || isPenalised)
        return Error{ErrorCode::InvalidArgument,
                     "this cloud always takes the likeliest token: ask with temperature 0 and without a repetition "
                     "penalty, or choose another cloud"};
    sampling = SamplingOptions{};
    return Done{};
}

/// What no cloud takes is said before anything is computed for it, in words.
Status fitToProtocol(const Question& question) {
    const std::size_t media = question.visuals.size() + question.sounds.size();
    if (media > protocol::kMaxModalities) {
        return Error{ErrorCode::InvalidArgument, "a cloud takes " + std::to_string(protocol::kMaxModalities) +
                                                     " pictures, clips and sounds with a question at most, not " +
                                                     std::to_string(media)};
    }
    if (question.maxNewTokens > static_cast<std::int32_t>(protocol::kMaxAnswerTokens)) {
        return Error{ErrorCode::InvalidArgument, "a cloud answers with " + std::to_string(protocol::kMaxAnswerTokens) +
                                                     " tokens at most, not " + std::to_string(question.maxNewTokens)};
    }
    return Done{};
}

}  // namespace

QuestionPreparer::QuestionPreparer(Engine& draft, Calibration calibration, std::unique_ptr<ImportanceSource> importance,
                                   std::optional<ProbeHeads> heads, DeviceCosts costs)
    : m_draft(draft),
      m_calibration(std::move(calibration)),
      m_importance(std::move(importance)),
      m_heads(std::move(heads)),
      m_costs(costs) {}

Result<const ImportanceSource*> QuestionPreparer::importanceFor(const Question& question) {
    if (!question.importance || *question.importance == m_importance->kind()) return m_importance.get();
    if (!m_chosen || m_chosen->kind() != *question.importance) {
        MSAO_TRY(m_chosen, importanceOf(*question.importance, m_heads));
    }
    return m_chosen.get();
}

Result<ReadyQuestion> QuestionPreparer::prepare(const AskedQuestion& asked, const Continuation& from,
                                                const CloudOutlook& cloud, std::stop_token stop) {
    if (asked.question.looks || asked.question.clipSeconds > 0) m_idle.asked();
    Continuation fresh = from;
    std::shared_ptr<const RgbImage> picture = asked.question.looks ? asked.seen.image : nullptr;
    if (from.conversation) {
        MSAO_TRY(ReadyQuestion ready, prepareBehind(asked.question, from.conversation, cloud, stop));
        ready.picture = from.conversation->picture;
        if (fits(ready, asked.question.maxNewTokens, cloud)) return ready;
        fresh = {{}, FreshStart::WindowEnded};
        if (!picture) picture = from.conversation->picture;
    }
    MSAO_TRY(ReadyQuestion ready, prepareBehind(shown(asked, picture), nullptr, cloud, std::move(stop)));
    ready.picture = std::move(picture);
    ready.from = std::move(fresh);
    return ready;
}

/// `talk` null: from nothing.
Result<ReadyQuestion> QuestionPreparer::prepareBehind(const Question& question,
                                                      std::shared_ptr<const Conversation> talk,
                                                      const CloudOutlook& cloud, std::stop_token stop) {
    const Clock::time_point began = Clock::now();
    ReadyQuestion ready;
    if (question.sampling) ready.sampling = question.sampling(m_draft.config().generation);
    if (cloud.isExpected && question.mode != Mode::EdgeOnly) {
        MSAO_CHECK(fitToProtocol(question));
        MSAO_CHECK(fitToPromises(ready.sampling, cloud));
    }
    MSAO_TRY(PromptDescription asked, describe(question, talk.get(), cloud));
    const TraceClock clock = [] { return TraceTime(Clock::now().time_since_epoch()); };
    QuestionOptions how = options(question, cloud);
    how.firstPosition = talk ? talk->position : 0;
    MSAO_TRY(const ImportanceSource* importance, importanceFor(question));
    MSAO_TRY(ready.prepared, prepareQuestion(&m_draft, std::move(asked), how, *importance, clock, std::move(stop)));
    m_last = ready.prepared.plan.planning.plan;
    // No pixel travels in mode perllm, so none is rounded; but a later question may have to say this one again.
    const bool isSplit = question.mode == Mode::PerLlm;
    if (isSplit) ready.prepared.plan.controller.mode = ready.prepared.plan.planning.plan.mode = Mode::PerLlm;
    MSAO_CHECK(encode(isSplit ? PixelQuality::Exact : question.pixels, ready));
    MSAO_TRY(const Prompt prompt, preparePrompt(*ready.described, m_draft.config(), how.firstPosition));
    ready.place = {static_cast<std::int64_t>(prompt.tokens.size()), prompt.nextPosition,
                   promptHash(prompt, m_draft.config())};
    ready.promptTokens = ready.place.tokens + (talk ? talk->tokens : 0);
    ready.from.conversation = std::move(talk);
    ready.preparingMs = millisecondsSince(began);
    return ready;
}

/// The answer, too, has to fit into what the models read at once.
bool QuestionPreparer::fits(const ReadyQuestion& ready, std::int32_t maxNewTokens, const CloudOutlook& cloud) const {
    std::int64_t room = std::min<std::int64_t>(m_draft.config().text.maxPositions, protocol::kMaxPromptTokens);
    room -= maxNewTokens + kMaxDecodeTokens;
    if (cloud.server) room = std::min<std::int64_t>(room, cloud.server->limits.promptTokens);
    return ready.promptTokens <= room;
}

Result<IdleLook> QuestionPreparer::glance(const RgbImage& image, const std::string& words, std::stop_token stop) {
    return m_idle.look(m_draft, *m_importance, image, words, std::move(stop));
}

/// Everything kept, pictures at the size at which models read them.
Result<PromptDescription> QuestionPreparer::describe(const Question& question, const Conversation* talk,
                                                     const CloudOutlook& cloud) const {
    const ModelConfig config = configForBoth(m_draft.config(), cloud.server);
    PromptDescription description;
    description.tokens =
        tokensOf(question, m_draft.tokenizer(), talk ? std::optional(talk->lastToken()) : std::nullopt);
    if (description.tokens.empty()) return Error{ErrorCode::InvalidArgument, "nothing was asked"};
    description.visuals = question.visuals;
    for (VisualMedium& medium : description.visuals) medium.kept.clear();
    MSAO_TRY(description.sounds, heardSounds(question.sounds));
    if (description.visuals.empty()) return description;
    MSAO_TRY(const Prompt asRead, preparePrompt(description, config));
    for (std::size_t i = 0; i < description.visuals.size(); ++i)
        MSAO_CHECK(resize(description.visuals[i], asRead.visuals[i], config.vision));
    return description;
}

QuestionOptions QuestionPreparer::options(const Question& question, const CloudOutlook& cloud) const {
    QuestionOptions options;
    // Without a cloud there is one mode left, whatever was asked for.
    // What perllm costs is decided where the model is cut: for the planner the cloud answers alone.
    const Mode asked = question.mode == Mode::PerLlm ? Mode::CloudOnly : question.mode;
    const Mode mode = cloud.isExpected ? asked : Mode::EdgeOnly;
    options.wish = {mode, question.maxNewTokens, m_draft.config().generation.endOfText};
    options.words = m_draft.tokenizer().encode(question.text);
    options.live = figures(question, cloud);
    options.calibration = m_calibration;
    options.planner.policy = question.policy;
    options.planner.method = question.method;
    const bool maySendPruned = !cloud.server || cloud.server->promises.takesPruned;
    options.planner.method.qualityBound = maySendPruned ? question.qualityBound : 0;
    options.last = m_last;
    return options;
}

LiveFigures QuestionPreparer::figures(const Question& question, const CloudOutlook& cloud) const {
    LiveFigures live;
    live.edge = m_costs;
    live.cloud = cloud.server ? cloud.server->costs : assumedCloud(m_costs);
    if (cloud.server) live.cloudDraftStepMs = cloud.server->cloudDraftStepMs;
    if (cloud.server && cloud.server->rows) {
        live.cloudFreeRows = std::max(1.0, cloud.server->rows->free);  // the first row is never paid for
        live.cloud.stepMsPerExtraToken = cloud.server->rows->msPerFurther;
    }
    live.link = cloud.link;
    if (live.link.bytesPerSecond <= 0) live.link.bytesPerSecond = kAssumedBytesPerSecond;
    if (live.link.rttMs <= 0) live.link.rttMs = kAssumedRttMs;
    live.cloudLoad = cloud.load;
    live.answerTokens = question.maxNewTokens;
    live.isCloudReachable = cloud.isExpected;
    return live;
}

/// JPEG's, as the plan has it for the medium's modality.
int QuestionPreparer::qualityOf(const VisualMedium& medium, const PreparedQuestion& prepared) const {
    const Modality modality = medium.kind == VisualKind::Image ? Modality::Image : Modality::Video;
    const std::vector<ModalityPlan>& plans = prepared.plan.planning.plan.modalities;
    const auto plan = std::ranges::find(plans, modality, &ModalityPlan::modality);
    const auto probe = std::ranges::find(prepared.probes, modality, &ModalityProbe::modality);
    if (plan == plans.end() || probe == prepared.probes.end()) return kJpegQuality;
    return mediaQuality(m_calibration, *probe, *plan).value_or(kJpegQuality);
}

/// The cloud's prompt is made of decoded pixels. The draft model goes on from those that the probe saw: it only
/// proposes.
Status QuestionPreparer::encode(PixelQuality pixels, ReadyQuestion& ready) const {
    PromptDescription described = *ready.prepared.prompt;
    for (VisualMedium& medium : described.visuals) {
        MSAO_TRY(protocol::VisualPayload payload,
                 protocol::makeVisualPayload(medium.clip.frames, descriptorOf(medium, m_draft.config().vision, pixels),
                                             qualityOf(medium, ready.prepared)));
        medium.clip.frames = std::move(payload.frames);
        ready.media.push_back({std::move(payload.descriptor), std::move(payload.bytes)});
    }
    for (SoundMedium& medium : described.sounds) {
        MSAO_TRY(protocol::AudioPayload payload, protocol::makeAudioPayload(medium.sound, medium.kept));
        medium.sound = std::move(payload.sound);
        ready.media.push_back({std::move(payload.descriptor), std::move(payload.bytes)});
    }
    ready.described = std::make_shared<const PromptDescription>(std::move(described));
    return Done{};
}

}  // namespace msao::edge
