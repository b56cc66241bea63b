// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/access/token_file.h"
#include "cloud_server/cluster/cluster_options.h"
#include "cloud_server/net/limits.h"
#include "cloud_server/net/tls_settings.h"
#include "cloud_server/session/service_limits.h"

#include "msao/engine/engine.h"
#include "msao/engine/pass_plan.h"
#include "msao/engine/result.h"

#include <QHostAddress>
#include <QString>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

namespace msao::cloud {

/// Where to listen: "ws://127.0.0.1:7443", "wss://0.0.0.0:7443".
struct Endpoint {
    bool isEncrypted = false;
    QHostAddress address;
    std::uint16_t port = 0;  // 0: any that is free
};
engine::Result<Endpoint> parseEndpoint(std::string_view url);

struct ServerOptions {
    std::filesystem::path model;
    engine::LoadOptions load;
    std::optional<ClusterOptions> cluster;  // present: its servers compute, and `model` needs no weights
    bool standsBy = false;                  // with `cluster`: the weights in `model` answer where its servers do not
    engine::PassLimits pass;
    Endpoint endpoint{false, QHostAddress::LocalHost, 0};
    std::optional<TlsFiles> tls;
    QString tokenFile;                       // empty: no login, for loopback only
    std::optional<std::uint16_t> pagesPort;  // of loopback; absent: pages are on the endpoint
    SocketLimits socket;
    ServiceLimits service;
    Allowance allowance;                            // where a token says nothing else
    std::chrono::milliseconds drainGrace{30'000};   // for running answers
    std::chrono::milliseconds dismissAfter{1'000};  // who has none is let go: a balancer in front knows by then
    std::chrono::milliseconds returnAfter{2'000};   // clients for whom there is no other server come back then,
    std::chrono::milliseconds returnWindow{5'000};  // spread over this long
};

/// What must not be: plain text, or no login, where others can reach it.
engine::Status checkOptions(const ServerOptions& options);

}  // namespace msao::cloud
