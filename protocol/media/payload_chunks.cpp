// SPDX-License-Identifier: Apache-2.0
#include "protocol/media/payload_chunks.h"

#include "protocol/messages/limits.h"

namespace msao::protocol {

std::optional<ModalityChunk> PayloadSplitter::next() {
    if (m_offset == m_payload.size()) return std::nullopt;
    ModalityChunk chunk{m_id, m_modality, m_offset, m_payload.mid(m_offset, kMaxChunkBytes)};
    m_offset += chunk.bytes.size();
    return chunk;
}

std::optional<DecodeFault> PayloadAssembler::take(const ModalityChunk& chunk) {
    if (chunk.offset != m_bytes.size()) {
        return DecodeFault{.code = RefusalCode::UnexpectedMessage, .reason = "a chunk out of order"};
    }
    if (chunk.bytes.size() > m_announcedBytes - m_bytes.size()) {
        return DecodeFault{.code = RefusalCode::LimitExceeded, .reason = "more bytes than announced"};
    }
    m_bytes.append(chunk.bytes);
    return std::nullopt;
}

}  // namespace msao::protocol
