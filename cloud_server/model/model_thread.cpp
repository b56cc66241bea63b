// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/model/model_thread.h"

#include <chrono>
#include <exception>
#include <new>
#include <optional>
#include <utility>

namespace msao::cloud {
namespace {

constexpr std::chrono::milliseconds kMemoryPause{10};

engine::TraceTime now() {
    return std::chrono::duration_cast<engine::TraceTime>(std::chrono::steady_clock::now().time_since_epoch());
}

void refuse(ModelReport& report, engine::CloudAnswerId answer, engine::Error error) {
    const engine::TraceTime time = now();
    report.replies.push_back({answer, engine::AnswerRefused{std::move(error)}, time, time});
}

engine::Result<engine::AnswerOpened> open(engine::CloudAnswers& answers, BeginAnswer& order) {
    if (order.continues) {
        return answers.openBehind(*order.continues, order.answer, order.opening, std::move(order.prompt),
                                  std::move(order.stop));
    }
    return answers.openConversation(order.answer, order.opening, std::move(order.earlier), std::move(order.prompt),
                                    std::move(order.stop));
}

}  // namespace

ModelThread::ModelThread(engine::Engine& engine, engine::PassLimits limits, Listener listener)
    : m_engine(engine), m_limits(limits), m_listener(std::move(listener)) {
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

ModelThread::~ModelThread() {
    m_thread.request_stop();
}

bool ModelThread::order(ModelOrder order) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_orders.size() >= kMaxWaitingOrders && !givesBack(order)) return false;
        m_orders.push_back(std::move(order));
    }
    m_hasOrders.notify_one();
    return true;
}

ModelThread::Orders ModelThread::awaitOrders(const std::stop_token& stop, bool hasWork) {
    std::unique_lock lock(m_mutex);
    if (!hasWork) m_hasOrders.wait(lock, stop, [this] { return !m_orders.empty(); });
    return std::exchange(m_orders, {});
}

void ModelThread::run(const std::stop_token& stop) {
    std::optional<engine::CloudAnswers> answers;
    while (!stop.stop_requested()) {
        std::shared_ptr<ModelReport> report;
        if (!persistently(stop, [&] { report = std::make_shared<ModelReport>(); })) return;
        Orders orders = awaitOrders(stop, answers && answers->wantsPass());
        work(answers, orders, *report);
        report->openAnswers = answers ? answers->openCount() : 0;
        report->kv = m_engine.kvUsage();
        persistently(stop, [&] { m_listener(report); });
    }
}

bool ModelThread::persistently(const std::stop_token& stop, const std::function<void()>& work) {
    while (!stop.stop_requested()) {
        try {
            work();
            return true;
        } catch (const std::bad_alloc&) {
            std::unique_lock lock(m_mutex);
            m_hasOrders.wait_for(lock, stop, kMemoryPause, [] { return false; });
        }
    }
    return false;
}

void ModelThread::work(std::optional<engine::CloudAnswers>& answers, Orders& orders, ModelReport& report) {
    try {
        if (!answers) answers.emplace(m_engine, nullptr, m_limits, now);
        takeTurn(*answers, orders, report);
    } catch (const std::exception&) {
        // Memory ran out inside a pass. What was committed is known outside, and begins again in a clean room.
        answers.reset();
        report.hasLostAll = true;
    }
}

void ModelThread::takeTurn(engine::CloudAnswers& answers, Orders& orders, ModelReport& report) {
    for (ModelOrder& order : orders) {
        std::visit([&](auto& o) { carryOut(answers, o, report); }, order);
    }
    if (!answers.wantsPass()) return;
    auto replies = answers.pass();
    report.pass = answers.lastPass();
    for (auto& reply : replies) report.replies.push_back(std::move(reply));
}

void ModelThread::carryOut(engine::CloudAnswers& answers, BeginAnswer& order, ModelReport& report) {
    try {
        auto opened = open(answers, order);
        if (!opened) return refuse(report, order.answer, opened.error());
        if (order.keepsSession) answers.keepSession(order.answer);
        const engine::TraceTime time = now();
        report.replies.push_back({order.answer, *opened, time, time});
    } catch (const std::bad_alloc&) {
        answers.close(order.answer);
        refuse(report, order.answer, {engine::ErrorCode::OutOfMemory, "not enough memory for another answer"});
    }
}

void ModelThread::carryOut(engine::CloudAnswers& answers, VerifyDrafts& order, ModelReport& report) {
    auto verdict = answers.receive(order.answer, order.batch);
    if (!verdict) return;
    const engine::TraceTime time = now();
    report.replies.push_back({order.answer, std::move(*verdict), time, time});
}

void ModelThread::carryOut(engine::CloudAnswers& answers, ChangeMode& order, ModelReport&) {
    answers.receive(order.answer, order.change);
}

void ModelThread::carryOut(engine::CloudAnswers& answers, EndAnswer& order, ModelReport&) {
    answers.close(order.answer);
}

void ModelThread::carryOut(engine::CloudAnswers& answers, PauseAnswer& order, ModelReport&) {
    answers.connectionChanged(order.answer, !order.isPaused);
}

}  // namespace msao::cloud
