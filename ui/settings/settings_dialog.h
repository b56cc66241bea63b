// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/preferences.h"
#include "ui/settings/secret_store.h"
#include "ui/theme/look.h"
#include "ui/window/language.h"

#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>

namespace msao::ui {

/// How the window looks, of what the settings dialog can change.
struct Appearance {
    ThemeName theme = ThemeName::Dark;
    Language language = Language::English;
    double scale = 1;
    bool operator==(const Appearance&) const = default;
};

/// Settings on pages, found by words, applied at once; each page can be reset.
class SettingsDialog final : public QDialog {
    Q_OBJECT

public:
    enum class Page { Appearance, Live, Recording };
    /// What a cloud cannot be connected to without.
    enum class Missing { Server, Draft };

    SettingsDialog(const Appearance& appearance, const Preferences& preferences, SecretStore secrets, const Look& look,
                   QWidget* parent);

    const Preferences& preferences() const { return m_preferences; }
    Page page() const;
    /// Shows what fits the words, on all pages; the first page that has something is opened.
    void find(const QString& words);
    void resetPage();
    void turnTo(Page page);
    /// Opens the page where it belongs, and says what to do there.
    void askFor(Missing missing);
    QString message() const { return m_message->text(); }

Q_SIGNALS:
    void appearanceChanged(const msao::ui::Appearance& appearance);
    void preferencesChanged(const msao::ui::Preferences& preferences);
    /// The server that stands here is wanted now, not at the next start. The dialog is gone by then.
    void connectWanted();

private:
    QFormLayout* addPage(const QString& title);
    void makeAppearancePage();
    void makeLivePage();
    void makeRecordingPage();
    QLineEdit* addText(QFormLayout* form, const QString& name, const QString& hint, QString Preferences::*value);
    enum class PathKind { Folder, File };
    void addPath(QFormLayout* form, const QString& name, const QString& hint, QString Preferences::*value,
                 PathKind kind);
    void addSecret(QFormLayout* form);
    void addConnect(QFormLayout* form);
    /// Says what became of it, unless none was typed; false: it could not be kept.
    bool keepSecret();
    void connectNow();
    void sayOfCloud();
    /// Why a cloud cannot be believed by what stands here; empty: it can.
    QString trustFault() const;
    void tellAppearance();
    void showPreferences();
    void showAppearance(const Appearance& appearance);

    Preferences m_preferences;
    SecretStore m_secrets;
    QLineEdit* m_search;
    QListWidget* m_titles;
    QStackedWidget* m_pages;
    QLabel* m_message;
    QList<QFormLayout*> m_forms;
    QComboBox* m_theme = nullptr;
    QComboBox* m_language = nullptr;
    QDoubleSpinBox* m_scale = nullptr;
    QLineEdit* m_secret = nullptr;
    QPushButton* m_connect = nullptr;
    QList<std::pair<QLineEdit*, QString Preferences::*>> m_texts;
    bool m_isFilling = false;
};

}  // namespace msao::ui
