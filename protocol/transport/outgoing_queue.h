// SPDX-License-Identifier: Apache-2.0
// What waits to be sent, in two classes: control goes first, media when nothing else does.
#pragma once

#include <QByteArray>

#include <cstdint>
#include <deque>
#include <optional>

namespace msao::protocol {

enum class Urgency { Control, Media };

class OutgoingQueue {
public:
    explicit OutgoingQueue(std::int64_t maxBytes) : m_maxBytes(maxBytes) {}

    /// False, and nothing taken, if it would hold more than it may.
    bool push(Urgency urgency, QByteArray message);
    std::optional<QByteArray> pop(Urgency urgency);

    bool isEmpty() const { return m_control.empty() && m_media.empty(); }
    bool hasMedia() const { return !m_media.empty(); }
    std::int64_t mediaBytes() const { return m_mediaBytes; }
    std::int64_t bytes() const { return m_bytes; }

private:
    std::int64_t m_maxBytes;
    std::int64_t m_bytes = 0;
    std::int64_t m_mediaBytes = 0;
    std::deque<QByteArray> m_control;
    std::deque<QByteArray> m_media;
};

}  // namespace msao::protocol
