// SPDX-License-Identifier: Apache-2.0
// What the server adds to what the model costs, over real sockets of one machine: a verify round beside an echo, many
// sessions, a batch beside one session, and pictures that arrive while others are answered.
#include "tests/cloud_server/benchmarks/bench_parts.h"

#include "engine/checkpoint/model_presets.h"
#include "engine/checkpoint/synthesize.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdio>
#include <stdexcept>

namespace msao::cloud {
namespace {

struct BenchOptions {
    std::filesystem::path model;
    std::filesystem::path batchModel;
    engine::WeightType weights = engine::WeightType::F32;
    QString only;
    engine::PassLimits pass;
    int threads = 0;
    bool runs(const char* name) const { return only.isEmpty() || only == QLatin1String(name); }
};

void run(const BenchOptions& options) {
    if (options.runs("batch")) benchBatch(options.batchModel, options.weights);
    const ServerThread served(options.model, options.weights, std::size_t{256} << 20, options.pass, options.threads);
    if (options.runs("logins")) benchLogins(served);
    if (options.runs("round")) benchRound(served);
    if (options.runs("crowd")) benchCrowd(served);
    auto checkpoint = engine::Checkpoint::open(options.model);
    if (!checkpoint) throw std::runtime_error(checkpoint.error().message);
    if (options.runs("pictures")) benchPictures(served, checkpoint->config());
}

/// A small random model, unless another is named.
std::filesystem::path modelFor(const QString& named, const QTemporaryDir& folder) {
    if (!named.isEmpty()) return named.toStdString();
    const std::filesystem::path made = folder.filePath(QStringLiteral("model")).toStdString();
    engine::SynthesisOptions synthesis;
    synthesis.isFloat32 = true;
    const auto status = engine::synthesizeCheckpoint(engine::tinyModel(engine::ModelFamily::Qwen2VL), made, synthesis);
    if (!status) throw std::runtime_error(status.error().message);
    return made;
}

int benchMain(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    QCommandLineParser arguments;
    arguments.addHelpOption();
    arguments.addOptions({{"model", "Checkpoint folder; without it a small random model is made.", "folder"},
                          {"batch-model", "Checkpoint of the batch; without it that of --model.", "folder"},
                          {"weights", "f32 or bf16.", "type", "f32"},
                          {"threads", "Of the model; 0: one a core.", "number", "0"},
                          {"only", "batch, logins, round, crowd or pictures.", "part"},
                          {"whole-prompts", "A prompt is read in one go, as if nobody waited."}});
    arguments.process(app);
    const QTemporaryDir folder;
    try {
        BenchOptions options;
        options.model = modelFor(arguments.value("model"), folder);
        options.batchModel = options.model;
        if (arguments.isSet("batch-model")) options.batchModel = arguments.value("batch-model").toStdString();
        if (arguments.value("weights") == QLatin1String("bf16")) options.weights = engine::WeightType::BF16;
        options.threads = arguments.value("threads").toInt();
        options.only = arguments.value("only");
        if (arguments.isSet("whole-prompts")) options.pass.prefillMs = 1e9;
        run(options);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "msao-server-bench: %s\n", error.what());
        return 1;
    }
    return 0;
}

}  // namespace
}  // namespace msao::cloud

int main(int argc, char** argv) {
    return msao::cloud::benchMain(argc, argv);
}
