// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/model/answer_model.h"
#include "cloud_server/model/split_answers.h"

#include "msao/engine/cloud_answers.h"
#include "msao/engine/engine.h"

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace msao::cloud {

/// The thread that owns the engine and the cloud's halves of all answers. Between two passes it carries out what was
/// ordered meanwhile, so whoever has drafts waiting shares the next pass, and whoever has left is not in it.
class ModelThread final : public AnswerModel {
public:
    /// The engine outlives this, and is used by nobody else meanwhile. The listener is called once more with the same
    /// report where it throws std::bad_alloc.
    ModelThread(engine::Engine& engine, engine::PassLimits limits, Listener listener);
    ModelThread(const ModelThread&) = delete;
    ModelThread& operator=(const ModelThread&) = delete;
    ~ModelThread() override;

    bool order(ModelOrder order) override;

private:
    using Orders = std::vector<ModelOrder>;

    void run(const std::stop_token& stop);
    /// Who answers; made anew when memory ran out.
    struct Room {
        Room(engine::Engine& engine, engine::PassLimits limits);
        engine::CloudAnswers answers;
        SplitAnswers split;
    };
    Orders awaitOrders(const std::stop_token& stop, bool hasWork);
    /// What the thread itself needs is little; where even that is not to be had, it comes when others have ended.
    /// False: stopped before.
    bool persistently(const std::stop_token& stop, const std::function<void()>& work);
    void work(std::optional<Room>& room, Orders& orders, ModelReport& report);
    void takeTurn(Room& room, Orders& orders, ModelReport& report);
    void carryOut(Room& room, BeginAnswer& order, ModelReport& report);
    void carryOut(Room& room, VerifyDrafts& order, ModelReport& report);
    void carryOut(Room& room, ReadState& order, ModelReport& report);
    void carryOut(Room& room, ChangeMode& order, ModelReport& report);
    void carryOut(Room& room, EndAnswer& order, ModelReport& report);
    void carryOut(Room& room, PauseAnswer& order, ModelReport& report);

    engine::Engine& m_engine;
    engine::PassLimits m_limits;
    Listener m_listener;
    std::mutex m_mutex;
    std::condition_variable_any m_hasOrders;
    Orders m_orders;  // guarded by m_mutex
    std::jthread m_thread;
};

}  // namespace msao::cloud
