// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/session/answer.h"
#include "cloud_server/session/kv_budget.h"
#include "cloud_server/session/served_model.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace msao::cloud {

/// What computes answers, and what of its memory is promised to them.
struct AnswerBackend {
    AnswerBackend(const ServedBackend& served, AnswerModel::Listener listener)
        : budget(served.kv.pages, served.kv.tokensPerPage), model(served.start(std::move(listener))) {}

    /// For all that it may come to need.
    std::int64_t pagesFor(const Answer& answer) const {
        return budget.pagesFor(answer.promptTokens + answer.opening.maxNewTokens + engine::kMaxDecodeTokens);
    }

    KvBudget budget;
    std::size_t openAnswers = 0;  // as it said last
    std::unique_ptr<AnswerModel> model;
};

}  // namespace msao::cloud
