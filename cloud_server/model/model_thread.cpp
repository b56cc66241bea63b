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

ModelThread::Room::Room(engine::Engine& engine, engine::PassLimits limits)
    : answers(engine, nullptr, limits, now), split(engine) {}

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
    std::optional<Room> room;
    while (!stop.stop_requested()) {
        std::shared_ptr<ModelReport> report;
        if (!persistently(stop, [&] { report = std::make_shared<ModelReport>(); })) return;
        Orders orders = awaitOrders(stop, room && (room->answers.wantsPass() || room->split.wantsPass()));
        work(room, orders, *report);
        report->openAnswers = room ? room->answers.openCount() + room->split.count() : 0;
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

void ModelThread::work(std::optional<Room>& room, Orders& orders, ModelReport& report) {
    try {
        if (!room) room.emplace(m_engine, m_limits);
        takeTurn(*room, orders, report);
    } catch (const std::exception&) {
        // Memory ran out inside a pass. What was committed is known outside, and begins again in a clean room.
        room.reset();
        report.hasLostAll = true;
    }
}

void ModelThread::takeTurn(Room& room, Orders& orders, ModelReport& report) {
    for (ModelOrder& order : orders) {
        std::visit([&](auto& o) { carryOut(room, o, report); }, order);
    }
    if (room.split.wantsPass()) room.split.pass(report);
    if (!room.answers.wantsPass()) return;
    auto replies = room.answers.pass();
    const std::int64_t readBefore = report.pass.prefillTokens;
    report.pass = room.answers.lastPass();
    report.pass.prefillTokens += readBefore;
    for (auto& reply : replies) report.replies.push_back(std::move(reply));
}

void ModelThread::carryOut(Room& room, BeginAnswer& order, ModelReport& report) {
    try {
        if (order.lower) return room.split.begin(order, report);
        auto opened = open(room.answers, order);
        if (!opened) return refuse(report, order.answer, opened.error());
        if (order.keepsSession) room.answers.keepSession(order.answer);
        const engine::TraceTime time = now();
        report.replies.push_back({order.answer, *opened, time, time});
    } catch (const std::bad_alloc&) {
        room.answers.close(order.answer);
        room.split.end(order.answer);
        refuse(report, order.answer, {engine::ErrorCode::OutOfMemory, "not enough memory for another answer"});
    }
}

void ModelThread::carryOut(Room& room, VerifyDrafts& order, ModelReport& report) {
    auto verdict = room.answers.receive(order.answer, order.batch);
    if (!verdict) return;
    const engine::TraceTime time = now();
    report.replies.push_back({order.answer, std::move(*verdict), time, time});
}

void ModelThread::carryOut(Room& room, ReadState& order, ModelReport& report) {
    room.split.readOn(order, report);
}

void ModelThread::carryOut(Room& room, ChangeMode& order, ModelReport&) {
    room.answers.receive(order.answer, order.change);
}

void ModelThread::carryOut(Room& room, EndAnswer& order, ModelReport&) {
    room.answers.close(order.answer);
    room.split.end(order.answer);
}

void ModelThread::carryOut(Room& room, PauseAnswer& order, ModelReport&) {
    room.answers.connectionChanged(order.answer, !order.isPaused);
}

}  // namespace msao::cloud
