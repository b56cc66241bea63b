// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_probe.h"

#include "app/cli/bench_probe_questions.h"
#include "app/cli/progress_bar.h"

#include "engine/checkpoint/model_presets.h"
#include "msao/engine/merged_tokens.h"
#include "msao/engine/probed_media.h"
#include "msao/engine/token_selection.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <optional>

namespace msao::app {

using namespace engine;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int32_t kBlocks = 2;
constexpr double kRetention = 0.5;  // half of the visual tokens, so that selection has work to do
constexpr double kMostMerged = 1;   // as where the calibration says that duplicates cost nothing
constexpr int kTimedSteps = 8;      // of the answer; the rest is this many times as long

double msSince(Clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

/// One question made real, for one engine.
struct Material {
    std::vector<VisualInput> visuals;
    std::vector<StandIns> standIns;  // of the duplicates in them
    FeatureRows words;
    std::vector<AudioInput> sounds;     // of a draft that hears
    std::optional<FeatureRows> pooled;  // of a sound, for a draft that does not
    std::optional<FeatureRows> projected;
    Prompt prompt;

    bool hasMedia() const { return !visuals.empty() || !sounds.empty(); }
};

std::vector<KeptTokens> distinctTokens(const Material& material, const VisionConfig& vision) {
    std::vector<KeptTokens> distinct;
    for (std::size_t v = 0; v < material.visuals.size(); ++v) {
        distinct.emplace_back(static_cast<std::size_t>(material.visuals[v].grid.tokens(vision.spatialMergeSize)));
        for (std::size_t t = 0; t < distinct.back().size(); ++t)
            distinct.back()[t] = !isMerged(material.standIns[v], t);
    }
    return distinct;
}

Result<Material> materialOf(const ProbeQuestion& question, Engine& engine) {
    const ModelConfig& config = engine.config();
    Material material;
    material.visuals = noiseVisuals(question, config.vision);
    for (const VisualInput& visual : material.visuals)
        material.standIns.push_back(mergedTokens(visual, config.vision, kMostMerged));
    if (config.audio) material.sounds = noiseSounds(question, *config.audio);
    // Without an audio encoder the sound is words to the language model: as many tokens, the same work.
    const std::int64_t unheard = config.audio ? 0 : question.shape.audioTokens;
    if (unheard > 0) {
        material.pooled = noiseFeatures(question, AudioConfig{}.hiddenSize);
        material.projected = noiseFeatures(question, config.text.hiddenSize);
    }
    std::vector<TokenId> tokens = randomTokens(engine, static_cast<std::size_t>(question.shape.textTokens + unheard));
    MSAO_TRY(material.words,
             engine.embeddings(std::span(tokens).first(static_cast<std::size_t>(question.shape.textTokens))));
    const bool isImage = question.visualKind == VisualKind::Image;
    tokens.insert(tokens.begin(), material.visuals.size(), isImage ? config.special.imagePad : config.special.videoPad);
    if (config.audio) tokens.insert(tokens.begin(), material.sounds.size(), config.audio->pad);
    PromptMedia media{material.visuals, distinctTokens(material, config.vision), material.sounds, {}};
    media.keptAudio.resize(media.audios.size());
    MSAO_TRY(material.prompt, buildPrompt(tokens, std::move(media), config));
    return material;
}

struct ProbeTimes {
    double lookMs = 0;    // first blocks and merger
    double blocksMs = 0;  // first blocks alone: prefill is spared them
    double mathsMs = 0;   // duplicates, Eq. 3-7, selection
    std::int64_t merged = 0;
    std::size_t bytes = 0;

    double extraMs() const { return std::max(lookMs - blocksMs, 0.0) + mathsMs; }
};

/// The probe of a question, with what it saw.
Result<ProbeTimes> timeProbe(const Material& material, Engine& engine, const ImportanceSource& source, int threads,
                             std::optional<EarlyFeatures>& seen, std::stop_token stop) {
    ProbeTimes times;
    const std::vector<StandIns>& standIns = material.standIns;
    if (material.hasMedia()) {
        auto begin = Clock::now();
        for (const VisualInput& visual : material.visuals) mergedTokens(visual, engine.config().vision, kMostMerged);
        times.mathsMs = msSince(begin);
        begin = Clock::now();
        MSAO_TRY(const EarlyFeatures blocksOnly,
                 engine.look(material.visuals, material.sounds,
                             {.blocks = kBlocks, .projects = false, .standIns = standIns}, stop));
        times.blocksMs = msSince(begin);
        begin = Clock::now();
        MSAO_TRY(seen, engine.look(material.visuals, material.sounds, {.blocks = kBlocks, .standIns = standIns}, stop));
        times.lookMs = msSince(begin);
        times.bytes = seen->bytes();
    }
    const auto begin = Clock::now();
    ProbeRequest request;
    request.prompt = material.words;
    request.vision = engine.config().vision;
    request.threads = threads;
    std::vector<ProbedMedium> media;
    if (seen) media = probedMedia(*seen, material.visuals, request.vision.spatialMergeSize);
    for (std::size_t v = 0; v < standIns.size(); ++v) {
        media[v].standIns = standIns[v];
        times.merged += media[v].grid.tokens() - media[v].distinctTokens();
    }
    if (material.pooled) {
        ProbedMedium sound;
        sound.modality = Modality::Audio;
        sound.grid.frames = material.pooled->rows;
        sound.pooled = *material.pooled;
        sound.projected = *material.projected;
        media.push_back(sound);
    }
    request.media = media;
    MSAO_TRY(const ProbeResult probed, probe(request, source));
    const std::vector<ModalityPlan> plans = {
        {Modality::Image, kRetention, 0}, {Modality::Video, kRetention, 0}, {Modality::Audio, kRetention, 0}};
    const std::vector<ChosenTokens> chosen = chooseTokens(request, probed, plans);
    times.mathsMs += msSince(begin);
    for (const MediumProbe& medium : probed.media)
        times.bytes += medium.hashes.size() * (sizeof(TokenHash) + sizeof(float));
    return times;
}

/// Prefill from what the probe saw, all of it kept, and the answer's steps.
Result<double> timeAnswer(const Material& material, Engine& engine, const std::optional<EarlyFeatures>& seen,
                          int answerTokens, std::stop_token stop) {
    Session session = engine.newSession();
    auto begin = Clock::now();
    MSAO_TRY(Logits logits, seen ? engine.prefill(session, material.prompt, *seen, LogitRows::Last, stop)
                                 : engine.prefill(session, material.prompt, LogitRows::Last, stop));
    const double prefillMs = msSince(begin);
    begin = Clock::now();
    const TokenId token = material.prompt.tokens.back();
    const DecodeRequest step{&session, std::span(&token, 1)};
    for (int i = 0; i < kTimedSteps; ++i) MSAO_CHECK(engine.decode(std::span(&step, 1), logits));
    return prefillMs + msSince(begin) * answerTokens / kTimedSteps;
}

nlohmann::json flopsOf(const ProbeQuestion& question, const ModelConfig& draft, const ModelConfig& target) {
    // The flat part of a screen is rows at its end: without them it is a lower picture.
    QuestionShape distinct = question.shape;
    for (PatchGrid& grid : distinct.grids)
        grid.height -= static_cast<std::int32_t>(std::lround(question.flatShare * grid.height));
    const ProbeFlops probe = probeFlops(draft, draft.audio.value_or(AudioConfig{}), distinct, kBlocks);
    const double pipeline = pipelineFlops(target, {}, distinct);
    return {{"extra", probe.extra()},
            {"merger", probe.merger},
            {"hashing", probe.hashing},
            {"similarity", probe.similarity},
            {"heads", probe.heads},
            {"selection", probe.selection},
            {"cues", probe.cues},
            {"reused", probe.reused},
            {"pipeline", pipeline},
            {"extra_share", probe.extra() / pipeline},
            {"share_with_reused", (probe.extra() + probe.reused) / pipeline}};
}

Result<nlohmann::json> benchQuestion(const ProbeQuestion& question, const ProbeBenchArguments& arguments,
                                     const ModelConfig& target, Engine& engine, std::stop_token stop) {
    MSAO_TRY(const Material material, materialOf(question, engine));
    MSAO_TRY(const std::unique_ptr<ImportanceSource> source, calibratedImportance(noiseHeads(engine.config())));
    std::optional<EarlyFeatures> seen;
    std::vector<double> extraMs, mathsMs, lookMs;
    std::size_t bytes = 0;
    std::int64_t merged = 0;
    std::optional<Progress> progress = progressBar(stop);
    for (int round = 0; round < arguments.draft.rounds; ++round) {
        progress->report(static_cast<double>(round) / arguments.draft.rounds, "measuring " + question.name);
        MSAO_TRY(const ProbeTimes times, timeProbe(material, engine, *source, arguments.draft.threads, seen, stop));
        extraMs.push_back(times.extraMs());
        mathsMs.push_back(times.mathsMs);
        lookMs.push_back(times.lookMs);
        bytes = times.bytes;
        merged = times.merged;
    }
    progress.reset();
    MSAO_TRY(const double answerMs, timeAnswer(material, engine, seen, arguments.answerTokens, stop));
    const double extra = spreadOf(extraMs).median;
    const double endToEndMs = spreadOf(lookMs).median + spreadOf(mathsMs).median + answerMs;
    return nlohmann::json{{"name", question.name},
                          {"question", question.kind},
                          {"tokens", material.prompt.tokens.size()},
                          {"merged_tokens", merged},
                          {"extra_ms", toJson(spreadOf(extraMs))},
                          {"maths_ms", toJson(spreadOf(mathsMs))},
                          {"look_ms", toJson(spreadOf(lookMs))},
                          {"end_to_end_ms", endToEndMs},
                          {"time_share", extra / endToEndMs},
                          {"memory_bytes", bytes},
                          {"flops", flopsOf(question, engine.config(), target)}};
}

void print(const nlohmann::json& run) {
    const nlohmann::json& flops = run["flops"];
    std::printf(
        "%s  %-44s %5lld tokens  probe %7.1f ms of %8.0f ms (%.2f %%)  %.3f %% of FLOPs (%.2f %% with reused)  "
        "%.1f MB\n",
        run["name"].get<std::string>().c_str(), run["question"].get<std::string>().c_str(),
        run["tokens"].get<long long>(), run["extra_ms"]["median"].get<double>(), run["end_to_end_ms"].get<double>(),
        100 * run["time_share"].get<double>(), 100 * flops["extra_share"].get<double>(),
        100 * flops["share_with_reused"].get<double>(), run["memory_bytes"].get<double>() / 1e6);
}

}  // namespace

void ProbeBenchArguments::addTo(CLI::App& command) {
    draft.weights = {"bf16"};
    draft.rounds = 3;
    command.add_option("--model", draft.folder, "Draft checkpoint; default: random weights in the shape of --like");
    command.add_option("--like", draft.like, "Shape of the draft: qwen2-vl-2b or tiny")->capture_default_str();
    command.add_option("--target-like", targetLike, "Shape of the target, whose operations are counted, not run")
        ->capture_default_str();
    command.add_option("--only", only, "Some of the questions V1 to V7 and S4, a screen, with commas between")
        ->delimiter(',')
        ->check(CLI::IsMember({"V1", "V2", "V3", "V4", "S4", "V5", "V6", "V7"}));
    command.add_option("--threads", draft.threads, "Worker threads, 0 for one per core")
        ->capture_default_str()
        ->check(CLI::Range(0, 1024));
    command.add_option("--rounds", draft.rounds, "How often each probe is measured")
        ->capture_default_str()
        ->check(CLI::Range(1, 1000));
    command.add_option("--answer-tokens", answerTokens, "Length of the answer that the probe is compared with")
        ->capture_default_str()
        ->check(CLI::Range(1, 100000));
    command.add_flag("--json", draft.json, "Print the result as one JSON object");
}

Status benchProbe(const ProbeBenchArguments& arguments, std::stop_token stop) {
    MSAO_CHECK(checkNames(arguments.draft));
    const Result<ModelConfig> target = presetNamed(arguments.targetLike, ModelFamily::Qwen2_5VL);
    if (!target) return Error{target.error().code, "--target-like: " + target.error().message};
    MSAO_TRY(const std::filesystem::path folder, benchFolder(arguments.draft, stop));
    MSAO_TRY(const std::unique_ptr<Engine> engine, loadForBench(arguments.draft, folder, "bf16", stop));
    nlohmann::json result = {
        {"draft", arguments.draft.folder.empty() ? arguments.draft.like : arguments.draft.folder.string()},
        {"target", arguments.targetLike},
        {"blocks", kBlocks},
        {"answer_tokens", arguments.answerTokens},
        {"end_to_end", "measured on the draft alone: probe, prefill, answer"},
        {"flops_pipeline", "counted from the target's shape: towers, prefill, answer"},
        {"runs", nlohmann::json::array()}};
    Status outcome = Done{};
    for (const ProbeQuestion& question : probeQuestions(engine->config().vision, arguments.answerTokens)) {
        const bool isWanted =
            arguments.only.empty() || std::ranges::find(arguments.only, question.name) != arguments.only.end();
        if (!isWanted) continue;
        const Result<nlohmann::json> run = benchQuestion(question, arguments, *target, *engine, stop);
        if (!run) {
            outcome = run.error();  // what was measured before is printed all the same
            break;
        }
        if (!arguments.draft.json) print(*run);
        std::fflush(stdout);
        result["runs"].push_back(*run);
    }
    if (arguments.draft.json && !result["runs"].empty()) std::printf("%s\n", result.dump(2).c_str());
    return outcome;
}

}  // namespace msao::app
