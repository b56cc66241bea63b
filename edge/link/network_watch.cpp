// SPDX-License-Identifier: Apache-2.0
#include "edge/link/network_watch.h"

namespace msao::edge {

std::unique_ptr<NetworkWatch> networkOfThisMachine() {
    auto watch = std::make_unique<NetworkWatch>();
    if (QNetworkInformation::loadDefaultBackend()) {
        QObject::connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, watch.get(),
                         &NetworkWatch::changed);
    }
    return watch;
}

}  // namespace msao::edge
