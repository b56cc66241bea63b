// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/cluster/completion_reply.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <optional>
#include <utility>

namespace msao::cloud {
namespace {

constexpr qint64 kBytesOfFrame = 64 * 1024;
constexpr qint64 kBytesOfRow = 512;  // about 150 were seen: two tokens with their numbers
constexpr int kLeastFailure = 500;
constexpr int kLeastRefusal = 300;

std::optional<std::int64_t> wholeNumber(const QJsonValue& value) {
    const double number = value.toDouble(-1);
    if (!(number >= 0 && number <= 1e9) || number != std::floor(number)) return std::nullopt;
    return static_cast<std::int64_t>(number);
}

std::optional<engine::TokenId> token(std::optional<std::int64_t> id, std::int32_t tokenEnd) {
    if (!id || *id >= tokenEnd) return std::nullopt;
    return engine::TokenId{static_cast<std::int32_t>(*id)};
}

/// The token of rank 1; of two that are equally likely the one with the lower id, as greedy decoding has it.
std::optional<engine::TokenId> likeliest(const QJsonValue& row, std::int32_t tokenEnd) {
    std::optional<std::int64_t> least;
    const QJsonObject entries = row.toObject();
    for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
        const QJsonObject said = entry.value().toObject();
        bool isNumber = false;
        const qlonglong id = entry.key().toLongLong(&isNumber);
        if (!isNumber || id < 0 || !said["logprob"].isDouble()) return std::nullopt;
        if (said["rank"].toInt() == 1 && (!least || id < *least)) least = id;
    }
    return token(least, tokenEnd);
}

bool readRows(const QJsonArray& rows, const ReplyShape& shape, std::vector<engine::TokenId>& tokens) {
    const auto count = static_cast<qsizetype>(shape.rows);
    if (rows.size() < count) return false;
    for (qsizetype i = rows.size() - count; i < rows.size(); ++i) {
        const auto id = likeliest(rows[i], shape.tokenEnd);
        if (!id) return false;
        tokens.push_back(*id);
    }
    return true;
}

/// Choices may come in any order.
bool readChoices(const QJsonArray& choices, const ReplyShape& shape, std::vector<engine::TokenId>& tokens) {
    if (std::cmp_not_equal(choices.size(), shape.choices)) return false;
    std::vector<std::vector<engine::TokenId>> byIndex(shape.choices);
    for (const QJsonValue& choice : choices) {
        const auto index = wholeNumber(choice["index"]);
        const QJsonArray ids = choice["token_ids"].toArray();
        if (!index || std::cmp_greater_equal(*index, shape.choices)) return false;
        std::vector<engine::TokenId>& of = byIndex[static_cast<std::size_t>(*index)];
        if (!of.empty() || ids.isEmpty() || ids.size() > shape.tokens) return false;
        for (const QJsonValue& id : ids) {
            const auto drawn = token(wholeNumber(id), shape.tokenEnd);
            if (!drawn) return false;
            of.push_back(*drawn);
        }
    }
    for (const auto& of : byIndex) tokens.insert(tokens.end(), of.begin(), of.end());
    return true;
}

}  // namespace

qint64 longestReply(const ReplyShape& shape) {
    const qint64 rows = shape.promptTokens + static_cast<qint64>(shape.choices) * shape.tokens;
    return kBytesOfFrame + rows * kBytesOfRow;
}

std::variant<DrawnTokens, ReplyFault> readReply(const HttpReply& reply, const ReplyShape& shape) {
    if (reply.status == 0 || reply.status >= kLeastFailure) return ReplyFault::NoReply;
    if (reply.status >= kLeastRefusal) return ReplyFault::Refused;
    const QJsonObject said = QJsonDocument::fromJson(reply.body).object();
    const QJsonObject usage = said["usage"].toObject();
    const auto read = wholeNumber(usage["prompt_tokens"]);
    if (!read) return ReplyFault::Unreadable;
    if (*read != shape.promptTokens) return ReplyFault::WrongCount;
    DrawnTokens drawn;
    // Absent where nothing was cached.
    const QJsonValue cached = usage["prompt_tokens_details"].toObject()["cached_tokens"];
    if (!cached.isUndefined() && !cached.isNull()) {
        const auto count = wholeNumber(cached);
        if (!count) return ReplyFault::Unreadable;
        drawn.cachedTokens = *count;
    }
    // The first of the rows is computed from the token before it.
    const auto rows = static_cast<std::int64_t>(shape.rows);
    if (rows > 0 && drawn.cachedTokens > shape.promptTokens - rows - 1) return ReplyFault::CachedTooFar;
    if (!readRows(said["prompt_logprobs"].toArray(), shape, drawn.tokens)) return ReplyFault::Unreadable;
    if (!readChoices(said["choices"].toArray(), shape, drawn.tokens)) return ReplyFault::Unreadable;
    return drawn;
}

QString wordsOf(ReplyFault fault) {
    switch (fault) {
        case ReplyFault::NoReply:
            return u"no reply came in time, or it was an error of the server's"_qs;
        case ReplyFault::Refused:
            return u"it refuses the request"_qs;
        case ReplyFault::Unreadable:
            return u"its reply is not what was asked for"_qs;
        case ReplyFault::CachedTooFar:
            return u"its reply came out of its cache where it should have been computed"_qs;
        case ReplyFault::WrongCount:
            return u"it reads a prompt as another number of tokens than the checkpoint folder says"_qs;
    }
    return {};
}

}  // namespace msao::cloud
