// SPDX-License-Identifier: Apache-2.0
// Mode perllm: a hidden state comes, a token goes.
#include "cloud_server/session/answer_desk.h"
#include "cloud_server/session/client.h"

#include "protocol/media/hidden_states.h"

#include <utility>

namespace msao::cloud {

using protocol::RefusalCode;

/// What is refused changes nothing: the state that is owed may still come.
void AnswerDesk::take(Client& client, protocol::HiddenState& message) {
    Answer* answer = answerOf(client, message.id);
    if (answer == nullptr) {
        if (!isFormer(client, message.id)) refuse(client, {RefusalCode::UnknownRequest}, message.id);
        return;
    }
    if (!answer->isSplit() || !answer->owesState) return refuse(client, {RefusalCode::UnexpectedMessage}, message.id);
    if (std::cmp_not_equal(message.position, answer->committed.size()))
        return refuse(client, {RefusalCode::PositionOutOfRange}, message.id);
    auto state = protocol::unpackHidden(message.bytes, 1, m_target.hiddenWidth, answer->hidden);
    if (const auto* fault = std::get_if<protocol::DecodeFault>(&state))
        return refuse(client, {fault->code}, message.id);
    ReadState order{engine::CloudAnswerId{answer->ticket}, std::get<engine::FeatureRows>(std::move(state))};
    if (!backendOf(*answer).model->order(std::move(order)))
        return refuse(client, {RefusalCode::Busy, m_limits.retryWhenBusy}, message.id);
    answer->owesState = false;
}

}  // namespace msao::cloud
