// SPDX-License-Identifier: Apache-2.0
#include "protocol/identity/conversation_hash.h"

#include "protocol/identity/sha256.h"

#include <QtEndian>

namespace msao::protocol {

Digest conversationHash(const Digest& before, std::uint64_t promptHash, std::span<const engine::TokenId> answer) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&](const void* bytes, std::size_t count) {
        hash.addData(QByteArrayView(static_cast<const char*>(bytes), static_cast<qsizetype>(count)));
    };
    add(before.data(), before.size());
    const quint64 prompt = qToLittleEndian(quint64{promptHash});
    add(&prompt, sizeof prompt);
    for (const engine::TokenId token : answer) {
        const qint32 id = qToLittleEndian(engine::toIndex(token));
        add(&id, sizeof id);
    }
    return digestOf(hash.result());
}

}  // namespace msao::protocol
