// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/diagnostics.h"

#include "ui/settings/preferences.h"
#include "ui/settings/secret_store.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <QImageReader>
#include <QLocale>
#include <QScreen>
#include <QSettings>
#include <QSysInfo>
#include <QThread>

namespace msao::ui {
namespace {

QString orNone(const QString& text) {
    return text.isEmpty() ? QStringLiteral("none") : text;
}

QString screens() {
    QStringList all;
    for (const QScreen* screen : QGuiApplication::screens()) {
        const QSize size = screen->size();
        all << QStringLiteral("%1x%2 at %3").arg(size.width()).arg(size.height()).arg(screen->devicePixelRatio());
    }
    return orNone(all.join(QStringLiteral(", ")));
}

}  // namespace

QString diagnostics(const QString& demoPair) {
    const QSettings settings;
    const Preferences preferences = loadPreferences(settings);
    const SecretStore secrets = SecretStore::standard();
    const QString formats = QString::fromLatin1(QImageReader::supportedImageFormats().join(' '));
    const std::initializer_list<std::pair<const char*, QString>> facts = {
        {"version", QCoreApplication::applicationVersion()},
        {"program", QCoreApplication::applicationFilePath()},
        {"system", QSysInfo::prettyProductName() + QLatin1Char(' ') + QSysInfo::kernelVersion()},
        {"architecture", QSysInfo::currentCpuArchitecture()},
        {"threads", QString::number(QThread::idealThreadCount())},
        {"qt", QString::fromLatin1(qVersion())},
        {"platform", QGuiApplication::platformName()},
        {"screens", screens()},
        {"locale", QLocale::system().name()},
        {"picture formats", formats},
        {"settings", settings.fileName()},
        {"settings can be written", settings.isWritable() ? QStringLiteral("yes") : QStringLiteral("no")},
        {"theme", orNone(settings.value(QStringLiteral("appearance/theme")).toString())},
        {"language", orNone(settings.value(QStringLiteral("appearance/language")).toString())},
        {"server", orNone(preferences.server)},
        {"secret", secrets.has() ? QStringLiteral("kept in ") + secrets.file() : QStringLiteral("none")},
        {"recordings", orNone(preferences.recordings)},
        {"demo pair", orNone(demoPair)},
    };
    QString text;
    for (const auto& [name, value] : facts)
        text += QLatin1String(name) + QStringLiteral(": ") + value + QLatin1Char('\n');
    return text;
}

}  // namespace msao::ui
