// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/in_process/per_llm_answer.h"

#include "app/in_process/paced_device.h"
#include "app/in_process/upper_half.h"
#include "msao/engine/device_costs.h"
#include "msao/engine/layer_split.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

namespace msao::app {

using namespace engine;

namespace {

class PerLlmRun {
public:
    PerLlmRun(Engine& model, const InProcessQuestion& question, TraceSink& trace, std::stop_token stop)
        : m_model(model), m_question(question), m_trace(trace), m_stop(std::move(stop)), m_link(question.link) {
        if (!question.pace) return;
        m_edge.emplace(*question.pace, m_origin);
        m_cloud.emplace(*question.pace, m_origin);
    }

    Result<InProcessAnswer> run() {
        MSAO_CHECK(plan());
        MSAO_TRY(Prompt prompt, preparePrompt(m_question.prompt, m_model.config()));
        m_answer.promptTokens = static_cast<std::int64_t>(prompt.tokens.size());
        record(RequestStarted{Mode::PerLlm, m_question.text, m_question.sampling, m_question.maxNewTokens});
        PlanMade planned;
        planned.plan = m_answer.question.plan.planning.plan;
        record(std::move(planned));
        if (const Status status = answer(std::move(prompt)); !status) fail(status.error());
        m_answer.text = textOf(tokens());
        if (m_edge) m_answer.pacing = PacedPair{m_edge->report(), m_cloud->report()};
        record(RequestEnded{m_answer.outcome, static_cast<std::int64_t>(m_answer.tokens.size())});
        return std::move(m_answer);
    }

private:
    Status plan();
    Result<double> stepMs();
    Status answer(Prompt prompt);
    void paceLower(std::optional<PromptSize> prompt);
    Result<std::optional<TokenDown>> exchange(UpperHalf& cloud, HiddenUp up);
    void tell(const TokenDown& down);
    bool hasEnded();
    void fail(const Error& error);

    std::vector<TokenId> tokens() const {
        std::vector<TokenId> ids;
        for (const AnswerToken& token : m_answer.tokens) ids.push_back(token.token);
        return ids;
    }
    std::string textOf(const std::vector<TokenId>& ids) const { return m_model.tokenizer().decode(ids); }
    PacedDevice* device(std::optional<PacedDevice>& paced) { return paced ? &*paced : nullptr; }
    SteadyTime present() const { return m_edge ? m_now : steadyNow(); }
    TraceTime now() const { return present() - m_origin; }
    template <typename Fact>
    void record(Fact fact) {
        m_trace.record({now(), kOnlyRequest, TraceFact(std::move(fact))});
    }

