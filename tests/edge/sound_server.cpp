// SPDX-License-Identifier: Apache-2.0
#include "tests/edge/sound_server.h"

#include <QStandardPaths>
#include <QTest>

#include <csignal>

namespace msao::edge {
namespace {

constexpr int kWaitMs = 10'000;

/// What it printed; null if it failed.
QString output(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    const bool isWell = process.waitForFinished(kWaitMs) && process.exitCode() == 0;
    return isWell ? QString::fromUtf8(process.readAllStandardOutput() + ' ').trimmed() + QLatin1Char(' ') : QString();
}

}  // namespace

QString SoundServer::whyNot() {
    for (const char* program : {"pulseaudio", "pactl", "paplay", "espeak-ng"}) {
        if (QStandardPaths::findExecutable(QLatin1String(program)).isEmpty())
            return QStringLiteral("%1 is not installed").arg(QLatin1String(program));
    }
    return {};
}

SoundServer::SoundServer() {
    qputenv("PULSE_SERVER", "unix:" + m_folder.filePath("socket").toLocal8Bit());
    qputenv("PULSE_COOKIE", m_folder.filePath("cookie").toLocal8Bit());
}

SoundServer::~SoundServer() {
    goOn();
    for (QProcess* process : {&m_player, &m_server}) {
        process->terminate();
        if (!process->waitForFinished(2000)) process->kill();
        process->waitForFinished(2000);
    }
}

/// At the rate at which models hear, so that what is played is what is heard, sample for sample but for the player's
/// own conversion.
bool SoundServer::start() {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"HOME", "XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH"})
        environment.insert(QLatin1String(name), m_folder.path());
    m_server.setProcessEnvironment(environment);
    m_server.setStandardErrorFile(m_folder.filePath("log"));
    m_server.start(QStringLiteral("pulseaudio"),
                   {"-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes", "-L",
                    "module-native-protocol-unix auth-anonymous=1 socket=" + m_folder.filePath("socket"), "-L",
                    "module-null-sink sink_name=mouth rate=16000 channels=1 format=float32le"});
    return QTest::qWaitFor([this] { return answers(); }, kWaitMs) && plugIn();
}

bool SoundServer::answers() const {
    return !output(QStringLiteral("pactl"), {"info"}).isNull();
}

QString SoundServer::speech(const QString& words) {
    const QString file = m_folder.filePath("speech.wav");
    return output(QStringLiteral("espeak-ng"), {"-w", file, words}).isNull() ? QString() : file;
}

void SoundServer::play(const QString& wav) {
    m_player.start(QStringLiteral("paplay"), {"--device=mouth", wav});
}

bool SoundServer::plugIn() {
    // Monitors are hidden from those who look for microphones; this one says that it is one.
    m_microphone = output(QStringLiteral("pactl"), {"load-module", "module-remap-source", "master=mouth.monitor",
                                                    "source_name=ear", "source_properties=device.description=Ear"})
                       .trimmed();
    return !m_microphone.isEmpty();
}

bool SoundServer::unplug() {
    return !output(QStringLiteral("pactl"), {"unload-module", m_microphone}).isNull();
}

void SoundServer::hang() {
    if (m_server.processId() > 0) ::kill(static_cast<pid_t>(m_server.processId()), SIGSTOP);
}

void SoundServer::goOn() {
    if (m_server.processId() > 0) ::kill(static_cast<pid_t>(m_server.processId()), SIGCONT);
}

int SoundServer::openMicrophones() const {
    const QString list = output(QStringLiteral("pactl"), {"list", "short", "source-outputs"}).trimmed();
    int count = 0;
    // The remapped source listens to the sink's monitor itself: that is no program.
    for (const QString& line : list.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        count += line.contains(QLatin1String("protocol-native")) ? 1 : 0;
    return count;
}

}  // namespace msao::edge
