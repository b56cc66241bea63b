// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/cluster/cluster_answers.h"
#include "cloud_server/server/server_options.h"
#include "cloud_server/session/served_model.h"

#include "protocol/messages/hello.h"

#include "msao/engine/engine.h"
#include "msao/engine/model_config.h"
#include "msao/engine/plan.h"
#include "msao/engine/result.h"
#include "msao/engine/tokenizer.h"

#include <memory>
#include <optional>
#include <stop_token>

namespace msao::cloud {

/// A model that vLLM servers compute. Of its checkpoint everything but the weights is here.
struct ClusterTarget {
    engine::ModelConfig config;
    engine::Tokenizer tokenizer;
    ClusterCard card;
};

/// What was read and proven before anybody is let in: a model in this process, or one of a cluster; or both, where the
/// first stands by for the second.
struct LoadedModel {
    std::unique_ptr<engine::Engine> engine;
    std::unique_ptr<ClusterTarget> cluster;
    protocol::ModelFingerprint fingerprint;
    engine::DeviceCosts costs;
    engine::DeviceCosts standbyCosts;
    std::optional<protocol::PassRows> rows;  // a cluster's are not known
    std::optional<protocol::PassRows> standbyRows;

    const engine::ModelConfig& config() const { return cluster ? cluster->config : engine->config(); }
    bool standsBy() const { return cluster && engine; }
};
engine::Result<LoadedModel> loadModel(const ServerOptions& options, std::stop_token stop = {});

/// Tokens of a prompt and its answer together.
std::int64_t contextOf(const LoadedModel& model);

/// As sessions see it. `model` outlives it.
ServedModel served(LoadedModel& model, const ServerOptions& options);

/// What edges are told of it, by which of the two computes at the moment. Promises are those that either keeps: another
/// question may be the other's.
protocol::HelloReply introduction(const LoadedModel& model, const TargetModel& target, bool isClusterGone);

}  // namespace msao::cloud
