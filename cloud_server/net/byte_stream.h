// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QObject>

namespace msao::cloud {

/// The bytes of one accepted connection, plain or through TLS. Lives in the network thread.
class ByteStream : public QObject {
    Q_OBJECT

public:
    virtual QHostAddress peer() const = 0;

    /// What has come, at most `size`: 0 if nothing has, negative if it broke.
    virtual qint64 read(char* to, qint64 size) = 0;
    /// Whether it is to tell of what comes; what is not wanted waits with the peer.
    virtual void setListening(bool isListening) = 0;

    /// Leaves as soon as the network takes it. Of the signals only ended() may come from within: whoever writes is in
    /// the middle of something.
    virtual void write(const QByteArray& bytes) = 0;
    virtual qint64 pendingBytes() const = 0;

    /// Nothing is written any more. What was written leaves, and the peer is told; called again when it has left.
    virtual void finish() = 0;
    /// At once, and without a signal.
    virtual void abort() = 0;

Q_SIGNALS:
    void readable();
    /// Something left.
    void written();
    /// The peer closed, or the connection broke. The last signal.
    void ended();
};

}  // namespace msao::cloud
