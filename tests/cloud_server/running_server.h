// SPDX-License-Identifier: Apache-2.0
// A real server on a small random checkpoint, in this process, and what its model says when it is asked alone.
#pragma once

#include "cloud_server/server/cloud_server.h"
#include "engine/checkpoint/model_presets.h"
#include "engine/checkpoint/synthesize.h"
#include "protocol/media/visual_payload.h"

#include "msao/engine/generate.h"
#include "msao/engine/prompt_description.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <random>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

namespace msao::cloud {

using Tokens = std::vector<engine::TokenId>;

/// Throws where a test could not go on.
template <typename T>
T orThrow(engine::Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message);
    return std::move(*result);
}

class TinyModel {
public:
    explicit TinyModel(const engine::ModelConfig& shape = engine::tinyModel(engine::ModelFamily::Qwen2VL)) {
        engine::SynthesisOptions options;
        options.seed = 3;
        options.isFloat32 = true;
        orThrow(engine::synthesizeCheckpoint(shape, folder(), options));
        m_engine = orThrow(engine::Engine::load(folder(), loadOptions()));
    }
    std::filesystem::path folder() const { return m_folder.filePath("model").toStdString(); }
    static engine::LoadOptions loadOptions() {
        engine::LoadOptions options;
        options.weights = engine::WeightType::F32;
        options.threads = 1;
        options.kvCacheBytes = std::size_t{32} << 20;
        return options;
    }

    const engine::Engine& engine() const { return *m_engine; }

    Tokens randomPrompt(std::uint64_t seed, std::size_t count) const {
        std::mt19937_64 generator(seed);
        Tokens tokens;
        while (tokens.size() < count) {
            const auto id = static_cast<std::int32_t>(generator() % static_cast<std::uint64_t>(m_engine->tokenEnd()));
            if (!m_engine->tokenizer().isSpecial(engine::TokenId{id})) tokens.push_back(engine::TokenId{id});
        }
        return tokens;
    }

    Tokens answerAlone(const engine::PromptDescription& asked, const engine::GenerateOptions& options) {
        engine::Session session = m_engine->newSession();
        const engine::Prompt prompt = orThrow(engine::preparePrompt(asked, m_engine->config()));
        return orThrow(engine::generate(*m_engine, session, prompt, options, [](engine::TokenId) {})).tokens;
    }

    /// The next question of a conversation in one session of the model's, whose prompt begins with the last token of
    /// the answer before.
    Tokens answerNext(engine::Session& session, const engine::PromptDescription& asked,
                      const engine::GenerateOptions& options) {
        const engine::Prompt prompt = orThrow(engine::preparePrompt(asked, m_engine->config(), session.nextPosition()));
        return orThrow(engine::generate(*m_engine, session, prompt, options, [](engine::TokenId) {})).tokens;
    }
    engine::Session newSession() { return m_engine->newSession(); }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<engine::Engine> m_engine;
};

/// An image as an edge would send it, of known pixels.
inline protocol::VisualPayload exactPicture(int width, int height, engine::KeptTokens kept,
                                            const engine::VisionConfig& vision) {
    protocol::VisualDescriptor visual;
    visual.encoding = protocol::PixelEncoding::Exact;
    visual.width = width;
    visual.height = height;
    visual.cellSide = vision.patchSize * vision.spatialMergeSize;
    visual.kept = std::move(kept);
    engine::RgbImage image{width, height, {}};
    for (int i = 0; i < width * height * 3; ++i) image.pixels.push_back(static_cast<std::uint8_t>(i * 37 % 251));
    return orThrow(protocol::makeVisualPayload(std::span(&image, 1), visual, 90));
}

/// `adjust` changes the options before the start.
inline std::unique_ptr<CloudServer> startServer(const TinyModel& model,
                                                const std::function<void(ServerOptions&)>& adjust = {}) {
    ServerOptions options;
    options.model = model.folder();
    options.load = TinyModel::loadOptions();
    if (adjust) adjust(options);
    auto server = orThrow(CloudServer::create(options, orThrow(loadModel(options))));
    orThrow(server->listen());
    return server;
}

}  // namespace msao::cloud
