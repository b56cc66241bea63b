// SPDX-License-Identifier: Apache-2.0
// Each prints a line or two. They throw where the server does not do what it should.
#pragma once

#include "tests/cloud_server/benchmarks/server_thread.h"

#include "msao/engine/engine.h"

#include <filesystem>

namespace msao::cloud {

/// From drafts to verdict over a socket, without the model's step; beside a bare echo.
void benchRound(const ServerThread& served);
/// What an idle client costs, and its login.
void benchLogins(const ServerThread& served);
/// Two hundred sessions at a time.
void benchCrowd(const ServerThread& served);
/// Sessions that are answered while pictures arrive.
void benchPictures(const ServerThread& served, const engine::ModelConfig& config);
/// Eight sessions in one pass, beside one; without sockets.
void benchBatch(const std::filesystem::path& model, engine::WeightType weights);

}  // namespace msao::cloud
