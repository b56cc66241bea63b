// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/engine.h"

#include "engine/decode/decode_backend.h"
#include "engine/decode/kv_cache.h"
#include "engine/decode/language_weights.h"
#include "engine/generation/embedding_rows.h"
#include "engine/generation/make_backend.h"
#include "engine/model/prefill.h"

#include <algorithm>
#include <new>
#include <optional>
#include <thread>
#include <utility>

namespace msao::engine {

/// Everything that a loaded engine owns, in the order in which one part refers to another.
struct Engine::Parts {
    Checkpoint checkpoint;
    Tokenizer tokenizer;
    LanguageWeights weights;
    std::unique_ptr<DecodeBackend> backend;
    KvPool pool;
    std::unique_ptr<PrefillModel> prefill;
};

struct Session::State {
    KvSequence sequence;
    std::int32_t nextPosition = 0;
    std::int64_t promptEnd = 0;  // tokens before this came by prefill and stay
    bool isReading = false;      // a prompt, in steps: its slots are counted, and not filled yet
};

struct PromptReading::State {
    Prompt prompt;
    std::int64_t first = 0;                  // slot of its first token
    std::optional<PromptProgress> progress;  // refers to the prompt
};

PromptReading::PromptReading(std::unique_ptr<State> state) : m_state(std::move(state)) {}
PromptReading::PromptReading(PromptReading&&) noexcept = default;
PromptReading& PromptReading::operator=(PromptReading&&) noexcept = default;
PromptReading::~PromptReading() = default;

Session::Session(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;

std::int64_t Session::length() const {
    return m_state->sequence.length();
}
std::int32_t Session::nextPosition() const {
    return m_state->nextPosition;
}

Engine::Engine(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
Engine::~Engine() = default;

const ModelConfig& Engine::config() const {
    return m_parts->checkpoint.config();
}
const Tokenizer& Engine::tokenizer() const {
    return m_parts->tokenizer;
}
std::int32_t Engine::loadedLayers() const {
    return static_cast<std::int32_t>(m_parts->weights.layers.size());
}
std::size_t Engine::bytesPerStep() const {
    return m_parts->weights.bytesPerStep();
}

std::int32_t Engine::tokenEnd() const {
    return std::min(m_parts->tokenizer.idEnd(), m_parts->checkpoint.config().text.vocabularySize);
}

namespace {

int coresOr(int threads) {
    return threads > 0 ? threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

Error outOfMemory(const std::filesystem::path& folder) {
    return {ErrorCode::OutOfMemory,
            "not enough memory to load " + folder.string() + ": choose int8 or int4 weights or a smaller KV cache"};
}

}  // namespace

Result<std::unique_ptr<Engine>> Engine::load(const std::filesystem::path& folder, const LoadOptions& options) {
    const int threads = coresOr(options.threads);
    try {
        MSAO_TRY(Checkpoint checkpoint, Checkpoint::open(folder));
        MSAO_TRY(Tokenizer tokenizer, Tokenizer::read(folder / "tokenizer.json"));
        MSAO_TRY(LanguageWeights weights,
                 readLanguageWeights(checkpoint, options.weights, threads, options.progress, options.lowerLayers));
        // The parts refer to each other, so they take their final place before the backend and the prefill model see
        // them.
        auto parts = std::unique_ptr<Parts>(
            new Parts{std::move(checkpoint), std::move(tokenizer), std::move(weights), nullptr, KvPool(0), nullptr});
        MSAO_TRY(parts->backend, makeBackend(parts->checkpoint, parts->weights, threads, options));
        parts->pool = KvPool(parts->backend->kvPageCount());
        MSAO_TRY(parts->prefill, PrefillModel::make(parts->checkpoint, parts->weights, options.weights, threads));
        return std::unique_ptr<Engine>(new Engine(std::move(parts)));
    } catch (const std::bad_alloc&) {
        return outOfMemory(folder);
    }
}

Status Engine::checkWhole() const {
    if (m_parts->weights.isWhole()) return Done{};
    return Error{ErrorCode::InvalidArgument, "only the first " + std::to_string(loadedLayers()) + " of " +
                                                 std::to_string(config().text.layerCount) +
                                                 " layers are loaded: they are half a model, which answers nothing"};
}

Status Engine::checkLoaded(std::int32_t cut) const {
    if (cut <= loadedLayers()) return Done{};
    return Error{ErrorCode::InvalidArgument, "the model is cut behind layer " + std::to_string(cut) +
                                                 ", and only the first " + std::to_string(loadedLayers()) +
                                                 " are loaded"};
}

Session Engine::newSession() {
    return Session(std::unique_ptr<Session::State>(new Session::State{KvSequence(m_parts->pool)}));
}

KvUsage Engine::kvUsage() const {
    const KvPool& pool = m_parts->pool;
    return {pool.pageCount(), pool.pageCount() - pool.freePages(), kKvPageTokens};
}

Result<EarlyFeatures> Engine::look(std::span<const VisualInput> visuals, const LookOptions& options,
                                   std::stop_token stop) {
    return look(visuals, {}, options, std::move(stop));
}

Result<EarlyFeatures> Engine::look(std::span<const VisualInput> visuals, std::span<const AudioInput> audios,
                                   const LookOptions& options, std::stop_token stop) {
    return m_parts->prefill->look(visuals, audios, options, std::move(stop));
}

namespace {

/// Text that follows a prompt, as its own continuation.
void appendText(Prompt& prompt, std::span<const TokenId> tokens) {
    for (const TokenId token : tokens) {
        const std::int32_t p = prompt.nextPosition++;
        prompt.tokens.push_back(token);
        prompt.positions.push_back({p, p, p});
    }
}

}  // namespace

Result<std::vector<float>> Engine::attention(Prompt prompt, std::span<const TokenId> answer, std::int64_t from,
                                             std::stop_token stop) {
    MSAO_CHECK(checkWhole());
    const std::size_t asked = prompt.tokens.size();
    appendText(prompt, answer);
    if (from < 0 || std::cmp_greater_equal(from, prompt.tokens.size())) {
        return Error{ErrorCode::InvalidArgument, "token " + std::to_string(from) + " is none of the " +
                                                     std::to_string(prompt.tokens.size()) + " that could look"};
    }
    Session session = newSession();
    KvSequence& sequence = session.m_state->sequence;
    MSAO_CHECK(sequence.extend(static_cast<std::int64_t>(prompt.tokens.size())));
    MSAO_TRY(std::vector<float> looked,
             m_parts->prefill->attention(prompt, sequence, *m_parts->backend, from, std::move(stop)));
    looked.resize(asked);
    return looked;
}

Result<FeatureRows> Engine::embeddings(std::span<const TokenId> tokens) const {
    return embeddingRows(m_parts->weights, tokens);
}

namespace {

/// Nobody is told anything.
Progress stoppedBy(std::stop_token stop) {
    Progress progress;
    progress.stop = std::move(stop);
    return progress;
}

}  // namespace

Result<Logits> Engine::prefill(Session& session, const Prompt& prompt, LogitRows rows, std::stop_token stop) {
    return append(session, prompt, nullptr, rows, stoppedBy(std::move(stop)));
}

Result<Logits> Engine::prefill(Session& session, const Prompt& prompt, LogitRows rows, const Progress& progress) {
    return append(session, prompt, nullptr, rows, progress);
}

Result<Logits> Engine::prefill(Session& session, const Prompt& prompt, const EarlyFeatures& seen, LogitRows rows,
                               std::stop_token stop) {
    return append(session, prompt, &seen, rows, stoppedBy(std::move(stop)));
}

namespace {

Status checkIdle(bool isReading) {
    if (!isReading) return Done{};
    return Error{ErrorCode::InvalidArgument, "the session is in the middle of a prompt"};
}

}  // namespace

Result<PromptReading> Engine::beginReading(Session& session, Prompt prompt) {
    MSAO_CHECK(checkWhole());
    MSAO_CHECK(checkIdle(session.m_state->isReading));
    if (prompt.tokens.empty()) return Error{ErrorCode::InvalidArgument, "the prompt is empty"};
    KvSequence& sequence = session.m_state->sequence;
    std::unique_ptr<PromptReading::State> state(new PromptReading::State{std::move(prompt), sequence.length(), {}});
    MSAO_TRY(PromptProgress progress, m_parts->prefill->begin(state->prompt, LogitRows::Last));
    state->progress.emplace(std::move(progress));
    MSAO_CHECK(sequence.extend(static_cast<std::int64_t>(state->prompt.tokens.size())));
    session.m_state->isReading = true;
    return PromptReading(std::move(state));
}

Result<std::optional<Logits>> Engine::readOn(Session& session, PromptReading& reading) {
    PromptReading::State& state = *reading.m_state;
    KvSequence& sequence = session.m_state->sequence;
    Logits logits;
    const auto isDone = m_parts->prefill->step(*state.progress, sequence, state.first, *m_parts->backend, logits);
    if (!isDone) {
        sequence.truncate(state.first);
        session.m_state->isReading = false;
        return isDone.error();
    }
    if (state.progress->hasReadMedia()) {  // what they hold is large
        state.prompt.visuals = {};
        state.prompt.audios = {};
    }
    if (!*isDone) return std::optional<Logits>();
    session.m_state->nextPosition = state.prompt.nextPosition;
    session.m_state->promptEnd = sequence.length();
    session.m_state->isReading = false;
    return std::optional(std::move(logits));
}

Result<Logits> Engine::append(Session& session, const Prompt& prompt, const EarlyFeatures* seen, LogitRows rows,
                              const Progress& progress) {
    MSAO_CHECK(checkWhole());
    MSAO_CHECK(checkIdle(session.m_state->isReading));
    if (prompt.tokens.empty()) return Error{ErrorCode::InvalidArgument, "the prompt is empty"};
    KvSequence& sequence = session.m_state->sequence;
    const std::int64_t first = sequence.length();
    MSAO_CHECK(sequence.extend(static_cast<std::int64_t>(prompt.tokens.size())));
    Logits logits;
    if (Status status = m_parts->prefill->run(prompt, sequence, first, *m_parts->backend, rows, logits, progress, seen);
        !status) {
        sequence.truncate(first);
        return status.error();
    }
    session.m_state->nextPosition = prompt.nextPosition;
    session.m_state->promptEnd = sequence.length();
    return logits;
}

namespace {

Status checkRequest(const DecodeRequest& request, std::int32_t vocabularySize) {
    const auto count = static_cast<std::int64_t>(request.tokens.size());
    if (count < 1 || count > kMaxDecodeTokens) {
        return Error{ErrorCode::InvalidArgument, "a decode request takes 1 to " + std::to_string(kMaxDecodeTokens) +
                                                     " tokens, got " + std::to_string(count)};
    }
    for (const TokenId token : request.tokens) {
        if (toIndex(token) < 0 || toIndex(token) >= vocabularySize) {
            return Error{ErrorCode::InvalidArgument, "token " + std::to_string(toIndex(token)) +
                                                         " is outside the vocabulary of " +
                                                         std::to_string(vocabularySize)};
        }
    }
    return Done{};
}

}  // namespace

Status Engine::decode(std::span<const DecodeRequest> requests, Logits& logits) {
    MSAO_CHECK(checkWhole());
    const std::int32_t vocabularySize = config().text.vocabularySize;
    std::vector<DecodeRow> rows;
    std::vector<std::int64_t> lengthBefore;  // of the sequences already extended
    const auto undo = [&] {
        for (std::size_t i = lengthBefore.size(); i-- > 0;)
            requests[i].session->m_state->sequence.truncate(lengthBefore[i]);
    };
    for (const DecodeRequest& request : requests) {
        Session::State& state = *request.session->m_state;
        const std::int64_t before = state.sequence.length();
        Status status = checkIdle(state.isReading);
        if (status) status = checkRequest(request, vocabularySize);
        if (status) status = state.sequence.extend(static_cast<std::int64_t>(request.tokens.size()));
        if (!status) {
            undo();
            return status;
        }
        lengthBefore.push_back(before);
        for (std::size_t i = 0; i < request.tokens.size(); ++i) {
            const std::int32_t p = state.nextPosition + static_cast<std::int32_t>(i);
            rows.push_back({request.tokens[i], {p, p, p}, &state.sequence, before + static_cast<std::int64_t>(i)});
        }
    }
    logits.rows = static_cast<std::int64_t>(rows.size());
    logits.vocabularySize = vocabularySize;
    logits.values.resize(rows.size() * static_cast<std::size_t>(vocabularySize));
    if (Status status = m_parts->backend->step(rows, logits.values); !status) {
        undo();
        return status;
    }
    for (const DecodeRequest& request : requests) {
        request.session->m_state->nextPosition += static_cast<std::int32_t>(request.tokens.size());
    }
    return Done{};
}

namespace {

Status checkCut(std::int32_t cut, const TextConfig& config) {
    if (cut >= 1 && cut < config.layerCount) return Done{};
    return Error{ErrorCode::InvalidArgument, "a model of " + std::to_string(config.layerCount) +
                                                 " layers cannot be cut behind " + std::to_string(cut) +
                                                 ": each half keeps at least one"};
}

Status checkLower(const FeatureRows& lower, std::size_t rows, const TextConfig& config) {
    const bool fits = std::cmp_equal(lower.rows, rows) && lower.width == config.hiddenSize &&
                      std::cmp_equal(lower.values.size(), lower.rows * lower.width);
    if (fits) return Done{};
    return Error{ErrorCode::ShapeMismatch, "expected hidden states of " + std::to_string(rows) + " tokens with " +
                                               std::to_string(config.hiddenSize) + " numbers each, found " +
                                               std::to_string(lower.rows) + " with " + std::to_string(lower.width)};
}

Status checkEmpty(const KvSequence& sequence, const Prompt& prompt) {
    if (sequence.length() == 0 && !prompt.tokens.empty()) return Done{};
    return Error{ErrorCode::InvalidArgument, "half a model reads one prompt, which is not empty"};
}

}  // namespace

Result<FeatureRows> Engine::prefillLower(Session& session, const Prompt& prompt, std::int32_t cut,
                                         std::stop_token stop) {
    Session::State& state = *session.m_state;
    MSAO_CHECK(checkCut(cut, config().text));
    MSAO_CHECK(checkLoaded(cut));
    MSAO_CHECK(checkEmpty(state.sequence, prompt));
    MSAO_CHECK(state.sequence.extend(static_cast<std::int64_t>(prompt.tokens.size())));
    auto lower = m_parts->prefill->runLower(prompt, state.sequence, *m_parts->backend, cut, std::move(stop));
    if (!lower) {
        state.sequence.truncate(0);
        return lower.error();
    }
    state.nextPosition = prompt.nextPosition;
    state.promptEnd = state.sequence.length();
    return lower;
}

/// A prompt goes on behind its own beginning: a server reads it in pieces.
Result<Logits> Engine::prefillUpper(Session& session, const Prompt& prompt, const FeatureRows& lower, std::int32_t cut,
                                    std::stop_token stop) {
    Session::State& state = *session.m_state;
    MSAO_CHECK(checkCut(cut, config().text));
    MSAO_CHECK(checkWhole());
    const std::int64_t first = state.sequence.length();
    if (first != state.promptEnd || prompt.tokens.empty())
        return Error{ErrorCode::InvalidArgument, "half a model reads one prompt, which is not empty"};
    MSAO_CHECK(checkLower(lower, prompt.positions.size(), config().text));
    MSAO_CHECK(state.sequence.extend(lower.rows));
    Logits logits;
    if (Status status = m_parts->prefill->runUpper(prompt, lower, state.sequence, first, *m_parts->backend, cut, logits,
                                                   std::move(stop));
        !status) {
        state.sequence.truncate(first);
        return status.error();
    }
    state.nextPosition = prompt.nextPosition;
    state.promptEnd = state.sequence.length();
    return logits;
}

Status Engine::stepLayers(Session& session, TokenId token, LayerHalf half, FeatureRows& residual, Logits& logits) {
    Session::State& state = *session.m_state;
    const std::int64_t slot = state.sequence.length();
    MSAO_CHECK(state.sequence.extend(1));
    const std::int32_t p = state.nextPosition;
    const DecodeRow row{token, {p, p, p}, &state.sequence, slot};
    if (Status status = m_parts->backend->stepLayers({&row, 1}, {half.first, half.end}, residual.values, logits.values);
        !status) {
        state.sequence.truncate(slot);
        return status;
    }
    ++state.nextPosition;
    return Done{};
}

Result<FeatureRows> Engine::decodeLower(Session& session, TokenId token, std::int32_t cut) {
    MSAO_CHECK(checkCut(cut, config().text));
    MSAO_CHECK(checkLoaded(cut));
    const std::int64_t width = config().text.hiddenSize;
    FeatureRows residual{1, width, std::vector<float>(static_cast<std::size_t>(width))};
    Logits none;
    MSAO_CHECK(stepLayers(session, token, {0, cut}, residual, none));
    return residual;
}

Result<Logits> Engine::decodeUpper(Session& session, FeatureRows lower, std::int32_t cut) {
    const TextConfig& text = config().text;
    MSAO_CHECK(checkCut(cut, text));
    MSAO_CHECK(checkWhole());
    MSAO_CHECK(checkLower(lower, 1, text));
    Logits logits{1, text.vocabularySize, std::vector<float>(static_cast<std::size_t>(text.vocabularySize))};
    MSAO_CHECK(stepLayers(session, TokenId{0}, {cut, text.layerCount}, lower, logits));
    return logits;
}

Status Engine::rollBack(Session& session, std::int64_t count) {
    Session::State& state = *session.m_state;
    MSAO_CHECK(checkIdle(state.isReading));
    const std::int64_t decoded = state.sequence.length() - state.promptEnd;
    if (count < 0 || count > decoded) {
        return Error{ErrorCode::InvalidArgument, "cannot roll back " + std::to_string(count) + " tokens: " +
                                                     std::to_string(decoded) + " were decoded since the prompt"};
    }
    state.sequence.truncate(state.sequence.length() - count);
    state.nextPosition -= static_cast<std::int32_t>(count);
    return Done{};
}

}  // namespace msao::engine
