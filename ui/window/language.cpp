// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace msao::ui {

QString languageKey(Language language) {
    switch (language) {
        case Language::English:
            return QStringLiteral("en");
        case Language::SimplifiedChinese:
            return QStringLiteral("zh_CN");
        case Language::German:
            return QStringLiteral("de");
    }
    return {};
}

std::optional<Language> parseLanguage(const QString& key) {
    for (const Language language : kLanguages) {
        if (languageKey(language) == key) return language;
    }
    return std::nullopt;
}

LanguageSwitch::~LanguageSwitch() {
    removeTranslators();
}

void LanguageSwitch::removeTranslators() {
    if (!QCoreApplication::instance()) return;
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
}

void LanguageSwitch::use(Language language) {
    removeTranslators();
    m_language = language;
    const QString key = languageKey(language);
    QLocale::setDefault(language == Language::English ? QLocale(QLocale::English, QLocale::UnitedStates)
                                                      : QLocale(key));
    // English has a file, too: it holds the plural forms.
    if (m_own.load(QStringLiteral(":/i18n/msao_%1.qm").arg(key))) QCoreApplication::installTranslator(&m_own);
    if (language == Language::English) return;
    if (m_qt.load(QStringLiteral("qtbase_%1").arg(key), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
}

}  // namespace msao::ui
