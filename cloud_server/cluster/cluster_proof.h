// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/cluster/cluster_answers.h"
#include "cloud_server/cluster/cluster_options.h"

#include "msao/engine/model_config.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <stop_token>

namespace msao::cloud {

/// Asks a cluster, before anybody is let in, for what every answer will rely on: that it names one model, draws the
/// same tokens whether it decodes or verifies them, reuses what a session has cached, and counts a picture's tokens as
/// the checkpoint folder says. It is timed on the way. Runs an event loop of its own. An Error says which of it failed.
engine::Result<ClusterCard> proveCluster(const ClusterOptions& options, const engine::ModelConfig& config,
                                         std::int32_t tokenEnd, const std::stop_token& stop);

}  // namespace msao::cloud
