// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/net/byte_stream.h"

#include <QSocketNotifier>

#include <memory>

namespace msao::cloud {

/// A socket without buffers of its own: QTcpSocket keeps 48 KiB for each that has ever sent and received, whatever its
/// open mode says (Qt 6.4, where it adopts a descriptor), and a thousand idle edges are nothing unusual.
class PlainStream final : public ByteStream {
    Q_OBJECT

public:
    /// Takes an accepted socket over.
    explicit PlainStream(int descriptor);
    ~PlainStream() override;

    QHostAddress peer() const override { return m_peer; }
    qint64 read(char* to, qint64 size) override;
    void setListening(bool isListening) override;
    void write(const QByteArray& bytes) override;
    qint64 pendingBytes() const override { return m_pending.size(); }
    void finish() override;
    void abort() override;

private:
    qint64 sendNow(const char* from, qint64 size);
    void sendPending();
    void breakOff();
    void end();

    int m_descriptor;
    QHostAddress m_peer;
    QSocketNotifier m_reading;
    std::unique_ptr<QSocketNotifier> m_writing;  // once the network has refused something
    QByteArray m_pending;                        // that the network has not taken yet
    bool m_isBroken = false;                     // the peer hears nothing any more
};

}  // namespace msao::cloud
