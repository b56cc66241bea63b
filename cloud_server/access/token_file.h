// SPDX-License-Identifier: Apache-2.0
// Who may log in: one line a token, "name verifier [sessions=N] [tokens-per-minute=N]". The file holds verifiers only;
// whoever reads it cannot log in with what it says (protocol/identity/login.h).
#pragma once

#include "protocol/messages/ids.h"

#include "msao/engine/result.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <map>
#include <string>

namespace msao::cloud {

/// What one token may use at a time, and over time.
struct Allowance {
    std::int32_t sessions = 8;
    std::int64_t tokensPerMinute = 0;  // verified, and of prompts; 0: unlimited
    bool operator==(const Allowance&) const = default;
};

struct Tenant {
    protocol::Digest verifier{};
    Allowance allowance;
};

using Tenants = std::map<std::string, Tenant, std::less<>>;

/// Errors name the line, never what stands in it.
engine::Result<Tenants> parseTokenFile(const QByteArray& text, const Allowance& byDefault);
engine::Result<Tenants> readTokenFile(const QString& path, const Allowance& byDefault);

/// A new secret for a client, and the line for the file. The secret is shown once and stored nowhere.
struct NewToken {
    QByteArray secret;  // base64url
    QByteArray line;
};
engine::Result<NewToken> makeToken(const std::string& name);

}  // namespace msao::cloud
