// SPDX-License-Identifier: Apache-2.0
// Which clouds an edge believes over wss://, and how it shows itself to them.
#pragma once

#include "msao/engine/result.h"

#include <QSslConfiguration>
#include <QString>

namespace msao::edge {

/// PEM files; all may be empty.
struct TrustFiles {
    QString authorities;  // a cloud's certificate is signed by one of these, and by no other; empty: by one of this
                          // machine's
    QString certificate;  // the edge's own, with its chain, for clouds that ask for one
    QString key;          // of that certificate
};

engine::Result<QSslConfiguration> cloudTrust(const TrustFiles& files);

}  // namespace msao::edge
