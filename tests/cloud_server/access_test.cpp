// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/access/quota.h"
#include "cloud_server/access/token_file.h"
#include "cloud_server/server/server_options.h"

#include "protocol/identity/login.h"

#include <gtest/gtest.h>

#include <chrono>

namespace msao::cloud {
namespace {

using namespace std::chrono_literals;

const QByteArray kVerifier(64, 'a');

TEST(TokenFileTest, ReadsNamesVerifiersAndAllowances) {
    const auto tenants = parseTokenFile(
        "# who\n\nlab " + kVerifier + " sessions=3 tokens-per-minute=600\nb " + kVerifier + "\n", {7, 0});
    ASSERT_TRUE(tenants) << tenants.error().message;
    EXPECT_EQ(tenants->at("lab").allowance, (Allowance{3, 600}));
    EXPECT_EQ(tenants->at("b").allowance, (Allowance{7, 0}));
}

TEST(TokenFileTest, RefusesBadLinesByNumberWithoutRepeatingThem) {
    for (const QByteArray& line :
         {QByteArray("secretname"), "x " + kVerifier.left(63), "x " + kVerifier + " sessions=0",
          "x " + kVerifier + " speed=1", "x " + kVerifier + " sessions=many", QByteArray("sch\xC3\xB6n ") + kVerifier,
          QByteArray("x ") + QByteArray(64, 'z')}) {
        const auto tenants = parseTokenFile("ok " + kVerifier + "\n" + line, {});
        ASSERT_FALSE(tenants) << line.toStdString();
        EXPECT_NE(tenants.error().message.find("line 2"), std::string::npos);
        EXPECT_EQ(tenants.error().message.find("secretname"), std::string::npos);
    }
    EXPECT_FALSE(parseTokenFile("x " + kVerifier + "\nx " + kVerifier, {}));
}

TEST(TokenFileTest, ANewTokensLineProvesItsSecretAndDoesNotHoldIt) {
    const auto token = makeToken("edge-1");
    ASSERT_TRUE(token);
    const auto tenants = parseTokenFile(token->line, {});
    ASSERT_TRUE(tenants);
    const protocol::Nonce cloud = protocol::drawSecret();
    const protocol::Nonce edge = protocol::drawSecret();
    const auto proof = protocol::loginProof(token->secret, cloud, edge);
    EXPECT_TRUE(protocol::isLoginProven(tenants->at("edge-1").verifier, proof, cloud, edge));
    EXPECT_FALSE(protocol::isLoginProven(tenants->at("edge-1").verifier, proof, protocol::drawSecret(), edge));
    EXPECT_FALSE(token->line.contains(token->secret));
    EXPECT_FALSE(makeToken("two words"));
}

TEST(QuotasTest, CountsSessionsOfEachTenantAlone) {
    Quotas quotas;
    const Allowance two{2, 0};
    EXPECT_TRUE(quotas.takeSession("a", two));
    EXPECT_TRUE(quotas.takeSession("a", two));
    EXPECT_FALSE(quotas.takeSession("a", two));
    EXPECT_TRUE(quotas.takeSession("b", two));
    quotas.giveSession("a");
    EXPECT_TRUE(quotas.takeSession("a", two));
}

TEST(QuotasTest, WhoSpentMoreThanAMinutesTokensWaitsForTheRest) {
    Quotas quotas;
    const Allowance allowance{1, 600};  // 10 a second
    const Quotas::Time start{};
    EXPECT_FALSE(quotas.wait("a", allowance, start));
    quotas.spend("a", allowance, 619, start);
    const auto wait = quotas.wait("a", allowance, start);
    ASSERT_TRUE(wait);
    EXPECT_EQ(*wait, 2000ms);
    EXPECT_TRUE(quotas.wait("a", allowance, start + 1800ms));
    EXPECT_FALSE(quotas.wait("a", allowance, start + 2000ms));
    EXPECT_FALSE(quotas.wait("b", allowance, start));
}

TEST(ServerOptionsTest, PlainTextAndNoLoginAreForThisMachineOnly) {
    const auto checked = [](const char* url, bool hasTls, const char* tokens) {
        ServerOptions options;
        const auto endpoint = parseEndpoint(url);
        EXPECT_TRUE(endpoint) << url;
        options.endpoint = *endpoint;
        if (hasTls) options.tls = TlsFiles{"cert", "key", {}};
        options.tokenFile = QString::fromLatin1(tokens);
        return static_cast<bool>(checkOptions(options));
    };
    EXPECT_TRUE(checked("ws://127.0.0.1:0", false, ""));
    EXPECT_TRUE(checked("ws://localhost:7443", false, ""));
    EXPECT_TRUE(checked("ws://[::1]:7443", false, ""));
    EXPECT_TRUE(checked("wss://0.0.0.0:7443", true, "tokens"));
    EXPECT_FALSE(checked("ws://0.0.0.0:7443", false, "tokens"));
    EXPECT_FALSE(checked("ws://192.0.2.1:7443", false, "tokens"));
    EXPECT_FALSE(checked("wss://0.0.0.0:7443", true, ""));
    EXPECT_FALSE(checked("wss://0.0.0.0:7443", false, "tokens"));
    EXPECT_FALSE(checked("ws://127.0.0.1:0", true, ""));
}

TEST(ServerOptionsTest, CertificatesBelongToEncryptionWhichNeedsOneAndItsKey) {
    const auto checked = [](bool isEncrypted, const TlsFiles& files) {
        ServerOptions options;
        options.endpoint.isEncrypted = isEncrypted;
        options.tls = files;
        return static_cast<bool>(checkOptions(options));
    };
    EXPECT_TRUE(checked(true, {"cert", "key", {}}));
    EXPECT_TRUE(checked(true, {"cert", "key", "authorities"}));
    EXPECT_FALSE(checked(true, {"cert", {}, {}}));
    EXPECT_FALSE(checked(true, {{}, "key", {}}));
    EXPECT_FALSE(checked(true, {{}, {}, "authorities"}));
    EXPECT_FALSE(checked(false, {{}, {}, "authorities"}));
}

TEST(ServerOptionsTest, RefusesUrlsThatAreNoEndpoints) {
    for (const char* url : {"", "http://127.0.0.1:1", "ws://127.0.0.1", "ws://example.org:1", "ws://a@127.0.0.1:1",
                            "ws://127.0.0.1:1/x", "ws://127.0.0.1:99999", "127.0.0.1:1"})
        EXPECT_FALSE(parseEndpoint(url)) << url;
}

}  // namespace
}  // namespace msao::cloud
