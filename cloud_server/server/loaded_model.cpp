// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/server/loaded_model.h"

#include "cloud_server/cluster/cluster_model.h"
#include "cloud_server/cluster/cluster_proof.h"
#include "cloud_server/model/agreement.h"
#include "cloud_server/model/model_card.h"
#include "cloud_server/model/model_thread.h"

#include "protocol/identity/model_identity.h"

#include "msao/engine/model_folder.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

namespace msao::cloud {
namespace {

using engine::Result;

/// Servers keep and evict what they have cached as they see fit. What is counted here stands for that: room for as many
/// answers as there may be.
constexpr std::int32_t kTokensOfClusterPage = 64;

Result<LoadedModel> loadHere(const ServerOptions& options, std::stop_token stop) {
    LoadedModel model;
    MSAO_TRY(model.engine, engine::Engine::load(options.model, options.load));
    MSAO_TRY(const ModelProof proof, proveAndMeasure(*model.engine));
    model.costs = proof.costs;
    model.rows = proof.rows;
    MSAO_TRY(model.fingerprint, fingerprintOf(*model.engine, options.model, options.load.weights, std::move(stop)));
    model.fingerprint.isMInvariant = proof.isMInvariant;
    return model;
}

/// Which weights the servers hold is theirs to know: the fingerprint names none.
Result<LoadedModel> findCluster(const ServerOptions& options, const std::stop_token& stop) {
    LoadedModel model;
    MSAO_TRY(engine::ModelConfig config, engine::readModelConfig(options.model));
    MSAO_TRY(engine::Tokenizer tokenizer, engine::Tokenizer::read(options.model / "tokenizer.json"));
    const std::int32_t tokenEnd = std::min(tokenizer.idEnd(), config.text.vocabularySize);
    MSAO_TRY(ClusterCard card, proveCluster(*options.cluster, config, tokenEnd, stop));
    MSAO_TRY(model.fingerprint, protocol::sharedFingerprint(config, tokenEnd, options.model));
    model.costs = card.costs;
    model.cluster =
        std::make_unique<ClusterTarget>(ClusterTarget{std::move(config), std::move(tokenizer), std::move(card)});
    return model;
}

/// Two ways of computing one checkpoint may differ where two tokens are nearly as likely, and so may two types of
/// weights. Another checkpoint agrees by chance only.
engine::Status checkSame(engine::Engine& engine, const DrawnSample& sample, const std::filesystem::path& folder) {
    MSAO_TRY(const std::size_t agreed, agreedTokens(engine, sample));
    if (2 * agreed >= sample.drawn.size()) return engine::Done{};
    return engine::Error{engine::ErrorCode::UnsupportedModel,
                         folder.string() + " is another model than the cluster's: of the " +
                             std::to_string(sample.drawn.size()) + " tokens that the servers drew, it would draw " +
                             std::to_string(agreed)};
}

Result<LoadedModel> findBoth(const ServerOptions& options, const std::stop_token& stop) {
    MSAO_TRY(LoadedModel model, findCluster(options, stop));
    engine::LoadOptions load = options.load;
    load.progress.stop = stop;
    MSAO_TRY(model.engine, engine::Engine::load(options.model, load));
    MSAO_CHECK(checkSame(*model.engine, model.cluster->card.sample, options.model));
    MSAO_TRY(const ModelProof proof, proveAndMeasure(*model.engine));
    model.standbyCosts = proof.costs;
    model.standbyRows = proof.rows;
    return model;
}

/// A server's kernels may draw another token in a batch than alone; it neither sees kept tokens nor our noise.
protocol::Promises promisesOf(const LoadedModel& model) {
    if (model.cluster) return {false, false, false, protocol::SamplingPromise::GreedyOnly};
    protocol::Promises promises;
    // Without it a draft may be verified by other bits than those that it would have been drawn by.
    promises.isExact = promises.rebuildsExactly = model.fingerprint.isMInvariant;
    return promises;
}

protocol::Features featuresOf(const TargetModel& target) {
    using enum protocol::Feature;
    protocol::Features all = 0;
    for (const protocol::Feature feature :
         {Resume, Entropies, Reuse, JpegPixels, ExactPixels, ChangeOfMode, Figures, FreeRows})
        all |= static_cast<protocol::Features>(feature);
    if (target.promises.takesPruned) all |= static_cast<protocol::Features>(PrunedVisuals);
    if (target.hears) all |= static_cast<protocol::Features>(PcmAudio);
    if (target.layers > 1) all |= static_cast<protocol::Features>(HiddenStates);
    return all;
}

ServedBackend ownBackend(LoadedModel& model, const ServerOptions& options) {
    return {model.engine->kvUsage(), [&model, limits = options.pass](AnswerModel::Listener listener) {
                return std::make_unique<ModelThread>(*model.engine, limits, std::move(listener));
            }};
}

ServedBackend clusterBackend(LoadedModel& model, const ServerOptions& options) {
    const std::int64_t pages = contextOf(model) / kTokensOfClusterPage + 1;
    return {{options.service.answers * pages, 0, kTokensOfClusterPage},
            [&model, cluster = *options.cluster, limits = options.pass](AnswerModel::Listener listener) {
                return std::make_unique<ClusterModel>(cluster, model.cluster->card, limits.maxDrafts,
                                                      std::move(listener));
            }};
}

}  // namespace

Result<LoadedModel> loadModel(const ServerOptions& options, std::stop_token stop) {
    if (!options.cluster) return loadHere(options, std::move(stop));
    return options.standsBy ? findBoth(options, stop) : findCluster(options, stop);
}

std::int64_t contextOf(const LoadedModel& model) {
    if (model.cluster) return model.cluster->card.facts.contextTokens;
    const engine::KvUsage kv = model.engine->kvUsage();
    return kv.pages * kv.tokensPerPage;
}

ServedModel served(LoadedModel& model, const ServerOptions& options) {
    const engine::Tokenizer& tokenizer = model.cluster ? model.cluster->tokenizer : model.engine->tokenizer();
    TargetModel target{model.fingerprint, promisesOf(model), !model.cluster && model.config().audio.has_value(), true,
                       true};
    if (model.cluster) {
        target.takesPictures = model.cluster->card.takesPictures;
        target.takesClips = false;
    } else {
        target.layers = model.config().text.layerCount;
        target.hiddenWidth = model.config().text.hiddenSize;
    }
    ServedModel all{{model.config(), tokenizer}, target, {}, {}};
    all.main = model.cluster ? clusterBackend(model, options) : ownBackend(model, options);
    if (model.standsBy()) all.standby = ownBackend(model, options);
    return all;
}

protocol::HelloReply introduction(const LoadedModel& model, const TargetModel& target, bool isClusterGone) {
    const bool isStandby = model.standsBy() && isClusterGone;
    protocol::HelloReply reply;
    reply.features = featuresOf(target);
    reply.software = "msao-cloud";
    reply.backend = model.cluster ? "vllm" : "torch";
    if (isStandby) reply.backend = "torch, standing by for vllm";
    reply.target = target.fingerprint;
    reply.promises = target.promises;
    reply.costs = isStandby ? model.standbyCosts : model.costs;
    reply.rows = isStandby ? model.standbyRows : model.rows;
    return reply;
}

}  // namespace msao::cloud
