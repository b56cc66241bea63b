// SPDX-License-Identifier: Apache-2.0
// The boundary to the machine's microphones.
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>

#include <cstdint>
#include <vector>

namespace msao::edge {

struct MicrophoneChoice {
    QByteArray id;  // as the system has it; empty: the system's default
    QString name;
    bool operator==(const MicrophoneChoice&) const = default;
};

/// One of this machine's microphones at a time. Lives in a thread of its own, in which a call may take as long as the
/// sound system pleases: whoever watches it lives elsewhere. `run` counts openings, and stands with everything that is
/// said of one. What was said of a run comes in order.
class MicrophoneDevice : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// listed() follows, and again whenever one comes or goes. Opens none.
    virtual void list() = 0;
    /// opened() or vanished() follows. One that is open is closed first.
    virtual void open(const QByteArray& id, std::uint64_t run) = 0;
    /// What was heard up to now, then closed(), follow; closed() also where none was open.
    virtual void close(std::uint64_t run) = 0;

Q_SIGNALS:
    void listed(const QList<msao::edge::MicrophoneChoice>& microphones);
    void opened(std::uint64_t run, const QString& name, int samplesPerSecond);
    /// One channel; full scale is -1 to 1.
    void heard(std::uint64_t run, const std::vector<float>& samples);
    void closed(std::uint64_t run);
    /// It is closed, too, and why, in words.
    void vanished(std::uint64_t run, const QString& why);
};

}  // namespace msao::edge
