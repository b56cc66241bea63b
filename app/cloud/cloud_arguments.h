// SPDX-License-Identifier: GPL-3.0-or-later
// The options of msao-cloud: command line, then environment (MSAO_CLOUD_...), then the file that --config names.
#pragma once

#include "app/cli/model_arguments.h"
#include "cloud_server/server/server_options.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace msao::app {

struct CloudArguments {
    ModelArguments model;
    std::string backend = "torch";
    std::vector<std::string> clusterUrls;
    std::string clusterKeyFile;
    bool standsBy = false;
    std::string verifyBy = "auto";
    std::optional<std::string> listen;
    bool isLoopback = false;
    std::uint16_t port = 0;
    std::string certificate;
    std::string key;
    std::string clientAuthorities;
    std::string tokenFile;
    std::optional<std::uint16_t> metricsPort;
    std::int32_t sessionsOfToken = 64;
    std::int64_t tokensPerMinute = 0;
    int socketsNotLoggedIn = cloud::SocketLimits{}.socketsNotLoggedIn;
    int resumeSeconds = 60;
    int drainSeconds = 30;
    bool onlyChecks = false;
    std::string newToken;

    void addTo(CLI::App& app);
    engine::Result<cloud::ServerOptions> options() const;
};

}  // namespace msao::app
