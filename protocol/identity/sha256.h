// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/messages/ids.h"

#include <QByteArrayView>
#include <QCryptographicHash>

#include <algorithm>

namespace msao::protocol {

/// `bytes`: 32 of them.
inline Digest digestOf(QByteArrayView bytes) {
    Digest digest{};
    std::copy_n(bytes.begin(), std::min<qsizetype>(bytes.size(), static_cast<qsizetype>(digest.size())),
                digest.begin());
    return digest;
}

inline Digest sha256(QByteArrayView bytes) {
    return digestOf(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
}

}  // namespace msao::protocol
