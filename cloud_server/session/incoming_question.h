// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/session/refusal.h"
#include "cloud_server/session/served_model.h"
#include "cloud_server/session/service_limits.h"

#include "protocol/media/payload_chunks.h"
#include "protocol/messages/hello.h"
#include "protocol/messages/open.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace msao::cloud {

/// A question whose modalities are still coming.
class IncomingQuestion {
public:
    explicit IncomingQuestion(protocol::Open open);

    std::optional<Refusal> take(const protocol::ModalityChunk& chunk);
    bool isComplete() const;
    /// Announced, encoded; and what it will take when decoded.
    std::int64_t mediaBytes() const { return m_mediaBytes; }

    const protocol::Open& open() const { return m_open; }
    protocol::Open takeOpen() { return std::move(m_open); }
    /// Of each modality.
    std::vector<QByteArray> takePayloads();

private:
    protocol::Open m_open;
    std::vector<protocol::PayloadAssembler> m_payloads;
    std::int64_t m_mediaBytes = 0;
};

/// Whether this server answers such a question at all, before anything is kept of it.
std::optional<Refusal> checkQuestion(const protocol::Open& open, const TargetModel& model, const ServiceLimits& limits);

}  // namespace msao::cloud
