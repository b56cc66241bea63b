// SPDX-License-Identifier: Apache-2.0
// A modality's bytes on their way: cut into chunks that control messages pass between, and put together again.
#pragma once

#include "protocol/codec/decode_fault.h"
#include "protocol/messages/open.h"

#include <QByteArray>

#include <optional>

namespace msao::protocol {

/// Hands out one chunk after another, so that a large payload is queued only as the link takes it.
class PayloadSplitter {
public:
    PayloadSplitter(AnswerId id, std::int32_t modality, QByteArray payload)
        : m_id(id), m_modality(modality), m_payload(std::move(payload)) {}

    /// Nothing behind the last.
    std::optional<ModalityChunk> next();

private:
    AnswerId m_id;
    std::int32_t m_modality;
    QByteArray m_payload;
    qsizetype m_offset = 0;
};

/// Takes memory as bytes arrive, not as they are announced.
class PayloadAssembler {
public:
    explicit PayloadAssembler(std::int64_t announcedBytes) : m_announcedBytes(announcedBytes) {}

    /// Chunks come in order; anything else is refused and changes nothing.
    std::optional<DecodeFault> take(const ModalityChunk& chunk);
    bool isComplete() const { return m_bytes.size() == m_announcedBytes; }
    const QByteArray& bytes() const { return m_bytes; }

private:
    std::int64_t m_announcedBytes;
    QByteArray m_bytes;
};

}  // namespace msao::protocol
