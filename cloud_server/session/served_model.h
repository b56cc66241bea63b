// SPDX-License-Identifier: Apache-2.0
// What sessions see of the model that this server answers with, wherever it computes.
#pragma once

#include "cloud_server/model/answer_model.h"

#include "protocol/messages/hello.h"

#include "msao/engine/engine.h"
#include "msao/engine/model_config.h"
#include "msao/engine/tokenizer.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace msao::cloud {

/// How a question becomes a prompt. Any thread may use it.
struct ModelReading {
    const engine::ModelConfig& config;
    const engine::Tokenizer& tokenizer;
};

/// What it takes.
struct TargetModel {
    protocol::ModelFingerprint fingerprint;
    protocol::Promises promises;
    bool hears = false;  // it has an audio encoder
    bool takesPictures = true;
    bool takesClips = true;
    std::int32_t layers = 0;  // of which some may be the edge's; 0: hidden states are not taken
    std::int32_t hiddenWidth = 0;
};

/// What computes its answers.
struct ServedBackend {
    engine::KvUsage kv;
    std::function<std::unique_ptr<AnswerModel>(AnswerModel::Listener)> start;
};

struct ServedModel {
    ModelReading reading;
    TargetModel target;
    ServedBackend main;
    std::optional<ServedBackend> standby;  // in its place, while it cannot be reached
};

}  // namespace msao::cloud
