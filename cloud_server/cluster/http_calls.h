// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <vector>

class QNetworkReply;

namespace msao::cloud {

struct HttpCall {
    QUrl url;
    QByteArray body;     // JSON; empty: GET
    QByteArray session;  // which session it belongs to, for proxies that keep those together; empty: none
    QByteArray key;      // empty: none
    qint64 maxReplyBytes = 1 << 16;
    std::chrono::milliseconds time{20'000};  // from when it is sent to the reply's last byte
};

struct HttpReply {
    int status = 0;  // 0: none came whole, in time and within its limit
    QByteArray body;
};

/// Calls to a few hosts, many at a time. Lives in one thread, which runs an event loop.
class HttpCalls : public QObject {
    Q_OBJECT

public:
    using Id = std::uint64_t;
    using Done = std::function<void(HttpReply)>;

    explicit HttpCalls(QObject* parent = nullptr) : QObject(parent) {}
    ~HttpCalls() override;

    /// `done` is called once, from the event loop, unless the call is cancelled before.
    Id start(HttpCall call, Done done);
    /// The server hears of it: the connection is closed.
    void cancel(Id id);

private:
    /// Qt keeps six connections to a host for each of these.
    struct Lane {
        QNetworkAccessManager manager;
        int busy = 0;
    };
    struct Waiting {
        Id id = 0;
        HttpCall call;
        Done done;
    };
    struct Running {
        QNetworkReply* reply = nullptr;
        Lane* lane = nullptr;
        Done done;
        qint64 maxReplyBytes = 0;
    };
    Lane* freeLane();
    void send(Waiting waiting, Lane& lane);
    void sendWaiting();
    void checkSize(Id id);
    void finish(Id id);
    void release(std::map<Id, Running>::iterator running);

    std::vector<std::unique_ptr<Lane>> m_lanes;
    std::deque<Waiting> m_waiting;
    std::map<Id, Running> m_running;
    Id m_last = 0;
};

}  // namespace msao::cloud
