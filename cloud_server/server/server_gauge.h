// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/server/metrics.h"
#include "protocol/messages/link.h"

#include "msao/engine/resource_meter.h"

#include <cstdint>

namespace msao::cloud {

/// Makes, once in a while, what edges are told of this server: its counts and machine as they are, its passes since the
/// time before. Lives in the network thread.
class ServerGauge {
public:
    protocol::CloudFigures read(const Metrics& metrics);

private:
    engine::ResourceMeter m_machine;
    std::uint64_t m_passes = 0;
    double m_sessions = 0;
    double m_rows = 0;
    double m_seconds = 0;
};

}  // namespace msao::cloud
