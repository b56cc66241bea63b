// SPDX-License-Identifier: Apache-2.0
#include "protocol/identity/login.h"

#include "protocol/identity/sha256.h"

#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include <algorithm>

namespace msao::protocol {
namespace {

QByteArrayView view(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), static_cast<qsizetype>(digest.size())};
}

Digest keyedHash(QByteArrayView key, QByteArrayView message) {
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, key.toByteArray());
    code.addData(message.data(), message.size());
    return digestOf(code.result());
}

Digest edgeKey(QByteArrayView secret) {
    return keyedHash(secret, "msao.v1 edge key");
}

Digest exclusiveOr(const Digest& a, const Digest& b) {
    Digest result{};
    std::transform(a.begin(), a.end(), b.begin(), result.begin(),
                   [](std::uint8_t x, std::uint8_t y) { return static_cast<std::uint8_t>(x ^ y); });
    return result;
}

/// What covers the edge's key on the wire; only who has the verifier can take it off.
Digest cover(const Digest& verifier, const Nonce& cloudNonce, const Nonce& edgeNonce) {
    const QByteArray nonces = view(cloudNonce).toByteArray() + view(edgeNonce).toByteArray();
    return keyedHash(view(verifier), nonces);
}

}  // namespace

Digest loginVerifier(QByteArrayView secret) {
    return sha256(view(edgeKey(secret)));
}

Digest loginProof(QByteArrayView secret, const Nonce& cloudNonce, const Nonce& edgeNonce) {
    return exclusiveOr(edgeKey(secret), cover(loginVerifier(secret), cloudNonce, edgeNonce));
}

bool isLoginProven(const Digest& verifier, const Digest& proof, const Nonce& cloudNonce, const Nonce& edgeNonce) {
    const Digest key = exclusiveOr(proof, cover(verifier, cloudNonce, edgeNonce));
    return isSameSecret(sha256(view(key)), verifier);
}

bool isSameSecret(const Digest& a, const Digest& b) {
    std::uint8_t difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<std::uint8_t>(a[i] ^ b[i]);
    return difference == 0;
}

Digest drawSecret() {
    Octets<32> octets{};
    quint32 words[8];
    QRandomGenerator::system()->fillRange(words);
    std::copy_n(reinterpret_cast<const std::uint8_t*>(words), octets.size(), octets.begin());
    return octets;
}

}  // namespace msao::protocol
