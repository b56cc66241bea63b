// SPDX-License-Identifier: Apache-2.0
#include "edge/runtime/lower_half.h"

#include "edge/runtime/monotonic.h"
#include "protocol/identity/model_identity.h"
#include "protocol/media/hidden_states.h"

#include "msao/engine/device_costs.h"
#include "msao/engine/layer_split.h"
#include "msao/engine/weight_types.h"

#include <string>
#include <utility>

namespace msao::edge {

using namespace engine;

namespace {

std::string beginningOf(const protocol::Digest& hash) {
    constexpr int kShownBytes = 6;
    return QByteArray(reinterpret_cast<const char*>(hash.data()), kShownBytes).toHex().toStdString() + "…";
}

/// One model in two halves has the same numbers in both.
Status checkSame(const std::filesystem::path& folder, const protocol::Digest& weightsHash, WeightType weights,
                 const protocol::ModelFingerprint& target) {
    if (weightsHash != target.weightsHash) {
        return Error{ErrorCode::UnsupportedModel, "mode perllm cuts one model in two, and " + folder.string() +
                                                      " is another than the cloud's: the SHA-256 of its weights is " +
                                                      beginningOf(weightsHash) + ", of the cloud's " +
                                                      beginningOf(target.weightsHash)};
    }
    if (weights == target.weightType) return Done{};
    return Error{ErrorCode::UnsupportedModel, "mode perllm: the cloud has its weights as " +
                                                  std::string(weightTypeName(target.weightType)) + ", this edge as " +
                                                  std::string(weightTypeName(weights)) + "; run both alike (--dtype)"};
}

/// The model's towers and its first layers alone.
Result<std::shared_ptr<Engine>> loadLower(const SplitOrder& order, WeightType weights, std::int32_t layers,
                                          const std::stop_token& stop) {
    LoadOptions load = order.load;
    load.weights = weights;
    load.lowerLayers = layers;
    load.progress.stop = stop;
    MSAO_TRY(std::unique_ptr<Engine> engine, Engine::load(order.folder, load));
    return std::shared_ptr<Engine>(std::move(engine));
}

}  // namespace

void LowerHalf::begin(const SplitOrder& order, const std::stop_token& stop) {
    m_running.reset();
    if (stop.stop_requested()) return;
    auto prompt = read(order, stop);
    if (stop.stop_requested()) return end();
    if (!prompt) return Q_EMIT failed({order.wire, prompt.error()});
    Q_EMIT promptRead(*prompt);
}

Result<LowerPrompt> LowerHalf::read(const SplitOrder& order, const std::stop_token& stop) {
    MSAO_TRY(const std::int32_t cut, loadUpToCut(order, stop));
    Engine& model = *m_model->engine;
    MSAO_TRY(Prompt prompt, preparePrompt(*order.prompt, model.config()));
    m_running.emplace(Running{order.wire, model.newSession(), cut, order.format});
    MSAO_TRY(const FeatureRows states, model.prefillLower(m_running->session, prompt, cut, stop));
    const auto width = static_cast<std::int32_t>(states.width);
    return LowerPrompt{order.wire,
                       {cut, order.format, width, std::move(prompt.positions), prompt.nextPosition},
                       std::move(prompt.tokens),
                       protocol::packHidden(states, order.format)};
}

/// Its weights are read once for their hash. How fast this machine is, the first layer tells.
Status LowerHalf::load(const SplitOrder& order, const std::stop_token& stop) {
    if (m_model && m_model->folder == order.folder) return Done{};
    forget();
    Model model{order.folder, order.sameModel};
    MSAO_TRY(model.weights, weightTypeOf(order.folder, order.load.weights));
    MSAO_TRY(model.weightsHash, protocol::hashOfWeights(order.folder, stop));
    MSAO_CHECK(checkSame(order.folder, model.weightsHash, model.weights, order.target));
    if (!model.engine) {
        MSAO_TRY(model.engine, loadLower(order, model.weights, 1, stop));
    }
    MSAO_TRY(model.layersMs, measureLayersMs(*model.engine, 1, monotonic));
    m_model = std::move(model);
    return Done{};
}

/// Where it is cut depends on the cloud, which may have become slower since the layers were loaded.
Result<std::int32_t> LowerHalf::loadUpToCut(const SplitOrder& order, const std::stop_token& stop) {
    MSAO_CHECK(load(order, stop));
    MSAO_CHECK(checkSame(order.folder, m_model->weightsHash, m_model->weights, order.target));
    const std::int32_t layers = m_model->engine->config().text.layerCount;
    const std::int32_t cut = chooseLayerSplit(layers, m_model->layersMs, order.cloudStepMs).edgeLayers;
    if (cut <= m_model->engine->loadedLayers()) return cut;
    m_model->engine.reset();  // the memory is wanted first
    auto engine = loadLower(order, m_model->weights, cut, stop);
    if (!engine) {
        forget();
        return engine.error();
    }
    m_model->engine = *std::move(engine);
    return cut;
}

void LowerHalf::readOn(protocol::AnswerId wire, std::int64_t position, TokenId token) {
    if (!m_running || m_running->wire != wire || m_running->tokensRead != position) return;
    auto state = m_model->engine->decodeLower(m_running->session, token, m_running->cut);
    if (!state) return Q_EMIT failed({wire, state.error()});
    ++m_running->tokensRead;
    Q_EMIT tokenRead({wire, position + 1, protocol::packHidden(*state, m_running->format)});
}

void LowerHalf::end() {
    m_running.reset();
}

void LowerHalf::forget() {
    m_running.reset();
    m_model.reset();
}

}  // namespace msao::edge
