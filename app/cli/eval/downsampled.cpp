// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/downsampled.h"

#include "evaluation/measure/prompt_flops.h"
#include "evaluation/measure/sample_prompt.h"

#include "msao/engine/generate.h"
#include "msao/engine/token_selection.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <utility>

namespace msao::app {

using namespace engine;
using evaluation::AnswerRecord;
using evaluation::AnswerTraffic;
using evaluation::MeasuredAnswer;
using evaluation::MemoryLoad;
using evaluation::SideMemory;

namespace {

using Clock = std::chrono::steady_clock;

double msSince(Clock::time_point from) {
    return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

std::int64_t stepTokens(const VisualInput& visual, const VisionConfig& vision) {
    return visual.grid.tokens(vision.spatialMergeSize) / visual.grid.time;
}

/// Sides in tokens: as many as the budget allows where they distort the picture by no more than a quarter. Keeping its
/// shape would leave up to a fifth of the budget unused, and what it is compared with uses it all. Absent: no such
/// sides.
std::optional<ImageSize> smallerSides(ImageSize whole, std::int64_t budget) {
    constexpr double kMostDistortion = 1.25;
    std::optional<ImageSize> best;
    for (int height = 1; height <= whole.height; ++height) {
        const double inShape = static_cast<double>(height) * whole.width / whole.height;
        const auto widest = static_cast<std::int64_t>(kMostDistortion * inShape);
        const auto width = static_cast<int>(std::min({std::int64_t{whole.width}, budget / height, widest}));
        if (width < 1 || width * kMostDistortion < inShape) continue;
        if (!best || width * height > best->width * best->height) best = ImageSize{width, height};
    }
    return best;
}

Result<VisualInput> readSmaller(const VisualMedium& medium, const VisualInput& whole, std::int64_t budget,
                                const ModelConfig& config) {
    const int merge = config.vision.spatialMergeSize;
    const auto sides = smallerSides({whole.grid.width / merge, whole.grid.height / merge}, budget);
    RgbClip clip = medium.clip;
    if (sides) {
        const int pixels = config.vision.patchSize * merge;
        for (RgbImage& frame : clip.frames)
            frame = resizeBicubic(frame, {sides->width * pixels, sides->height * pixels});
        budget = std::int64_t{sides->width} * sides->height;
    }
    const PreprocessorConfig smaller = withTokenBudget(config.preprocessor, config.vision, budget);
    if (medium.kind == VisualKind::Video) return videoInput(clip, smaller, config.vision);
    return imageInput(clip.frames.front(), smaller, config.vision);
}

/// The share of tokens that the smaller pictures have of the whole ones.
struct SmallPrompt {
    Prompt prompt;
    double retention = 1;
};

Result<SmallPrompt> smallPrompt(const PromptDescription& description, double retention, const ModelConfig& config) {
    MSAO_TRY(Prompt whole, preparePrompt(description, config));
    PromptMedia media;
    double before = 0;
    double after = 0;
    for (std::size_t v = 0; v < whole.visuals.size(); ++v) {
        const std::int64_t tokens = stepTokens(whole.visuals[v], config.vision);
        const auto budget = static_cast<std::int64_t>(std::ceil(retention * static_cast<double>(tokens)));
        MSAO_TRY(VisualInput visual,
                 readSmaller(description.visuals[v], whole.visuals[v], std::max<std::int64_t>(1, budget), config));
        before += static_cast<double>(whole.visuals[v].grid.tokens(config.vision.spatialMergeSize));
        after += static_cast<double>(visual.grid.tokens(config.vision.spatialMergeSize));
        media.visuals.push_back(std::move(visual));
    }
    media.kept.resize(media.visuals.size());
    media.audios = std::move(whole.audios);
    media.keptAudio.resize(media.audios.size());
    MSAO_TRY(Prompt prompt, buildPrompt(description.tokens, std::move(media), config));
    return SmallPrompt{std::move(prompt), before > 0 ? after / before : 1};
}

/// As a link would charge it: pixels at the size at which they are read.
AnswerTraffic smallTraffic(const PromptDescription& description, const Prompt& prompt, const VisionConfig& vision) {
    constexpr std::int64_t kColours = 3;
    AnswerTraffic traffic = trafficOf({description.tokens, {}, description.sounds}, {}, 0);
    for (std::size_t v = 0; v < prompt.visuals.size(); ++v) {
        const bool isClip = description.visuals[v].kind == VisualKind::Video;
        const std::int64_t frames = isClip ? vision.temporalPatchSize : 1;  // of one step of the grid
        const std::int64_t patchPixels = std::int64_t{vision.patchSize} * vision.patchSize;
        (isClip ? traffic.videoUp : traffic.imageUp) +=
            kColours * frames * patchPixels * prompt.visuals[v].grid.patches();
    }
    return traffic;
}

SideMemory smallMemory(const Prompt& prompt, std::int64_t answerTokens, const ModelConfig& target,
                       const LoadedBytes& loaded) {
    MemoryLoad load{static_cast<double>(prompt.tokens.size()), static_cast<double>(answerTokens), 0};
    for (const VisualInput& visual : prompt.visuals) load.patches += static_cast<double>(visual.grid.patches());
    SideMemory memory = evaluation::memoryOf(target, load, loaded.target.value);
    memory.weights = loaded.target.weights;
    return memory;
}

}  // namespace

Result<MeasuredAnswer> answerDownsampled(Engine& target, const evaluation::Sample& sample, double retention,
                                         std::int32_t maxNewTokens, const LoadedBytes& loaded, std::stop_token stop) {
    const Clock::time_point began = Clock::now();
    const PromptDescription description = evaluation::describeSample(sample, target);
    MSAO_TRY(const SmallPrompt small, smallPrompt(description, retention, target.config()));
    MeasuredAnswer measured;
    AnswerRecord& record = measured.record;
    Session session = target.newSession();
    GenerateOptions options;
    options.maxNewTokens = maxNewTokens;
    std::optional<double> firstTokenMs;
    const auto onToken = [&](TokenId) {
        if (!firstTokenMs) firstTokenMs = msSince(began);
    };
    const Clock::time_point read = Clock::now();
    MSAO_TRY(Answer answer, generate(target, session, small.prompt, options, onToken, std::move(stop)));
    if (answer.reason == StopReason::Cancelled) return Error{ErrorCode::Cancelled, "stopped"};
    const double readingMs = msSince(read);
    record.times.totalMs = msSince(began);
    record.times.firstTokenMs = firstTokenMs.value_or(record.times.totalMs);
    record.times.decodeMs = record.times.totalMs - record.times.firstTokenMs;
    record.text = std::move(answer.text);
    record.tokens = static_cast<std::int64_t>(answer.tokens.size());
    record.chosenMode = "cloud-only";
    record.retention = small.retention;
    const auto promptTokens = static_cast<std::int64_t>(small.prompt.tokens.size());
    record.times.cloudMs = readingMs;
    record.traffic = smallTraffic(description, small.prompt, target.config().vision);
    record.memory.cloud = smallMemory(small.prompt, record.tokens, target.config(), loaded);
    record.flops.cloud = evaluation::promptFlops(target.config(), small.prompt, {}) +
                         evaluation::decodeFlops(target.config(), promptTokens, record.tokens - 1);
    measured.tokens = std::move(answer.tokens);
    return measured;
}

}  // namespace msao::app
