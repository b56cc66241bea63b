// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_dialog.h"

#include "ui/theme/icons.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace msao::ui {
namespace {

QString languageName(Language language) {
    switch (language) {
        case Language::English:
            return QStringLiteral("English");
        case Language::SimplifiedChinese:
            return QStringLiteral("简体中文");
        case Language::German:
            return QStringLiteral("Deutsch");
    }
    return {};
}

/// What a row says of itself, to be searched.
QString wordsOf(const QFormLayout& form, int row) {
    QString words;
    for (const auto role : {QFormLayout::LabelRole, QFormLayout::FieldRole, QFormLayout::SpanningRole}) {
        const QLayoutItem* item = form.itemAt(row, role);
        if (!item || !item->widget()) continue;
        if (const auto* label = qobject_cast<const QLabel*>(item->widget())) words += label->text() + QLatin1Char(' ');
        words += item->widget()->accessibleName() + QLatin1Char(' ') + item->widget()->toolTip() + QLatin1Char(' ');
    }
    return words;
}

}  // namespace

SettingsDialog::SettingsDialog(const Appearance& appearance, const Preferences& preferences, SecretStore secrets,
                               const Look& look, QWidget* parent)
    : QDialog(parent),
      m_preferences(preferences),
      m_secrets(std::move(secrets)),
      m_search(new QLineEdit(this)),
      m_titles(new QListWidget(this)),
      m_pages(new QStackedWidget(this)),
      m_message(new QLabel(this)) {
    setWindowTitle(tr("Settings"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(look.px(860), look.px(480));
    m_search->setPlaceholderText(tr("Find a setting"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_titles->setAccessibleName(tr("Pages"));
    m_titles->setFixedWidth(look.px(200));
    m_titles->setSpacing(look.px(3));
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    makeAppearancePage();
    makeLivePage();
    makeRecordingPage();
    auto* buttons = new QDialogButtonBox(this);
    // Of our own: Qt's has its word in English where Qt's translations are not installed, and a desktop's dark icon.
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    auto* reset = buttons->addButton(tr("Reset this page"), QDialogButtonBox::ResetRole);
    // Return in a field ends the field, not the dialog.
    for (QAbstractButton* button : buttons->buttons()) static_cast<QPushButton*>(button)->setAutoDefault(false);
    auto* body = new QHBoxLayout;
    body->addWidget(m_titles);
    body->addWidget(m_pages, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(look.px(16), look.px(16), look.px(16), look.px(16));
    column->addWidget(m_search);
    column->addLayout(body, 1);
    column->addWidget(m_message);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(reset, &QPushButton::clicked, this, &SettingsDialog::resetPage);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsDialog::find);
    connect(m_titles, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    m_titles->setCurrentRow(0);
    showAppearance(appearance);
    showPreferences();
    sayOfCloud();
}

SettingsDialog::Page SettingsDialog::page() const {
    return static_cast<Page>(m_pages->currentIndex());
}

QFormLayout* SettingsDialog::addPage(const QString& title) {
    auto* page = new QWidget(m_pages);
    auto* form = new QFormLayout(page);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_titles->addItem(title);
    m_pages->addWidget(page);
    m_forms.push_back(form);
    return form;
}

void SettingsDialog::makeAppearancePage() {
    QFormLayout* form = addPage(tr("Appearance"));
    m_theme = new QComboBox(this);
    m_theme->addItem(tr("Dark"), themeKey(ThemeName::Dark));
    m_theme->addItem(tr("Light"), themeKey(ThemeName::Light));
    m_theme->addItem(tr("High contrast"), themeKey(ThemeName::HighContrast));
    m_language = new QComboBox(this);
    for (const Language language : kLanguages) m_language->addItem(languageName(language), languageKey(language));
    m_scale = new QDoubleSpinBox(this);
    m_scale->setRange(0.8, 2.0);
    m_scale->setSingleStep(0.05);
    m_scale->setButtonSymbols(QAbstractSpinBox::NoButtons);
    const auto add = [form](const QString& name, QWidget* field) {
        field->setAccessibleName(name);
        form->addRow(name, field);
    };
    add(tr("Theme"), m_theme);
    add(tr("Language"), m_language);
    add(tr("Size of text"), m_scale);
    connect(m_theme, &QComboBox::currentIndexChanged, this, &SettingsDialog::tellAppearance);
    connect(m_language, &QComboBox::currentIndexChanged, this, &SettingsDialog::tellAppearance);
    connect(m_scale, &QDoubleSpinBox::valueChanged, this, &SettingsDialog::tellAppearance);
}

void SettingsDialog::makeLivePage() {
    QFormLayout* form = addPage(tr("Server and link"));
    addText(form, tr("Server"), tr("ws://host:port or wss://host:port"), &Preferences::server);
    addPath(form, tr("Certificate authority"), tr("For wss://: a PEM file; empty: this machine's"),
            &Preferences::authorities, PathKind::File);
    addText(form, tr("Name of the token"), tr("As the server's file of tokens has it"), &Preferences::token);
    addSecret(form);
    addPath(form, tr("Draft model"), tr("A folder with config.json; empty: the demo pair's"), &Preferences::draft,
            PathKind::Folder);
    addText(form, tr("Emulated link"), tr("Such as 300mbit,20ms; empty: the link as it is"), &Preferences::link);
    addConnect(form);
}

void SettingsDialog::makeRecordingPage() {
    QFormLayout* form = addPage(tr("Recording"));
    addPath(form, tr("Folder for recordings"), tr("Empty: among your documents"), &Preferences::recordings,
            PathKind::Folder);
}

QLineEdit* SettingsDialog::addText(QFormLayout* form, const QString& name, const QString& hint,
                                   QString Preferences::*value) {
    auto* field = new QLineEdit(this);
    field->setPlaceholderText(hint);
    field->setToolTip(hint);
    field->setAccessibleName(name);
    form->addRow(name, field);
    m_texts.push_back({field, value});
    connect(field, &QLineEdit::textChanged, this, [this, value](const QString& text) {
        if (m_isFilling) return;
        m_preferences.*value = text.trimmed();
        sayOfCloud();
        Q_EMIT preferencesChanged(m_preferences);
    });
    return field;
}

void SettingsDialog::addPath(QFormLayout* form, const QString& name, const QString& hint, QString Preferences::*value,
                             PathKind kind) {
    const bool isFile = kind == PathKind::File;
    QLineEdit* field = addText(form, name, hint, value);
    QAction* choose =
        field->addAction(icon(QStringLiteral("open"), palette().text().color()), QLineEdit::TrailingPosition);
    choose->setText(isFile ? tr("Choose a file…") : tr("Choose a folder…"));
    connect(choose, &QAction::triggered, this, [this, field, name, isFile] {
        auto* dialog = new QFileDialog(this, name, field->text());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(isFile ? QFileDialog::ExistingFile : QFileDialog::Directory);
        connect(dialog, &QFileDialog::fileSelected, field, &QLineEdit::setText);
        dialog->open();
    });
}

QString SettingsDialog::trustFault() const {
    const QString& file = m_preferences.authorities;
    if (file.isEmpty()) return {};
    const QFileInfo facts(file);
    if (!facts.isFile() || !facts.isReadable())
        return tr("%1 cannot be read. Choose a file with certificates in PEM, or none.")
            .arg(QDir::toNativeSeparators(file));
    const bool isEncrypted = m_preferences.server.startsWith(QLatin1String("wss://"), Qt::CaseInsensitive);
    return isEncrypted ? QString()
                       : tr("A certificate authority needs an encrypted server, whose address begins with wss://.");
}

void SettingsDialog::addSecret(QFormLayout* form) {
    m_secret = new QLineEdit(this);
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setAccessibleName(tr("Secret of the token"));
    m_secret->setToolTip(tr("Kept in %1, which only you may read").arg(QDir::toNativeSeparators(m_secrets.file())));
    form->addRow(m_secret->accessibleName(), m_secret);
    connect(m_secret, &QLineEdit::editingFinished, this, &SettingsDialog::keepSecret);
}

void SettingsDialog::addConnect(QFormLayout* form) {
    m_connect = new QPushButton(tr("Connect"), this);
    m_connect->setObjectName(QStringLiteral("connect"));
    m_connect->setAutoDefault(false);
    m_connect->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_connect->setAccessibleName(m_connect->text());
    m_connect->setToolTip(tr("Goes on with this server now; an answer that is coming is cancelled"));
    form->addRow(QString(), m_connect);
    connect(m_connect, &QPushButton::clicked, this, &SettingsDialog::connectNow);
}

void SettingsDialog::connectNow() {
    if (!keepSecret()) return;
    accept();
    Q_EMIT connectWanted();
}

void SettingsDialog::sayOfCloud() {
    const QString fault = trustFault();
    m_message->setText(fault);
    m_connect->setEnabled(fault.isEmpty() && !m_preferences.server.isEmpty());
}

/// A secret that was kept is not shown again: it is only written over. One that could not be kept stays, so that
/// leaving the field for Connect does not pass over it.
bool SettingsDialog::keepSecret() {
    if (m_secret->text().isEmpty()) return true;
    const engine::Status kept = m_secrets.keep(m_secret->text().trimmed().toUtf8());
    m_message->setText(
        kept ? tr("The secret is kept in %1, which only you may read.").arg(QDir::toNativeSeparators(m_secrets.file()))
             : QString::fromStdString(kept.error().message));
    if (!kept) return false;
    m_secret->clear();
    showPreferences();
    return true;
}

void SettingsDialog::turnTo(Page page) {
    m_titles->setCurrentRow(static_cast<int>(page));
}

void SettingsDialog::askFor(Missing missing) {
    find({});
    turnTo(Page::Live);
    const bool isServer = missing == Missing::Server;
    m_message->setText(isServer ? tr("Name the server here, then press Connect.")
                                : tr("The edge has no draft model, and no demo pair is installed that has one: choose "
                                     "a folder for it here, then press Connect."));
    for (const auto& [field, value] : m_texts) {
        if (value == (isServer ? &Preferences::server : &Preferences::draft)) field->setFocus();
    }
}

void SettingsDialog::tellAppearance() {
    if (m_isFilling) return;
    Q_EMIT appearanceChanged({parseTheme(m_theme->currentData().toString()).value_or(ThemeName::Dark),
                              parseLanguage(m_language->currentData().toString()).value_or(Language::English),
                              m_scale->value()});
}

void SettingsDialog::showAppearance(const Appearance& appearance) {
    m_isFilling = true;
    m_theme->setCurrentIndex(m_theme->findData(themeKey(appearance.theme)));
    m_language->setCurrentIndex(m_language->findData(languageKey(appearance.language)));
    m_scale->setValue(appearance.scale);
    m_isFilling = false;
}

void SettingsDialog::showPreferences() {
    m_isFilling = true;
    for (const auto& [field, value] : m_texts) field->setText(m_preferences.*value);
    m_secret->setPlaceholderText(m_secrets.has() ? tr("kept; type to replace it") : tr("none yet"));
    m_isFilling = false;
}

void SettingsDialog::find(const QString& words) {
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    int first = -1;
    for (int page = 0; page < m_forms.size(); ++page) {
        QFormLayout& form = *m_forms[page];
        bool hasAny = false;
        for (int row = 0; row < form.rowCount(); ++row) {
            const QString said = wordsOf(form, row) + m_titles->item(page)->text();
            const bool fits = std::all_of(wanted.begin(), wanted.end(), [&said](const QString& word) {
                return said.contains(word, Qt::CaseInsensitive);
            });
            form.setRowVisible(row, fits);
            hasAny |= fits;
        }
        m_titles->item(page)->setHidden(!hasAny);
        if (hasAny && first < 0) first = page;
    }
    sayOfCloud();
    if (first < 0) m_message->setText(tr("No setting is called that."));
    if (first >= 0 && m_titles->item(m_titles->currentRow())->isHidden()) m_titles->setCurrentRow(first);
}

void SettingsDialog::resetPage() {
    if (page() == Page::Appearance) {
        showAppearance({});
        return tellAppearance();
    }
    const Preferences standard;
    if (page() == Page::Live) {
        const QString recordings = m_preferences.recordings;
        m_preferences = standard;
        m_preferences.recordings = recordings;
        sayOfCloud();
        if (const engine::Status removed = m_secrets.keep({}); !removed)
            m_message->setText(QString::fromStdString(removed.error().message));
    } else {
        m_preferences.recordings = standard.recordings;
    }
    showPreferences();
    Q_EMIT preferencesChanged(m_preferences);
}

}  // namespace msao::ui
