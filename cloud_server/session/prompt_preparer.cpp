// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/session/prompt_preparer.h"

#include "protocol/media/visual_payload.h"

#include "msao/engine/prompt_hash.h"

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

namespace msao::cloud {
namespace {

using protocol::RefusalCode;
using Outcome = std::variant<PreparedPrompt, Refusal>;

std::vector<engine::TokenId> tokensOf(const ReceivedPrompt& received, const engine::Tokenizer& tokenizer) {
    if (const auto* text = std::get_if<protocol::PromptText>(&received.text)) return tokenizer.encode(*text);
    return std::get<protocol::PromptTokens>(received.text);
}

std::variant<engine::VisualMedium, Refusal> mediumOf(const protocol::ModalityDescriptor& descriptor,
                                                     const QByteArray& payload) {
    const auto* visual = std::get_if<protocol::VisualDescriptor>(&descriptor.content);
    if (visual == nullptr) return Refusal{RefusalCode::NotPromised};
    auto frames = protocol::readVisualPayload(descriptor, payload);
    if (const auto* fault = std::get_if<protocol::DecodeFault>(&frames)) return Refusal{fault->code};
    engine::VisualMedium medium{visual->kind, {}, visual->kept};
    medium.clip.frames = std::get<0>(std::move(frames));
    if (visual->kind == engine::VisualKind::Video) medium.clip.framesPerSecond = visual->framesPerSecond;
    return medium;
}

std::variant<SharedPrompt, Refusal> describe(const ReceivedPrompt& received, const engine::Tokenizer& tokenizer) {
    auto description = std::make_shared<engine::PromptDescription>();
    description->tokens = tokensOf(received, tokenizer);
    for (std::size_t i = 0; i < received.modalities.size(); ++i) {
        auto medium = mediumOf(received.modalities[i], received.payloads.at(i));
        if (const auto* refusal = std::get_if<Refusal>(&medium)) return *refusal;
        description->visuals.push_back(std::get<0>(std::move(medium)));
    }
    return SharedPrompt(std::move(description));
}

Outcome prepareFrom(const PromptSource& source, const engine::Engine& engine) {
    SharedPrompt description;
    if (const auto* known = std::get_if<SharedPrompt>(&source)) {
        description = *known;
    } else {
        auto described = describe(std::get<ReceivedPrompt>(source), engine.tokenizer());
        if (const auto* refusal = std::get_if<Refusal>(&described)) return *refusal;
        description = std::get<0>(std::move(described));
    }
    auto prompt = engine::preparePrompt(*description, engine.config());
    if (!prompt) return Refusal{refusalOf(prompt.error().code)};
    if (prompt->tokens.empty()) return Refusal{RefusalCode::MalformedMessage};
    const std::uint64_t hash = engine::promptHash(*prompt, engine.config());
    return PreparedPrompt{std::move(description), *std::move(prompt), hash};
}

/// Exceptions come from libraries and from memory.
Outcome prepareSafely(const PromptSource& source, const engine::Engine& engine) {
    try {
        return prepareFrom(source, engine);
    } catch (const std::bad_alloc&) {
        return Refusal{RefusalCode::OutOfMemory, std::chrono::milliseconds(1000)};
    } catch (const std::exception&) {
        return Refusal{RefusalCode::Internal};
    }
}

}  // namespace

PromptPreparer::PromptPreparer(const engine::Engine& engine, std::size_t maxWaiting, Listener listener)
    : m_engine(engine), m_maxWaiting(maxWaiting), m_listener(std::move(listener)) {
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

PromptPreparer::~PromptPreparer() {
    m_thread.request_stop();
}

bool PromptPreparer::prepare(std::uint64_t number, PromptSource source) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_jobs.size() >= m_maxWaiting) return false;
        m_jobs.push_back({number, std::move(source)});
    }
    m_hasJobs.notify_one();
    return true;
}

void PromptPreparer::forget(std::uint64_t number) {
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_jobs, [&](const Job& job) { return job.number == number; });
}

void PromptPreparer::run(const std::stop_token& stop) {
    while (true) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            if (!m_hasJobs.wait(lock, stop, [this] { return !m_jobs.empty(); })) return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        m_listener({job.number, prepareSafely(job.source, m_engine)});
    }
}

}  // namespace msao::cloud
