// SPDX-License-Identifier: Apache-2.0
#include "protocol/identity/login.h"

#include <gtest/gtest.h>

namespace msao::protocol {
namespace {

TEST(LoginTest, AProofHoldsForItsTokenAndItsConnectionOnly) {
    const Nonce cloud = drawSecret();
    const Nonce edge = drawSecret();
    const Digest verifier = loginVerifier("open sesame");
    const Digest proof = loginProof("open sesame", cloud, edge);
    EXPECT_TRUE(isLoginProven(verifier, proof, cloud, edge));
    EXPECT_FALSE(isLoginProven(verifier, proof, drawSecret(), edge)) << "replayed on another connection";
    EXPECT_FALSE(isLoginProven(verifier, proof, cloud, drawSecret()));
    EXPECT_FALSE(isLoginProven(verifier, loginProof("open sesamf", cloud, edge), cloud, edge));
    EXPECT_FALSE(isLoginProven(loginVerifier("other"), proof, cloud, edge));
}

TEST(LoginTest, WhatTheCloudKeepsIsNoProof) {
    const Nonce cloud = drawSecret();
    const Nonce edge = drawSecret();
    const Digest verifier = loginVerifier("open sesame");
    const QByteArrayView stolen(reinterpret_cast<const char*>(verifier.data()), 32);
    EXPECT_FALSE(isLoginProven(verifier, loginProof(stolen, cloud, edge), cloud, edge));
    EXPECT_FALSE(isLoginProven(verifier, verifier, cloud, edge));
}

TEST(LoginTest, SecretsDiffer) {
    EXPECT_NE(drawSecret(), drawSecret());
}

}  // namespace
}  // namespace msao::protocol
