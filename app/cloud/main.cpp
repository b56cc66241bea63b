// SPDX-License-Identifier: GPL-3.0-or-later
// msao-cloud: the cloud's half as a program of its own, without a screen.
#include "app/cli/interrupt.h"
#include "app/cli/usage_error.h"
#include "app/cloud/cloud_arguments.h"
#include "app/process/core_dumps.h"
#include "app/process/end_process.h"
#include "cloud_server/server/cloud_server.h"
#include "cloud_server/server/log.h"

#include <QCoreApplication>

#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cstdio>
#include <memory>
#include <stop_token>

namespace {

using namespace msao;
using engine::Status;

/// What all clients ask is in here: no other process of its user looks into it, and no dump of it is handed to a
/// program of the system's, which may make of a limit what it likes.
void forbidLookingInside() {
    prctl(PR_SET_DUMPABLE, 0);
}

/// What was freed is overwritten, so that what users asked does not linger in memory that nobody owns.
void overwriteFreedMemory() {
    mallopt(M_PERTURB, 0xA5);
}

/// Every client is a file; systemd's default is 1,024 of them.
void allowManyFiles() {
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
}

Status printNewToken(const std::string& name) {
    MSAO_TRY(const cloud::NewToken token, cloud::makeToken(name));
    std::printf("secret for the client, shown only here:\n%s\nline for the file of --tokens:\n%s\n",
                token.secret.constData(), token.line.constData());
    return engine::Done{};
}

Status check(const cloud::ServerOptions& options, std::stop_token stop) {
    MSAO_TRY(cloud::LoadedModel model, cloud::loadModel(options, std::move(stop)));
    const engine::DeviceCosts costs = model.costs;
    const std::int64_t room = cloud::contextOf(model);
    MSAO_TRY(const auto server, cloud::CloudServer::create(options, std::move(model)));
    MSAO_CHECK(server->listen());
    std::printf(
        "ok: %s can be listened on; one token in %.2f ms, each further of a batch %.2f ms; room for %lld tokens\n",
        server->url().toString().toUtf8().constData(), costs.stepMs, costs.stepMsPerExtraToken,
        static_cast<long long>(room));
    return engine::Done{};
}

Status serve(QCoreApplication& application, const cloud::ServerOptions& options, const std::stop_token& interrupted) {
    MSAO_TRY(cloud::LoadedModel model, cloud::loadModel(options, interrupted));
    MSAO_TRY(const auto server, cloud::CloudServer::create(options, std::move(model)));
    MSAO_CHECK(server->listen());
    QObject::connect(server.get(), &cloud::CloudServer::drained, &application, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    const std::stop_callback onSignal(interrupted, [&server] {
        QMetaObject::invokeMethod(server.get(), &cloud::CloudServer::drain, Qt::QueuedConnection);
    });
    std::printf("listening on %s\n", server->url().toString().toUtf8().constData());
    std::fflush(stdout);
    cloud::logEvent("ready", {{"pages_port", std::int64_t{server->pagesPort()}}});
    application.exec();
    return engine::Done{};
}

Status run(QCoreApplication& application, const app::CloudArguments& arguments, const std::stop_token& interrupted) {
    if (!arguments.newToken.empty()) return printNewToken(arguments.newToken);
    MSAO_TRY(const cloud::ServerOptions options, arguments.options());
    return arguments.onlyChecks ? check(options, interrupted) : serve(application, options, interrupted);
}

int runProgram(int argc, char** argv) {
    // Before any other thread exists, so that all of them leave the signals to this one.
    const app::Interrupt interrupt;
    QCoreApplication application(argc, argv);

    CLI::App app("MSAO Studio's cloud: verifies the drafts of many edges with one model.", "msao-cloud");
    app.set_version_flag("--version", MSAO_VERSION);
    app.failure_message(app::usageError);
    app::CloudArguments arguments;
    arguments.addTo(app);
    app::refuseEmptyValues(app);
    CLI11_PARSE(app, argc, argv);

    const Status outcome = run(application, arguments, interrupt.token());
    if (outcome) return 0;
    std::fprintf(stderr, "msao-cloud: %s\n", outcome.error().message.c_str());
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    app::forbidCoreDumps();
    forbidLookingInside();
    overwriteFreedMemory();
    allowManyFiles();
    app::endProcess(runProgram(argc, argv));
}
