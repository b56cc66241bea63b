// SPDX-License-Identifier: Apache-2.0
// Login without sending the secret: a proof bound to one connection's nonces. The cloud keeps only a verifier, from
// which no proof can be made (the shape of SCRAM, RFC 5802, for secrets that were drawn at random and need no salt).
#pragma once

#include "protocol/messages/ids.h"

#include <QByteArrayView>

namespace msao::protocol {

/// What the cloud stores instead of the secret.
Digest loginVerifier(QByteArrayView secret);

Digest loginProof(QByteArrayView secret, const Nonce& cloudNonce, const Nonce& edgeNonce);

/// Takes the same time whatever the proof is.
bool isLoginProven(const Digest& verifier, const Digest& proof, const Nonce& cloudNonce, const Nonce& edgeNonce);

/// Compares in constant time.
bool isSameSecret(const Digest& a, const Digest& b);

/// From the system's generator of secrets.
Digest drawSecret();

}  // namespace msao::protocol
