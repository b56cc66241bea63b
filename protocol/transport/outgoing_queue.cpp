// SPDX-License-Identifier: Apache-2.0
#include "protocol/transport/outgoing_queue.h"

#include <utility>

namespace msao::protocol {

bool OutgoingQueue::push(Urgency urgency, QByteArray message) {
    if (message.size() > m_maxBytes - m_bytes) return false;
    m_bytes += message.size();
    if (urgency == Urgency::Media) m_mediaBytes += message.size();
    (urgency == Urgency::Control ? m_control : m_media).push_back(std::move(message));
    return true;
}

std::optional<QByteArray> OutgoingQueue::pop(Urgency urgency) {
    auto& messages = urgency == Urgency::Control ? m_control : m_media;
    if (messages.empty()) return std::nullopt;
    QByteArray message = std::move(messages.front());
    messages.pop_front();
    m_bytes -= message.size();
    if (urgency == Urgency::Media) m_mediaBytes -= message.size();
    return message;
}

}  // namespace msao::protocol
