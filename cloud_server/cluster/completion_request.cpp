// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/cluster/completion_request.h"

#include "cloud_server/cluster/picture_url.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace msao::cloud {
namespace {

QJsonArray ids(std::span<const engine::TokenId> tokens) {
    QJsonArray array;
    for (const engine::TokenId token : tokens) array.append(engine::toIndex(token));
    return array;
}

QJsonArray pictures(const ClusterSession& session, bool sendsThem) {
    QJsonArray parts;
    for (const ClusterPicture& picture : session.pictures) {
        QJsonObject part{{"type", "image_url"}, {"uuid", QString::fromLatin1(picture.name)}};
        part["url"] = sendsThem ? QJsonValue(QString::fromLatin1(pictureUrl(*picture.pixels))) : QJsonValue();
        parts.append(part);
    }
    return parts;
}

/// An answer's end is told from its tokens here, so that a server's own idea of it does not matter.
QJsonObject greedy(std::int32_t tokens) {
    return {{"temperature", 0}, {"max_tokens", tokens}, {"ignore_eos", true}};
}

QJsonObject named(const ClusterFacts& facts, const ClusterSession& session) {
    return {{"model", QString::fromStdString(facts.model)}, {"cache_salt", QString::fromLatin1(session.salt)}};
}

}  // namespace

QByteArray generateBody(const ClusterFacts& facts, const ClusterSession& session,
                        std::span<const engine::TokenId> tokens, const GenerateOptions& options) {
    QJsonObject sampling = greedy(options.tokens);
    // Rows of cached positions may hold anything; turning that into text has crashed servers.
    sampling["detokenize"] = false;
    if (options.wantsRows) {
        sampling["prompt_logprobs"] = 1;
        sampling["skip_reading_prefix_cache"] = options.recomputes;
    }
    QJsonObject body = named(facts, session);
    body["token_ids"] = ids(tokens);
    body["sampling_params"] = sampling;
    if (!session.pictures.empty()) body["content_parts"] = pictures(session, options.sendsPictures);
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

QByteArray completionsBody(const ClusterFacts& facts, const ClusterSession& session, const StepQuestion& question) {
    QJsonArray prompts;
    QJsonArray prompt = ids(question.prefix);
    prompts.append(prompt);
    for (const engine::TokenId draft : question.drafts) {
        prompt.append(engine::toIndex(draft));
        prompts.append(prompt);
    }
    QJsonObject body = named(facts, session);
    const QJsonObject sampling = greedy(question.wanted);
    for (auto it = sampling.begin(); it != sampling.end(); ++it) body[it.key()] = it.value();
    body["prompt"] = prompts;
    body["return_token_ids"] = true;
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

}  // namespace msao::cloud
