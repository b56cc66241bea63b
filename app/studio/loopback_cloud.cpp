// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/loopback_cloud.h"

#include <QCoreApplication>
#include <QStringList>

#include <sys/prctl.h>

#include <csignal>

namespace msao::app {
namespace {

constexpr qsizetype kMostWords = 4096;
constexpr int kGraceMs = 2000;

}  // namespace

LoopbackCloud::LoopbackCloud(QObject* parent) : QObject(parent) {
    // Also where this program is killed.
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &LoopbackCloud::read);
    connect(&m_process, &QProcess::readyReadStandardError, this,
            [this] { m_lastWords = (m_lastWords + m_process.readAllStandardError()).right(kMostWords); });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) end(m_process.errorString());
    });
    connect(&m_process, &QProcess::finished, this,
            [this] { end(QString::fromUtf8(m_lastWords).trimmed().section(QLatin1Char('\n'), -1)); });
}

/// A drain would wait for answers of a window that is gone.
LoopbackCloud::~LoopbackCloud() {
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning) return;
    m_process.kill();
    m_process.waitForFinished(kGraceMs);
}

QString LoopbackCloud::besideThisProgram() {
    return QCoreApplication::applicationDirPath() + QStringLiteral("/msao-cloud");
}

void LoopbackCloud::start(const QString& program, const QString& model, quint16 port, int threads) {
    m_isListening = false;
    m_line.clear();
    m_lastWords.clear();
    QStringList arguments{QStringLiteral("--model"), model, QStringLiteral("--loopback")};
    if (port != 0) arguments << QStringLiteral("--port") << QString::number(port);
    if (threads > 0) arguments << QStringLiteral("--threads") << QString::number(threads);
    m_process.start(program, arguments);
}

/// "listening on ws://127.0.0.1:40123"
void LoopbackCloud::read() {
    static const QByteArray kAnnouncement = "listening on ";
    m_line += m_process.readAllStandardOutput();
    if (m_isListening || m_line.size() > kMostWords) return m_line.clear();
    for (qsizetype end = m_line.indexOf('\n'); end >= 0; end = m_line.indexOf('\n')) {
        const QByteArray line = m_line.left(end);
        m_line.remove(0, end + 1);
        if (!line.startsWith(kAnnouncement)) continue;
        m_isListening = true;
        Q_EMIT listening(QUrl(QString::fromUtf8(line.mid(kAnnouncement.size()).trimmed())));
    }
}

void LoopbackCloud::end(const QString& why) {
    Q_EMIT failed(why.isEmpty() ? QStringLiteral("msao-cloud ended.") : why);
}

}  // namespace msao::app