    Engine& m_model;
    const InProcessQuestion& m_question;
    TraceSink& m_trace;
    std::stop_token m_stop;
    InProcessLink m_link;
    std::chrono::steady_clock::time_point m_origin = std::chrono::steady_clock::now();
    SteadyTime m_now = m_origin;  // of paced time: what was done last was over
    std::optional<PacedDevice> m_edge;
    std::optional<PacedDevice> m_cloud;
    LayerSplit m_split;
    InProcessAnswer m_answer;
};

/// Of the whole model on this machine, or on the devices in its place.
Result<double> PerLlmRun::stepMs() {
    if (m_question.pace) return m_question.pace->lower.stepMs + m_question.pace->upper.stepMs;
    const TraceTime began = now();
    MSAO_TRY(const DeviceCosts costs, measureDeviceCosts(m_model, [this] { return now(); }));
    m_answer.measuringMs = std::chrono::duration<double, std::milli>(now() - began).count();
    return costs.stepMs;
}

/// Both halves are on this machine, so the cost model knows one speed for both.
Status PerLlmRun::plan() {
    const std::int32_t layers = m_model.config().text.layerCount;
    if (layers < 2) {
        return Error{ErrorCode::UnsupportedModel,
                     "mode perllm cuts a model at a layer; this one has " + std::to_string(layers)};
    }
    MSAO_TRY(const double wholeMs, stepMs());
    m_split = chooseLayerSplit(layers, wholeMs, wholeMs);
    m_answer.question.prompt = std::make_shared<const PromptDescription>(m_question.prompt);
    Plan& plan = m_answer.question.plan.planning.plan;
    plan.mode = Mode::PerLlm;
    plan.draftLength = 0;
    plan.predictedMs = m_question.maxNewTokens * (wholeMs + m_link.condition().rttMs);
    m_answer.edgeLayers = m_split.edgeLayers;
    return Done{};
}

Status PerLlmRun::answer(Prompt prompt) {
    Session session = m_model.newSession();
    UpperHalf cloud(m_model, m_split.edgeLayers, m_question.sampling, m_question.hidden, m_link, device(m_cloud));
    HiddenUp up;
    MSAO_TRY(FeatureRows rows, m_model.prefillLower(session, prompt, m_split.edgeLayers, m_stop));
    paceLower(sizeOf(prompt, m_model.config().special));
    Prompt read;
    read.tokens = std::move(prompt.tokens);
    read.positions = std::move(prompt.positions);
    read.nextPosition = prompt.nextPosition;
    up.prompt = std::move(read);
    while (true) {
        up.rows = rows.rows;
        up.states = protocol::packHidden(rows, m_question.hidden);
        MSAO_TRY(const std::optional<TokenDown> down, exchange(cloud, std::exchange(up, {})));
        if (!down) {
            m_answer.outcome = RequestOutcome::Cancelled;
            return Done{};
        }
        tell(*down);
        if (hasEnded()) return Done{};
        MSAO_TRY(rows, m_model.decodeLower(session, down->token, m_split.edgeLayers));
        paceLower(std::nullopt);
    }
}

void PerLlmRun::paceLower(std::optional<PromptSize> prompt) {
    if (!m_edge) return;
    const Pace& pace = m_edge->pace();
    const double deviceMs = prompt ? pace.readingMs(pace.lower, *prompt) : pace.lower.passMs(1);
    m_now = m_edge->finish(prompt ? &PacingReport::reading : &PacingReport::layers, m_now, deviceMs, m_stop);
}

/// Nothing: stopped.
Result<std::optional<TokenDown>> PerLlmRun::exchange(UpperHalf& cloud, HiddenUp up) {
    const std::optional<std::int64_t> bytes = cloud.send(std::move(up), present(), m_stop);
    if (!bytes && m_stop.stop_requested()) return std::optional<TokenDown>();
    if (!bytes) return Error{ErrorCode::Internal, "the link is down, and half a model answers nothing"};
    m_answer.hiddenBytes += *bytes;
    const std::optional<UpperReply> reply = cloud.receive(m_stop);
    if (!reply) return std::optional<TokenDown>();
    m_now = std::max(m_now, reply->due);
    if (!reply->answer) return reply->answer.error();
    return std::optional(*reply->answer);
}

void PerLlmRun::tell(const TokenDown& down) {
    const auto position = static_cast<std::int64_t>(m_answer.tokens.size());
    Verdict verdict;
    verdict.firstPosition = position;
    verdict.tokens = {down.token};
    verdict.cloudStepMs = down.stepMs;
    record(VerdictArrived{verdict, down.bytes, {}});
    m_answer.tokens.push_back({down.token, Provenance::Cloud});
    ++m_answer.counts.cloud;
    m_answer.cloud.busyMs += down.stepMs;
    const Tokenizer& tokenizer = m_model.tokenizer();
    record(TokenEmitted{position, down.token, Provenance::Cloud,
                        tokenizer.isSpecial(down.token) ? std::string() : std::string(tokenizer.bytes(down.token))});
}

bool PerLlmRun::hasEnded() {
    const std::vector<TokenId>& ends = m_model.config().generation.endOfText;
    if (std::ranges::find(ends, m_answer.tokens.back().token) != ends.end()) {
        m_answer.outcome = RequestOutcome::EndOfText;
        return true;
    }
    if (m_stop.stop_requested()) {
        m_answer.outcome = RequestOutcome::Cancelled;
        return true;
    }
    m_answer.outcome = RequestOutcome::Length;
    return static_cast<std::int32_t>(m_answer.tokens.size()) >= m_question.maxNewTokens;
}

void PerLlmRun::fail(const Error& error) {
    record(ErrorReported{error.code, error.message});
    m_answer.outcome = m_stop.stop_requested() ? RequestOutcome::Cancelled : RequestOutcome::Failed;
    m_answer.error = error;
}

}  // namespace

Result<InProcessAnswer> answerPerLlm(const InProcessModels& models, const InProcessQuestion& question, TraceSink& trace,
                                     std::stop_token stop) {
    if (models.target == nullptr) return Error{ErrorCode::InvalidArgument, "mode perllm needs a target model"};
    return PerLlmRun(*models.target, question, trace, std::move(stop)).run();
}

}  // namespace msao::app
