// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cloud/cloud_arguments.h"

#include "app/cloud/cloud_environment.h"

#include <QFile>

#include <chrono>
#include <limits>
#include <utility>

namespace msao::app {
namespace {

constexpr int kMaxSeconds = 24 * 60 * 60;
constexpr const char* kUsualEndpoint = "ws://127.0.0.1:7443";

void addListening(CLI::App& app, CloudArguments& arguments) {
    app.add_option("--listen", arguments.listen, "ws:// (this machine only) or wss://, an address and a port")
        ->default_str(kUsualEndpoint);
    CLI::Option* loopback = app.add_flag("--loopback", arguments.isLoopback,
                                         "Instead of --listen: on this machine only, on a free port or on --port");
    app.add_option("--port", arguments.port, "With --loopback")->needs(loopback);
    app.add_option("--cert", arguments.certificate, "Certificate with its chain, PEM; for wss://");
    app.add_option("--key", arguments.key, "Its key, PEM");
    app.add_option("--client-ca", arguments.clientAuthorities, "Clients need a certificate of one of these, PEM");
    app.add_option("--tokens", arguments.tokenFile, "Who may log in, one line a token (see --add-token)");
    app.add_option("--metrics-port", arguments.metricsPort,
                   "/healthz, /readyz and /metrics on this port of 127.0.0.1 instead of on --listen");
}

void addBackend(CLI::App& app, CloudArguments& arguments) {
    app.add_option("--backend", arguments.backend, "What computes: torch here, or vllm at --url; see docs/cluster.md")
        ->capture_default_str()
        ->check(CLI::IsMember({"torch", "vllm"}));
    app.add_option("--url", arguments.clusterUrls,
                   "With --backend vllm: a server, or a proxy before several, as in http://10.0.0.7:8000; repeatable");
    app.add_flag("--standby", arguments.standsBy,
                 "With --backend vllm: the weights in --model answer while no server does");
    app.add_option("--url-key", arguments.clusterKeyFile, "File with the key that `vllm --api-key` asks for");
    app.add_option("--verify-by", arguments.verifyBy,
                   "How a vLLM server verifies: in one prompt, in one for each draft, or as it proves to")
        ->capture_default_str()
        ->check(CLI::IsMember({"auto", "logprobs", "fan-out"}));
}

/// A line; more of a file is not read.
engine::Result<QByteArray> readKey(const std::string& path) {
    constexpr qint64 kMaxBytes = 4096;
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        return engine::Error{engine::ErrorCode::FileUnreadable, path + ": cannot be read"};
    const QByteArray key = file.readLine(kMaxBytes).trimmed();
    if (key.isEmpty()) return engine::Error{engine::ErrorCode::MalformedFile, path + ": expected a key, found nothing"};
    return key;
}

engine::Result<std::optional<cloud::ClusterOptions>> clusterOptions(const CloudArguments& arguments) {
    const bool isCluster = arguments.backend == "vllm";
    if (isCluster == arguments.clusterUrls.empty())
        return engine::Error{engine::ErrorCode::InvalidArgument, "--backend vllm and --url belong together"};
    if (!isCluster && (!arguments.clusterKeyFile.empty() || arguments.verifyBy != "auto"))
        return engine::Error{engine::ErrorCode::InvalidArgument, "--url-key and --verify-by belong to --backend vllm"};
    if (!isCluster) return std::optional<cloud::ClusterOptions>();
    cloud::ClusterOptions options;
    for (const std::string& url : arguments.clusterUrls) {
        MSAO_TRY(QUrl replica, cloud::parseReplica(url));
        options.replicas.push_back(std::move(replica));
    }
    if (!arguments.clusterKeyFile.empty()) {
        MSAO_TRY(options.key, readKey(arguments.clusterKeyFile));
    }
    if (arguments.verifyBy == "logprobs") options.way = cloud::VerifyWay::PromptLogprobs;
    if (arguments.verifyBy == "fan-out") options.way = cloud::VerifyWay::FanOut;
    return std::optional(std::move(options));
}

/// Neither overrides the other: a server that was to be reached from outside would start, and nobody would reach it.
engine::Result<cloud::Endpoint> endpointOf(const CloudArguments& arguments) {
    if (!arguments.isLoopback) return cloud::parseEndpoint(arguments.listen.value_or(kUsualEndpoint));
    if (arguments.listen) {
        return engine::Error{
            engine::ErrorCode::InvalidArgument,
            "--loopback and --listen both say where to listen: leave out one of them, on the command line, "
            "in the environment or in the file of --config"};
    }
    return cloud::Endpoint{false, QHostAddress::LocalHost, arguments.port};
}

void addServing(CLI::App& app, CloudArguments& arguments) {
    app.add_option("--sessions", arguments.sessionsOfToken, "Of one token at a time, where its line says nothing")
        ->capture_default_str()
        ->check(CLI::Range(1, 1'000'000));
    app.add_option("--tokens-per-minute", arguments.tokensPerMinute, "Of one token likewise; 0: as many as it likes")
        ->capture_default_str()
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000'000}));
    app.add_option("--sockets-not-logged-in", arguments.socketsNotLoggedIn,
                   "Of one address at a time; a proxy in front of this server is one address")
        ->capture_default_str()
        ->check(CLI::Range(1, cloud::SocketLimits{}.sockets));
    app.add_option("--resume-seconds", arguments.resumeSeconds, "An answer waits so long for a client that is gone")
        ->capture_default_str()
        ->check(CLI::Range(1, kMaxSeconds));
    app.add_option("--drain-seconds", arguments.drainSeconds, "After SIGTERM running answers have so long to end")
        ->capture_default_str()
        ->check(CLI::Range(0, kMaxSeconds));
}

}  // namespace

void CloudArguments::addTo(CLI::App& app) {
    app.add_option("--model", model.folder, "Checkpoint folder in Hugging Face format");
    model.addDeviceOptions(app);
    addBackend(app, *this);
    addListening(app, *this);
    addServing(app, *this);
    app.add_flag("--check", onlyChecks, "Read everything, verify one token, say what was found, and end");
    app.add_option("--add-token", newToken,
                   "Make a token of this name: its secret, and its line for the file; and end");
    app.allow_config_extras(CLI::config_extras_mode::error);  // a typo there is told, like one on the command line
    app.set_config("--config", "", "File with these options, one `name = value` a line");
    readEnvironment(app);
}

engine::Result<cloud::ServerOptions> CloudArguments::options() const {
    if (model.folder.empty()) return engine::Error{engine::ErrorCode::InvalidArgument, "--model is missing"};
    cloud::ServerOptions options;
    options.model = model.folder;
    MSAO_TRY(options.load, model.loadOptions());
    MSAO_TRY(options.cluster, clusterOptions(*this));
    options.standsBy = standsBy;
    MSAO_TRY(options.endpoint, endpointOf(*this));
    if (!certificate.empty() || !key.empty() || !clientAuthorities.empty()) {
        options.tls = cloud::TlsFiles{QString::fromStdString(certificate), QString::fromStdString(key),
                                      QString::fromStdString(clientAuthorities)};
    }
    options.tokenFile = QString::fromStdString(tokenFile);
    options.pagesPort = metricsPort;
    options.socket.socketsNotLoggedIn = socketsNotLoggedIn;
    options.allowance = {sessionsOfToken, tokensPerMinute};
    options.service.resume = std::chrono::seconds(resumeSeconds);
    options.drainGrace = std::chrono::seconds(drainSeconds);
    MSAO_CHECK(cloud::checkOptions(options));
    return options;
}

}  // namespace msao::app
