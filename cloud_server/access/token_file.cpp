// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/access/token_file.h"

#include "protocol/identity/login.h"
#include "protocol/identity/sha256.h"
#include "protocol/messages/limits.h"

#include <QFile>
#include <QList>

#include <algorithm>
#include <optional>
#include <utility>

namespace msao::cloud {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Result;

constexpr qint64 kMaxFileBytes = 16 << 20;

bool isName(const QByteArray& name) {
    const auto isAllowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.';
    };
    return !name.isEmpty() && std::cmp_less_equal(name.size(), protocol::kMaxNameBytes) &&
           std::all_of(name.begin(), name.end(), isAllowed);
}

std::optional<std::int64_t> readCount(const QByteArray& digits, std::int64_t max) {
    bool isNumber = false;
    const qlonglong count = digits.toLongLong(&isNumber);
    if (!isNumber || count < 0 || count > max) return std::nullopt;
    return count;
}

bool applyOption(const QByteArray& word, Allowance& allowance) {
    const qsizetype equals = word.indexOf('=');
    const QByteArray name = word.left(equals);
    const auto count = readCount(word.mid(equals + 1), 1'000'000'000);
    if (equals < 0 || !count) return false;
    if (name == "sessions" && *count >= 1 && *count <= 1'000'000) {
        allowance.sessions = static_cast<std::int32_t>(*count);
        return true;
    }
    if (name != "tokens-per-minute") return false;
    allowance.tokensPerMinute = *count;
    return true;
}

std::optional<std::pair<std::string, Tenant>> readLine(const QByteArray& line, const Allowance& byDefault) {
    const QList<QByteArray> words = line.simplified().split(' ');
    if (words.size() < 2 || !isName(words[0])) return std::nullopt;
    const QByteArray verifier = QByteArray::fromHex(words[1]);
    if (verifier.size() != 32 || words[1].size() != 64) return std::nullopt;
    Tenant tenant{protocol::digestOf(verifier), byDefault};
    for (qsizetype i = 2; i < words.size(); ++i) {
        if (!applyOption(words[i], tenant.allowance)) return std::nullopt;
    }
    return std::pair{words[0].toStdString(), tenant};
}

}  // namespace

Result<Tenants> parseTokenFile(const QByteArray& text, const Allowance& byDefault) {
    Tenants tenants;
    int number = 0;
    for (const QByteArray& line : text.split('\n')) {
        ++number;
        if (line.trimmed().isEmpty() || line.trimmed().startsWith('#')) continue;
        auto entry = readLine(line, byDefault);
        if (entry && tenants.insert(std::move(*entry)).second) continue;
        return Error{ErrorCode::MalformedFile, "line " + std::to_string(number) +
                                                   ": expected a name of its own, a verifier of 64 hex digits, and "
                                                   "sessions=N or tokens-per-minute=N"};
    }
    return tenants;
}

Result<Tenants> readTokenFile(const QString& path, const Allowance& byDefault) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > kMaxFileBytes)
        return Error{ErrorCode::FileUnreadable, path.toStdString() + ": the tokens cannot be read"};
    if ((file.permissions() & (QFileDevice::ReadOther | QFileDevice::WriteOther)) != 0) {
        return Error{ErrorCode::FileUnreadable,
                     path.toStdString() + ": every user of this machine may read or write it; chmod 640 it"};
    }
    auto tenants = parseTokenFile(file.readAll(), byDefault);
    if (!tenants) return Error{tenants.error().code, path.toStdString() + ", " + tenants.error().message};
    if (tenants->empty()) return Error{ErrorCode::MalformedFile, path.toStdString() + ": holds no token"};
    return tenants;
}

Result<NewToken> makeToken(const std::string& name) {
    const QByteArray bytes = QByteArray::fromStdString(name);
    if (!isName(bytes)) {
        return Error{ErrorCode::InvalidArgument,
                     "expected a token's name of letters, digits, '-', '_' and '.', at most " +
                         std::to_string(protocol::kMaxNameBytes)};
    }
    const protocol::Digest drawn = protocol::drawSecret();
    const QByteArray secret = QByteArray(reinterpret_cast<const char*>(drawn.data()), drawn.size())
                                  .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const protocol::Digest verifier = protocol::loginVerifier(secret);
    const QByteArray hex = QByteArray(reinterpret_cast<const char*>(verifier.data()), verifier.size()).toHex();
    return NewToken{secret, bytes + ' ' + hex};
}

}  // namespace msao::cloud
