// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/model/model_orders.h"

#include <functional>
#include <memory>

namespace msao::cloud {

/// Who answers: a model in this process, or one that is asked elsewhere. It has a thread of its own; orders go in,
/// reports come out.
class AnswerModel {
public:
    /// Called on the model's thread after each turn.
    using Listener = std::function<void(const std::shared_ptr<ModelReport>&)>;

    virtual ~AnswerModel() = default;

    /// From any thread. False: too much is waiting, and the order was dropped. Orders that give something back are
    /// always taken; of them there are no more than answers.
    virtual bool order(ModelOrder order) = 0;

protected:
    AnswerModel() = default;
    AnswerModel(const AnswerModel&) = default;
    AnswerModel& operator=(const AnswerModel&) = default;
};

/// Orders that wait; one more is dropped unless it gives something back.
inline constexpr std::size_t kMaxWaitingOrders = 8192;

inline bool givesBack(const ModelOrder& order) {
    return std::holds_alternative<EndAnswer>(order) || std::holds_alternative<PauseAnswer>(order);
}

}  // namespace msao::cloud
