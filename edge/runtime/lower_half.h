// SPDX-License-Identifier: Apache-2.0
// Mode perllm at the edge: the target's towers and its first layers.
#pragma once

#include "edge/runtime/draft_model.h"

#include "protocol/messages/drafting.h"
#include "protocol/messages/hello.h"
#include "protocol/messages/open.h"

#include "msao/engine/engine.h"
#include "msao/engine/prompt_description.h"

#include <QByteArray>
#include <QObject>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>

namespace msao::edge {

/// What is to be read, and where it goes on.
struct SplitOrder {
    engine::RequestId request = engine::RequestId::None;
    protocol::AnswerId wire{};  // of this attempt; a cloud that was lost is told anew
    std::filesystem::path folder;
    engine::LoadOptions load = {};
    std::shared_ptr<engine::Engine> sameModel;  // that is loaded from the folder already; or null
    std::shared_ptr<const engine::PromptDescription> prompt;
    protocol::HiddenFormat format = protocol::HiddenFormat::Float32;
    protocol::ModelFingerprint target = {};  // as the cloud has it
    double cloudStepMs = 0;
};

/// The prompt behind the edge's layers.
struct LowerPrompt {
    protocol::AnswerId wire{};
    protocol::LowerLayers lower;
    protocol::PromptTokens tokens;
    QByteArray states;
};

struct SplitFault {
    protocol::AnswerId wire{};
    engine::Error error;
};

/// Lives in the draft model's thread, and is spoken to by queued calls. One answer at a time. The model is loaded with
/// the first of them, as many layers as are run here, and compared with the cloud's by the hash of its weights.
class LowerHalf : public QObject {
    Q_OBJECT

public:
    void begin(const SplitOrder& order, const std::stop_token& stop);
    /// The token at `position` of the answer, behind all before it.
    void readOn(protocol::AnswerId wire, std::int64_t position, engine::TokenId token);
    void end();
    /// The model, too: another will be wanted.
    void forget();

Q_SIGNALS:
    void promptRead(const msao::edge::LowerPrompt& prompt);
    void tokenRead(const msao::protocol::HiddenState& state);
    void failed(const msao::edge::SplitFault& fault);

private:
    struct Model {
        std::filesystem::path folder;
        std::shared_ptr<engine::Engine> engine;
        engine::WeightType weights = engine::WeightType::BF16;
        protocol::Digest weightsHash{};
        double layersMs = 0;  // all of them, for one token
    };
    struct Running {
        protocol::AnswerId wire{};
        engine::Session session;
        std::int32_t cut = 1;
        protocol::HiddenFormat format{};
        std::int64_t tokensRead = 0;  // of the answer
    };
    engine::Result<LowerPrompt> read(const SplitOrder& order, const std::stop_token& stop);
    engine::Status load(const SplitOrder& order, const std::stop_token& stop);
    engine::Result<std::int32_t> loadUpToCut(const SplitOrder& order, const std::stop_token& stop);

    std::optional<Model> m_model;
    std::optional<Running> m_running;
};

}  // namespace msao::edge
