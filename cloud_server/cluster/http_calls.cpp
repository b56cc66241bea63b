// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/cluster/http_calls.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace msao::cloud {
namespace {

constexpr int kCallsOfLane = 6;
constexpr std::size_t kLanes = 32;

QNetworkRequest requestOf(const HttpCall& call) {
    QNetworkRequest request(call.url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // A small reply that unpacks to a large one would pass the limit.
    request.setRawHeader("Accept-Encoding", "identity");
    if (!call.body.isEmpty()) request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json");
    if (!call.session.isEmpty()) request.setRawHeader("X-Session-ID", call.session);
    if (!call.key.isEmpty()) request.setRawHeader("Authorization", "Bearer " + call.key);
    return request;
}

}  // namespace

HttpCalls::~HttpCalls() {
    m_waiting.clear();
    while (!m_running.empty()) release(m_running.begin());
}

HttpCalls::Id HttpCalls::start(HttpCall call, Done done) {
    const Id id = ++m_last;
    m_waiting.push_back({id, std::move(call), std::move(done)});
    sendWaiting();
    return id;
}

void HttpCalls::cancel(Id id) {
    std::erase_if(m_waiting, [id](const Waiting& waiting) { return waiting.id == id; });
    if (const auto found = m_running.find(id); found != m_running.end()) release(found);
    sendWaiting();
}

HttpCalls::Lane* HttpCalls::freeLane() {
    for (const auto& lane : m_lanes) {
        if (lane->busy < kCallsOfLane) return lane.get();
    }
    if (m_lanes.size() >= kLanes) return nullptr;
    m_lanes.push_back(std::make_unique<Lane>());
    m_lanes.back()->manager.setProxy(QNetworkProxy::NoProxy);
    return m_lanes.back().get();
}

void HttpCalls::sendWaiting() {
    while (!m_waiting.empty()) {
        Lane* const lane = freeLane();
        if (lane == nullptr) return;
        Waiting waiting = std::move(m_waiting.front());
        m_waiting.pop_front();
        send(std::move(waiting), *lane);
    }
}

void HttpCalls::send(Waiting waiting, Lane& lane) {
    const HttpCall& call = waiting.call;
    const QNetworkRequest request = requestOf(call);
    QNetworkReply* const reply =
        call.body.isEmpty() ? lane.manager.get(request) : lane.manager.post(request, call.body);
    const Id id = waiting.id;
    ++lane.busy;
    m_running[id] = {reply, &lane, std::move(waiting.done), call.maxReplyBytes};
    connect(reply, &QNetworkReply::readyRead, this, [this, id] { checkSize(id); });
    connect(reply, &QNetworkReply::finished, this, [this, id] { finish(id); });
    QTimer::singleShot(call.time, reply, &QNetworkReply::abort);
}

void HttpCalls::checkSize(Id id) {
    const auto found = m_running.find(id);
    if (found == m_running.end()) return;
    const qint64 announced = found->second.reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    const qint64 size = std::max(announced, found->second.reply->bytesAvailable());
    if (size > found->second.maxReplyBytes) found->second.reply->abort();
}

void HttpCalls::finish(Id id) {
    const auto found = m_running.find(id);
    if (found == m_running.end()) return;
    QNetworkReply& reply = *found->second.reply;
    HttpReply whole;
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // An error of a status is a whole reply; others mean that the connection broke.
    const QNetworkReply::NetworkError error = reply.error();
    const bool isOfStatus = error >= QNetworkReply::ContentAccessDenied && error != QNetworkReply::ProtocolFailure;
    const bool isWhole = error == QNetworkReply::NoError || isOfStatus;
    if (isWhole && status != 0 && reply.bytesAvailable() <= found->second.maxReplyBytes)
        whole = {status, reply.readAll()};
    const Done done = std::move(found->second.done);
    release(found);
    done(std::move(whole));
    sendWaiting();
}

void HttpCalls::release(std::map<Id, Running>::iterator running) {
    QNetworkReply* const reply = running->second.reply;
    --running->second.lane->busy;
    m_running.erase(running);
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
}

}  // namespace msao::cloud
