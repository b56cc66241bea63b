// SPDX-License-Identifier: Apache-2.0
// The cloud as the edge has it: a connection that is made, logged in, watched, lost and made again.
#pragma once

#include "edge/link/reconnect_policy.h"
#include "edge/runtime/edge_options.h"
#include "edge/runtime/edge_states.h"

#include "protocol/link/clock_offset.h"
#include "protocol/link/link_estimator.h"
#include "protocol/media/payload_chunks.h"
#include "protocol/transport/channel.h"

#include "msao/engine/trace_event.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <deque>
#include <memory>
#include <optional>

namespace msao::edge {

/// Lives in the edge's thread. Between connected() and lost() messages can be sent; what is lost with a connection is
/// the sender's matter, who knows what it still wants.
class CloudLink : public QObject {
    Q_OBJECT

public:
    CloudLink(CloudAddress address, ReconnectOptions options, QObject* parent = nullptr);

    void start();
    /// At once, whatever the wait or the refusal before.
    void connectNow();
    /// Breaks the connection, and makes the next one as if it were this link; absent: as it is.
    void emulate(std::optional<protocol::LinkProfile> profile);
    /// Says farewell behind all that was sent, and is used no more; left() follows. A line that does not take it is
    /// not waited for long.
    void leave();
    /// Known once the model is loaded: a cloud that does not fit it is left.
    void setDraft(const protocol::ModelFingerprint& draft);

    const LinkState& state() const { return m_state; }
    bool isConnected() const { return m_state.stage == LinkState::Stage::Connected; }

    /// Nothing happens while there is no connection; one that does not take it is lost.
    void send(const protocol::EdgeMessage& message);
    /// The same, but an Error where the question is beyond what any cloud takes: it would be no better on the next
    /// line.
    engine::Status ask(const protocol::Open& question);
    /// Behind an Open: the bytes of its modalities, as the link takes them.
    void upload(std::deque<protocol::PayloadSplitter> payloads);
    void stopUpload() { m_uploads.clear(); }

    /// When a verdict's drafts passed the cloud's stations, counted from `origin`; nothing if no pass made it, or while
    /// the clocks cannot be related.
    std::optional<engine::CloudTimes> timesOf(const protocol::VerdictMessage& verdict,
                                              std::chrono::steady_clock::time_point origin) const;

Q_SIGNALS:
    /// Logged in, and fit for the draft model as far as that is known.
    void connected();
    void lost();
    /// After leave().
    void left();
    /// Of an answer; `bytes` is its size on the wire.
    void received(const msao::protocol::CloudMessage& message, qint64 bytes);
    void stateChanged(const msao::edge::LinkState& state);
    /// The cloud said how busy it is.
    void figuresCame(const msao::protocol::CloudFigures& figures);

private:
    void open();
    void drop();
    engine::Status hand(const protocol::EdgeMessage& message);
    void overflow(const engine::Error& error);
    void lose(const QString& words);
    void refuse(const QString& words);
    void publish();

    void take(const protocol::CloudMessage& message);
    void on(const protocol::Challenge& challenge);
    void on(const protocol::HelloReply& reply);
    void on(const protocol::HeartbeatAck& ack);
    void on(const protocol::Refused& refused);
    void on(const protocol::Drain& drain);

    void beat();
    void noteLeft(quint64 sentBytes, bool moreWaits);
    void pumpUploads();
    void paceUploads(double tripMs);

    CloudAddress m_address;
    const QByteArray m_name;  // the same for all connections of this link, and drawn anew with each run
    ReconnectPolicy m_policy;
    std::unique_ptr<protocol::EdgeChannel> m_channel;
    LinkState m_state;
    std::optional<protocol::ModelFingerprint> m_draft;
    protocol::LinkEstimator m_estimator;
    std::optional<double> m_leastTripMs;  // of this connection
    std::int64_t m_underWay = 0;          // bytes of uploads that may be
    bool m_isProven = false;              // the cloud has answered a heartbeat of this connection
    protocol::ClockOffset m_clocks;
    std::deque<protocol::LinkTime> m_asked;  // when questions and drafts were handed to the link; newest last
    std::deque<protocol::PayloadSplitter> m_uploads;
    bool m_isPumping = false;
    QString m_parting;  // why the cloud said it would close
    QTimer m_retry{this};
    QTimer m_patience{this};  // for the hello, then for any sign of life
    QTimer m_heartbeat{this};
    std::uint32_t m_beats = 0;
    quint64 m_bytesAtBeat = 0;
    quint64 m_bytesTaken = 0;
};

}  // namespace msao::edge
