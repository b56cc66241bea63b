// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/preferences.h"

#include <QSettings>

namespace msao::ui {
namespace {

struct PreferenceEntry {
    const char* key;
    QString Preferences::*value;
};

constexpr PreferenceEntry kEntries[] = {
    {"live/server", &Preferences::server}, {"live/authorities", &Preferences::authorities},
    {"live/token", &Preferences::token},   {"live/draft", &Preferences::draft},
    {"live/link", &Preferences::link},     {"recording/folder", &Preferences::recordings}};

const QString kFirstRunSeen = QStringLiteral("first-run/seen");

}  // namespace

Preferences loadPreferences(const QSettings& settings) {
    Preferences preferences;
    for (const PreferenceEntry& entry : kEntries)
        preferences.*entry.value = settings.value(QLatin1String(entry.key)).toString();
    return preferences;
}

void savePreferences(QSettings& settings, const Preferences& preferences) {
    for (const PreferenceEntry& entry : kEntries) {
        const QString& value = preferences.*entry.value;
        if (value.isEmpty()) {
            settings.remove(QLatin1String(entry.key));
        } else {
            settings.setValue(QLatin1String(entry.key), value);
        }
    }
}

bool hasSeenFirstRun(const QSettings& settings) {
    return settings.value(kFirstRunSeen, false).toBool();
}

void markFirstRunSeen(QSettings& settings) {
    settings.setValue(kFirstRunSeen, true);
}

}  // namespace msao::ui
