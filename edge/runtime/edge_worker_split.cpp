// SPDX-License-Identifier: Apache-2.0
// Mode perllm: the edge reads with the target's first layers, the cloud with the others. A token comes, its state goes.
#include "edge/runtime/edge_worker.h"
#include "edge/runtime/lower_half.h"

#include <deque>
#include <utility>

namespace msao::edge {

using namespace engine;

namespace {

constexpr std::int64_t kFrameBytes = 40;  // of a message around its bytes, as EdgeAnswer counts them

bool takesHiddenStates(const protocol::HelloReply& cloud) {
    return protocol::hasFeature(cloud.features, protocol::Feature::HiddenStates);
}

}  // namespace

bool EdgeWorker::isSplit() const {
    return m_running && m_running->asked.question.mode == Mode::PerLlm;
}

/// Nothing, as far as is known now: a cloud says what it takes when it is there.
std::optional<Error> EdgeWorker::whyNotSplit() const {
    if (m_options.target.empty()) {
        return Error{ErrorCode::InvalidArgument,
                     "mode perllm needs the checkpoint of the cloud's model at the edge too, which runs its first "
                     "layers: name its folder"};
    }
    if (!m_link) return Error{ErrorCode::InvalidArgument, "mode perllm needs a cloud: half a model answers nothing"};
    const LinkState& link = m_link->state();
    if (link.stage == LinkState::Stage::Refused)
        return Error{ErrorCode::InvalidArgument, "mode perllm needs a cloud: " + link.words.toStdString()};
    if (!link.server || takesHiddenStates(*link.server)) return std::nullopt;
    return Error{ErrorCode::InvalidArgument, "this cloud (" + link.server->backend +
                                                 ") takes no hidden states, which mode perllm sends: choose another "
                                                 "mode, or an msao-cloud that runs the model itself"};
}

/// The edge's layers come first. What they read for a cloud that was lost meanwhile is of no use.
void EdgeWorker::openSplit() {
    m_running->wire = {};
    if (const auto why = whyNotSplit()) return answer()->receive(now(), AnswerRefused{*why});
    const LinkState& link = m_link->state();
    m_running->attempt = {protocol::SessionId{++m_lastSession}, protocol::RequestId{1}};
    SplitOrder order;
    order.request = m_running->asked.request;
    order.wire = m_running->attempt;
    order.folder = m_options.target;
    order.load = m_options.load;
    if (m_options.target == m_options.draft) order.sameModel = m_running->draft.engine;
    order.prompt = m_running->ready->described;
    order.format = m_running->asked.question.hidden;
    order.target = link.server->target;
    order.cloudStepMs = link.server->costs.stepMs;
    QMetaObject::invokeMethod(
        &m_lower,
        [&lower = m_lower, order = std::move(order), stop = m_running->stop.get_token()] { lower.begin(order, stop); },
        Qt::QueuedConnection);
}

void EdgeWorker::take(const LowerPrompt& prompt) {
    if (!isSplit() || !answer() || m_running->attempt != prompt.wire || !m_link || !m_link->isConnected()) return;
    m_running->wire = prompt.wire;
    m_running->edgeLayers = prompt.lower.count;
    protocol::Open message;
    message.id = prompt.wire;
    message.mode = Mode::PerLlm;
    message.sampling = m_running->ready->sampling;
    message.maxNewTokens = m_running->asked.question.maxNewTokens;
    message.prompt = prompt.tokens;
    message.lower = prompt.lower;
    std::deque<protocol::PayloadSplitter> payloads;
    payloads.emplace_back(prompt.wire, 0, prompt.states);
    if (!askCloud(message, std::move(payloads))) return flush();
    noteStates(0, prompt.states.size());
}

void EdgeWorker::take(const protocol::HiddenState& state) {
    if (!isSplit() || !answer() || m_running->wire != state.id || !m_link) return;
    m_link->send(state);
    noteStates(state.position, state.bytes.size());
}

void EdgeWorker::splitFailed(const SplitFault& fault) {
    if (!isSplit() || !answer() || m_running->attempt != fault.wire) return;
    answer()->receive(now(), AnswerRefused{fault.error});
    flush();
}

/// In the trace a batch without drafts, as large as it is: the cloud draws what follows.
void EdgeWorker::noteStates(std::int64_t position, std::int64_t bytes) {
    m_running->hiddenBytes += bytes + kFrameBytes;
    BatchSent sent;
    sent.batch.firstPosition = position;
    sent.bytes = bytes + kFrameBytes;
    record(m_running->asked.request, std::move(sent));
}

/// The answer goes on behind it.
void EdgeWorker::readDrawn(const Verdict& verdict) {
    if (!isSplit() || !answer() || answer()->hasEnded() || verdict.endsAnswer || verdict.tokens.empty()) return;
    const std::int64_t position = verdict.firstPosition + static_cast<std::int64_t>(verdict.tokens.size()) - 1;
    QMetaObject::invokeMethod(
        &m_lower,
        [&lower = m_lower, wire = m_running->wire, position, token = verdict.tokens.back()] {
            lower.readOn(wire, position, token);
        },
        Qt::QueuedConnection);
}

}  // namespace msao::edge
