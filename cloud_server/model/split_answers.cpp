// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/model/split_answers.h"

#include <algorithm>
#include <chrono>
#include <new>
#include <utility>

namespace msao::cloud {
namespace {

engine::TraceTime present() {
    return std::chrono::duration_cast<engine::TraceTime>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

void SplitAnswers::begin(BeginAnswer& order, ModelReport& report) {
    LowerStates& lower = *order.lower;
    Answer& answer =
        m_answers.try_emplace(order.answer, m_engine, lower.layers, order.opening, std::move(order.stop)).first->second;
    const engine::Status begun = answer.layers.begin(std::move(order.prompt), std::move(lower.states));
    if (!begun) return tell(order.answer, begun.error(), present(), report);
    m_reading.push_back(order.answer);
}

/// Where memory runs out it is this answer that ends.
engine::Result<std::optional<engine::TokenId>> SplitAnswers::readOn(Answer& answer) {
    try {
        return answer.layers.readOn(answer.stop);
    } catch (const std::bad_alloc&) {
        return engine::Error{engine::ErrorCode::OutOfMemory, "not enough memory to read the prompt"};
    }
}

void SplitAnswers::pass(ModelReport& report) {
    const engine::CloudAnswerId id = m_reading.front();
    m_reading.pop_front();
    Answer& answer = m_answers.at(id);
    const engine::TraceTime began = present();
    const std::int64_t unread = answer.layers.unreadTokens();
    auto first = readOn(answer);
    if (!first && answer.stop.stop_requested()) return end(id);
    if (!first) return tell(id, first.error(), began, report);
    report.pass.prefillTokens += unread - answer.layers.unreadTokens();
    if (!*first) return m_reading.push_back(id);
    tell(id, **first, began, report);
}

void SplitAnswers::readOn(ReadState& order, ModelReport& report) {
    const auto found = m_answers.find(order.answer);
    if (found == m_answers.end() || found->second.layers.unreadTokens() > 0) return;
    const engine::TraceTime began = present();
    tell(order.answer, found->second.layers.goOn(std::move(order.state)), began, report);
}

void SplitAnswers::end(engine::CloudAnswerId id) {
    std::erase(m_reading, id);
    m_answers.erase(id);
}

/// As any other answer is told.
void SplitAnswers::tell(engine::CloudAnswerId id, engine::Result<engine::TokenId> drawn, engine::TraceTime began,
                        ModelReport& report) {
    const engine::TraceTime ended = present();
    if (!drawn) {
        report.replies.push_back({id, engine::AnswerRefused{drawn.error()}, ended, ended});
        return end(id);
    }
    Answer& answer = m_answers.at(id);
    engine::Verdict verdict;
    verdict.firstPosition = answer.drawn++;
    verdict.tokens = {*drawn};
    verdict.cloudLoad = static_cast<double>(count() - 1);
    // The first one took as long as its prompt, which is told with the opening.
    if (verdict.firstPosition > 0)
        verdict.cloudStepMs = std::chrono::duration<double, std::milli>(ended - began).count();
    const auto& ends = m_engine.config().generation.endOfText;
    verdict.endsAnswer = answer.drawn >= answer.maxNewTokens || std::ranges::find(ends, *drawn) != ends.end();
    const bool isOver = verdict.endsAnswer;
    report.replies.push_back({id, std::move(verdict), began, ended});
    if (isOver) end(id);
}

}  // namespace msao::cloud
