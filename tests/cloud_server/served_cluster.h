// SPDX-License-Identifier: Apache-2.0
// A real server whose model fake vLLM servers compute, in this process.
#pragma once

#include "tests/cloud_server/fake_vllm.h"
#include "tests/cloud_server/running_server.h"
#include "tests/cloud_server/test_edge.h"

#include "protocol/media/payload_chunks.h"
#include "protocol/media/visual_payload.h"

#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace msao::cloud {

inline constexpr std::size_t kAnswerTokens = 40;

/// Everything but the weights of a small checkpoint.
class WeightlessFolder {
public:
    WeightlessFolder() {
        m_config = engine::tinyModel(engine::ModelFamily::Qwen2VL);
        orThrow(engine::synthesizeCheckpoint(m_config, path(), {}));
        if (!QFile::remove(m_folder.filePath("model/model.safetensors")))
            throw std::runtime_error("where are weights?");
    }
    std::filesystem::path path() const { return m_folder.filePath("model").toStdString(); }
    const engine::ModelConfig& config() const { return m_config; }

private:
    QTemporaryDir m_folder;
    engine::ModelConfig m_config;
};

inline Tokens promptOf(int seed, int count) {
    Tokens tokens;
    for (int i = 0; i < count; ++i) tokens.push_back(engine::TokenId{(i * 31 + seed * 17) % 700});
    return tokens;
}

inline protocol::Open question(const Tokens& prompt, std::uint32_t session, engine::Mode mode) {
    protocol::Open open;
    open.id = {protocol::SessionId{session}, protocol::RequestId{1}};
    open.mode = mode;
    open.maxNewTokens = kAnswerTokens;
    open.prompt = prompt;
    return open;
}

class ServedCluster {
public:
    const engine::ModelConfig& config() const { return m_folder.config(); }
    std::unique_ptr<FakeVllm> newFake(std::uint16_t port = 0) const {
        auto fake = std::make_unique<FakeVllm>(port);
        fake->imagePad = m_folder.config().special.imagePad;
        return fake;
    }
    ServerOptions options(std::vector<QUrl> urls, std::optional<VerifyWay> way,
                          std::chrono::milliseconds callTime = std::chrono::seconds(20)) const {
        ServerOptions options;
        options.model = m_folder.path();
        options.allowance.sessions = 64;
        options.cluster.emplace();
        options.cluster->replicas = std::move(urls);
        options.cluster->way = way;
        options.cluster->callTime = callTime;
        options.cluster->pause = std::chrono::milliseconds(5);
        options.cluster->watchPause = std::chrono::hours(1);  // calls are counted
        return options;
    }
    std::unique_ptr<CloudServer> serve(std::vector<QUrl> urls, std::optional<VerifyWay> way = {},
                                       std::chrono::milliseconds callTime = std::chrono::seconds(20)) const {
        return serveWith(options(std::move(urls), way, callTime));
    }
    static std::unique_ptr<CloudServer> serveWith(const ServerOptions& wanted) {
        auto server = orThrow(CloudServer::create(wanted, orThrow(loadModel(wanted))));
        orThrow(server->listen());
        return server;
    }
    Tokens withPicture(Tokens prompt) const {
        const engine::SpecialTokens& special = m_folder.config().special;
        prompt.insert(prompt.begin() + 4, {special.visionStart, special.imagePad, special.visionEnd});
        return prompt;
    }
    protocol::VisualPayload picture(int width, int height, engine::KeptTokens kept) const {
        return exactPicture(width, height, std::move(kept), m_folder.config().vision);
    }
    static void upload(TestEdge& edge, const protocol::Open& open, const protocol::VisualPayload& payload) {
        protocol::PayloadSplitter splitter(open.id, 0, payload.bytes);
        while (const auto chunk = splitter.next()) edge.send(*chunk);
    }

private:
    WeightlessFolder m_folder;
};

}  // namespace msao::cloud
