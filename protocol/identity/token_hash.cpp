// SPDX-License-Identifier: Apache-2.0
#include "protocol/identity/token_hash.h"

#include "protocol/identity/sha256.h"

#include <QtEndian>

namespace msao::protocol {

Digest hashOfTokens(std::span<const engine::TokenId> tokens) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const engine::TokenId token : tokens) {
        const qint32 littleEndian = qToLittleEndian(engine::toIndex(token));
        hash.addData(QByteArrayView(reinterpret_cast<const char*>(&littleEndian), sizeof littleEndian));
    }
    return digestOf(hash.result());
}

}  // namespace msao::protocol
