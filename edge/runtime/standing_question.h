// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "edge/runtime/question.h"

#include <chrono>
#include <optional>
#include <utility>

namespace msao::edge {

/// A question that is asked again by itself whenever the scene has changed.
struct StandingOrder {
    Question question;
    double threshold = 0.05;                  // of gamma (Eq. 5) since it was asked, which has to be over it
    std::chrono::milliseconds pause{10'000};  // between two questions, at least
};

/// It was asked, because the probe saw that much change.
struct AskedByItself {
    engine::RequestId request = engine::RequestId::None;
    double gamma = 0;
};

/// When it is time to ask. Holds no clock.
class StandingQuestion {
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit StandingQuestion(StandingOrder order) : m_order(std::move(order)) {}

    const StandingOrder& order() const { return m_order; }
    /// The probe saw so much change. True: it is to be asked now. The first look asks in any case: nothing is known of
    /// the scene yet.
    bool isDue(double gamma, Time now);

private:
    StandingOrder m_order;
    std::optional<Time> m_last;
};

}  // namespace msao::edge
