// SPDX-License-Identifier: Apache-2.0
// A small draft and target that agree on most tokens, a real server for the target, and an edge with the draft.
#pragma once

#include "tests/edge/recorded_run.h"

#include "cloud_server/server/cloud_server.h"
#include "edge/runtime/edge_runtime.h"
#include "engine/checkpoint/model_presets.h"
#include "engine/checkpoint/synthesize.h"

#include "msao/engine/chat_template.h"
#include "msao/engine/generate.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

namespace msao::edge {

using Tokens = std::vector<engine::TokenId>;

/// Throws where a test could not go on.
template <typename T>
T orThrow(engine::Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message);
    return std::move(*result);
}

inline engine::LoadOptions tinyLoad() {
    engine::LoadOptions options;
    options.weights = engine::WeightType::F32;
    options.threads = 1;
    options.kvCacheBytes = std::size_t{32} << 20;
    return options;
}

class ModelPair {
public:
    explicit ModelPair(const engine::ModelConfig& shape = engine::tinyModel(engine::ModelFamily::Qwen2VL)) {
        engine::SynthesisOptions options;
        options.seed = 5;
        options.isFloat32 = true;
        orThrow(engine::synthesizePair(shape, shape, 0.8, folder(), options));
        m_target = orThrow(engine::Engine::load(target(), tinyLoad()));
    }
    std::filesystem::path draft() const { return folder() / "draft"; }
    std::filesystem::path target() const { return folder() / "target"; }
    engine::Engine& engine() { return *m_target; }
    const engine::ModelConfig& config() const { return m_target->config(); }

    /// What the target says alone.
    Tokens answerAlone(const engine::PromptDescription& asked, std::int32_t maxNewTokens) {
        engine::GenerateOptions options;
        options.maxNewTokens = maxNewTokens;
        engine::Session session = m_target->newSession();
        const engine::Prompt prompt = orThrow(engine::preparePrompt(asked, m_target->config()));
        return orThrow(engine::generate(*m_target, session, prompt, options, [](engine::TokenId) {})).tokens;
    }
    Tokens answerAlone(const std::string& text, std::int32_t maxNewTokens) {
        return answerAlone({m_target->tokenizer().encode(chatOf(text, 0)), {}}, maxNewTokens);
    }
    Tokens tokensOf(const std::string& text, int images) const {
        return m_target->tokenizer().encode(chatOf(text, images));
    }

private:
    static std::string chatOf(const std::string& text, int images) {
        engine::Message message;
        for (int i = 0; i < images; ++i) message.parts.emplace_back(engine::ImagePart{});
        message.parts.emplace_back(engine::TextPart{text});
        return engine::renderChat({message});
    }
    std::filesystem::path folder() const { return m_folder.path().toStdString(); }

    QTemporaryDir m_folder;
    std::unique_ptr<engine::Engine> m_target;
};

/// `adjust` changes options and model card before the start. Port 0: any.
inline std::unique_ptr<cloud::CloudServer> startCloud(
    const ModelPair& pair, std::uint16_t port = 0,
    const std::function<void(cloud::ServerOptions&, cloud::LoadedModel&)>& adjust = {}) {
    cloud::ServerOptions options;
    options.model = pair.target();
    options.load = tinyLoad();
    options.endpoint.port = port;
    auto model = orThrow(cloud::loadModel(options));
    if (adjust) adjust(options, model);
    auto server = orThrow(cloud::CloudServer::create(options, std::move(model)));
    orThrow(server->listen());
    return server;
}

class EdgeAtWork : public QObject {
public:
    /// `target`: the cloud's model here too, for mode perllm.
    explicit EdgeAtWork(const ModelPair& pair, std::optional<CloudAddress> cloud = {},
                        const std::filesystem::path& target = {},
                        std::unique_ptr<NetworkWatch> network = networkOfThisMachine())
        : m_runtime(run, std::move(network)) {
        connect(&m_runtime, &EdgeRuntime::linkChanged, this, [this](const LinkState& state) {
            const bool isConnected = state.stage == LinkState::Stage::Connected;
            if (isConnected && link.stage != LinkState::Stage::Connected) ++connections;
            link = state;
        });
        connect(&m_runtime, &EdgeRuntime::modelChanged, this, [this](const ModelState& state) { model = state; });
        connect(&m_runtime, &EdgeRuntime::answered, this,
                [this](const AnswerReport& report) { reports.push_back(report); });
        EdgeOptions options;
        options.draft = pair.draft();
        options.target = target;
        options.load = tinyLoad();
        options.cloud = std::move(cloud);
        m_runtime.configure(options);
    }

    RecordedRun run;  // outlives the runtime
    LinkState link;
    int connections = 0;  // one after another: a loss may be over before a busy machine looks at `link`
    ModelState model;
    std::vector<AnswerReport> reports;

    EdgeRuntime& runtime() { return m_runtime; }
    engine::RequestId ask(const std::string& text, std::int32_t maxNewTokens,
                          engine::Mode mode = engine::Mode::NeverIdle) {
        Question question;
        question.text = text;
        question.mode = mode;
        question.maxNewTokens = maxNewTokens;
        return m_runtime.ask(question);
    }
    bool waitForReports(std::size_t count, int timeoutMs = 60'000) {
        return QTest::qWaitFor([&] { return reports.size() >= count; }, timeoutMs);
    }
    bool waitForTokens(std::size_t count, int timeoutMs = 60'000) {
        return QTest::qWaitFor([&] { return run.count<engine::TokenEmitted>() >= count; }, timeoutMs);
    }
    bool waitForLink(LinkState::Stage stage, int timeoutMs = 60'000) {
        return QTest::qWaitFor([&] { return link.stage == stage; }, timeoutMs);
    }
    Tokens tokensOf(std::size_t report) const {
        Tokens tokens;
        for (const engine::AnswerToken& token : reports.at(report).tokens) tokens.push_back(token.token);
        return tokens;
    }

private:
    EdgeRuntime m_runtime;
};

}  // namespace msao::edge
