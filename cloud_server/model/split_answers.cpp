// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/model/split_answers.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace msao::cloud {
namespace {

engine::TraceTime present() {
    return std::chrono::duration_cast<engine::TraceTime>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

void SplitAnswers::begin(BeginAnswer& order, ModelReport& report) {
    const LowerStates& lower = *order.lower;
    Answer& answer = m_answers.try_emplace(order.answer, m_engine, lower.layers, order.opening).first->second;
    const engine::TraceTime began = present();
    auto first = answer.layers.read(order.prompt, lower.states, order.stop);
    if (!first && order.stop.stop_requested()) return end(order.answer);
    report.pass.prefillTokens += lower.states.rows;
    tell(order.answer, std::move(first), began, report);
}

void SplitAnswers::readOn(ReadState& order, ModelReport& report) {
    const auto found = m_answers.find(order.answer);
    if (found == m_answers.end()) return;
    const engine::TraceTime began = present();
    tell(order.answer, found->second.layers.goOn(std::move(order.state)), began, report);
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
