// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>
#include <QString>
#include <QUrl>

namespace msao::app {

/// A cloud of one's own: msao-cloud as a child process that listens on this machine only, and ends with this one
/// however that comes about.
class LoopbackCloud final : public QObject {
    Q_OBJECT

public:
    explicit LoopbackCloud(QObject* parent = nullptr);
    ~LoopbackCloud() override;

    /// listening or failed follows. Port 0: any. Threads 0: as many as it likes.
    void start(const QString& program, const QString& model, quint16 port = 0, int threads = 0);
    void kill() { m_process.kill(); }

    /// msao-cloud beside this program.
    static QString besideThisProgram();

Q_SIGNALS:
    void listening(const QUrl& url);
    /// It did not start, or has ended; in words.
    void failed(const QString& why);

private:
    void read();
    void end(const QString& why);

    QProcess m_process;
    QByteArray m_line;
    QByteArray m_lastWords;
    bool m_isListening = false;
};

}  // namespace msao::app
