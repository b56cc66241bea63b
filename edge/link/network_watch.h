// SPDX-License-Identifier: Apache-2.0
// The boundary to what this machine's system knows of its network.
#pragma once

#include <QNetworkInformation>
#include <QObject>

#include <memory>

namespace msao::edge {

/// Says when this machine's network comes, goes or becomes another. Lives in the thread of whoever listens.
class NetworkWatch : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

Q_SIGNALS:
    void changed(QNetworkInformation::Reachability reachability);
};

/// As Qt hears it from the system; silent where Qt knows nobody to ask.
std::unique_ptr<NetworkWatch> networkOfThisMachine();

}  // namespace msao::edge
