// SPDX-License-Identifier: Apache-2.0
// A fake at the device boundary: a network that goes and comes when a test says so.
#pragma once

#include "edge/link/network_watch.h"

namespace msao::edge {

class FakeNetwork final : public NetworkWatch {
public:
    void go() { Q_EMIT changed(QNetworkInformation::Reachability::Disconnected); }
    void come() { Q_EMIT changed(QNetworkInformation::Reachability::Online); }
};

}  // namespace msao::edge
