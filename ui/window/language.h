// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTranslator>

#include <array>
#include <optional>

namespace msao::ui {

enum class Language { English, SimplifiedChinese, German };

inline constexpr std::array kLanguages = {Language::English, Language::SimplifiedChinese, Language::German};

/// The name on the command line and in settings: "en", "zh_CN", "de".
QString languageKey(Language language);
std::optional<Language> parseLanguage(const QString& key);

/// Installs the translations of one language, ours and Qt's, and makes its numbers the default.
class LanguageSwitch final {
public:
    ~LanguageSwitch();
    void use(Language language);
    Language language() const { return m_language; }

private:
    void removeTranslators();

    Language m_language = Language::English;
    QTranslator m_own;
    QTranslator m_qt;
};

}  // namespace msao::ui
