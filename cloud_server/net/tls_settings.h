// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <QSslConfiguration>
#include <QString>

namespace msao::cloud {

struct TlsFiles {
    QString certificate;        // PEM, with the chain behind it
    QString key;                // PEM
    QString clientAuthorities;  // PEM; empty: clients need no certificate
};

/// As protocol::strictTls has it.
engine::Result<QSslConfiguration> tlsConfiguration(const TlsFiles& files);

}  // namespace msao::cloud
