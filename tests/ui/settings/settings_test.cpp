// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/diagnostics.h"
#include "ui/settings/errands.h"
#include "ui/settings/first_run_page.h"
#include "ui/settings/settings_actions.h"
#include "ui/settings/settings_dialog.h"

#include <QAbstractButton>
#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

#include <memory>

using namespace msao;
using namespace msao::ui;

namespace {

const QByteArray kSecret = "s3cret-of-the-token";

QByteArray contentOf(const QString& file) {
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

}  // namespace

class SettingsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void preferencesAreRememberedAndEmptyOnesForgotten();
    void secretIsInAFileOfItsOwnThatOnlyItsOwnerReads();
    void secretThatOthersCanReadIsNotUsed();
    void secretThatCannotBeKeptIsToldInASentence();
    void changesApplyAtOnce();
    void whatIsTypedIsKeptAtOnce();
    void searchShowsWhatFitsOnAnyPage();
    void resetConcernsOnePage();
    void typedSecretIsKeptAndNeverShownAgain();
    void authorityIsRememberedAndToldWhereItIsOfNoUse();
    void aServerIsConnectedToFromHereOnceItCanBe();
    void nothingConnectsBesideASecretThatCannotBeKept();
    void whatIsMissingForAServerIsAskedForInWords();
    void theServersPageIsOpenedByItself();
    void everyFieldHasAnAccessibleName();
    void firstPageCanBeSkippedAndOffersOnlyWhatIsThere();
    void errandsRefuseWhatDoesNotFit_data();
    void errandsRefuseWhatDoesNotFit();
    void errandsExportWhatWasAsked();
    void diagnosticsTellNoSecret();

private:
    std::unique_ptr<SettingsDialog> dialog(const Preferences& preferences = {}) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    Look m_look;
};

void SettingsTest::initTestCase() {
    loadTypeface();
    QCoreApplication::setOrganizationName(QStringLiteral("msao"));
    QCoreApplication::setApplicationName(QStringLiteral("msao-studio"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
}

void SettingsTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->path());
}

std::unique_ptr<SettingsDialog> SettingsTest::dialog(const Preferences& preferences) const {
    auto made = std::make_unique<SettingsDialog>(Appearance{}, preferences, SecretStore::standard(), m_look, nullptr);
    made->setAttribute(Qt::WA_DeleteOnClose, false);
    made->show();
    return made;
}

void SettingsTest::preferencesAreRememberedAndEmptyOnesForgotten() {
    Preferences preferences;
    preferences.server = QStringLiteral("wss://host:7443");
    preferences.link = QStringLiteral("300mbit,20ms");
    {
        QSettings settings;
        savePreferences(settings, preferences);
        QVERIFY(!hasSeenFirstRun(settings));
        markFirstRunSeen(settings);
    }
    QSettings settings;
    QCOMPARE(loadPreferences(settings), preferences);
    QVERIFY(hasSeenFirstRun(settings));
    savePreferences(settings, {});
    QVERIFY(!settings.contains(QStringLiteral("live/server")));
    QCOMPARE(loadPreferences(settings), Preferences{});
}

void SettingsTest::secretIsInAFileOfItsOwnThatOnlyItsOwnerReads() {
    const SecretStore secrets = SecretStore::standard();
    QVERIFY(secrets.file().startsWith(m_folder->path()));
    QVERIFY(!secrets.has());
    QVERIFY(secrets.keep(kSecret));
    struct stat facts {};
    QCOMPARE(stat(QFile::encodeName(secrets.file()).constData(), &facts), 0);
    QCOMPARE(facts.st_mode & 0777, mode_t{0600});
    QCOMPARE(*secrets.secret(), kSecret);
    QVERIFY(secrets.keep("another"));
    QCOMPARE(stat(QFile::encodeName(secrets.file()).constData(), &facts), 0);
    QCOMPARE(facts.st_mode & 0777, mode_t{0600});
    QVERIFY(secrets.keep({}));
    QVERIFY(!secrets.has());
}

void SettingsTest::secretThatOthersCanReadIsNotUsed() {
    const SecretStore secrets = SecretStore::standard();
    QVERIFY(secrets.keep(kSecret));
    QVERIFY(QFile::setPermissions(secrets.file(), QFileDevice::ReadOwner | QFileDevice::ReadOther));
    const auto read = secrets.secret();
    QVERIFY(!read);
    QVERIFY(read.error().message.find("can be read by others") != std::string::npos);
}

void SettingsTest::secretThatCannotBeKeptIsToldInASentence() {
    const auto kept = SecretStore(QStringLiteral("/proc/none/secret")).keep(kSecret);
    QVERIFY(!kept);
    QVERIFY2(kept.error().message.ends_with('.'), kept.error().message.c_str());
    QVERIFY(!SecretStore::standard().keep(QByteArray(10'000, 'x')));
    QVERIFY(!SecretStore::standard().has());
}

void SettingsTest::changesApplyAtOnce() {
    const auto shown = dialog();
    QSignalSpy looks(shown.get(), &SettingsDialog::appearanceChanged);
    QSignalSpy preferences(shown.get(), &SettingsDialog::preferencesChanged);
    auto* theme = shown->findChild<QComboBox*>();
    theme->setCurrentIndex(theme->findData(themeKey(ThemeName::Light)));
    QCOMPARE(looks.count(), 1);
    QCOMPARE(looks[0][0].value<Appearance>().theme, ThemeName::Light);
    for (auto* field : shown->findChildren<QLineEdit*>()) {
        if (field->accessibleName() == QLatin1String("Server")) field->setText(QStringLiteral(" ws://here:1 "));
    }
    QCOMPARE(preferences.count(), 1);
    QCOMPARE(preferences[0][0].value<Preferences>().server, QStringLiteral("ws://here:1"));
}

void SettingsTest::whatIsTypedIsKeptAtOnce() {
    QWidget window;
    ActionRegistry actions;
    addSettingsActions(window, actions, m_look, {[] { return Appearance{}; }, [](const Appearance&) {}})
        ->openSettings();
    const auto* shown = window.findChild<SettingsDialog*>();
    QVERIFY(shown);
    for (auto* field : shown->findChildren<QLineEdit*>()) {
        if (field->accessibleName() == QLatin1String("Server")) field->setText(QStringLiteral("ws://here:1"));
    }
    QCOMPARE(loadPreferences(QSettings()).server, QStringLiteral("ws://here:1"));
}

void SettingsTest::searchShowsWhatFitsOnAnyPage() {
    const auto shown = dialog();
    QCOMPARE(shown->page(), SettingsDialog::Page::Appearance);
    shown->find(QStringLiteral("token secret"));
    QCOMPARE(shown->page(), SettingsDialog::Page::Live);
    QStringList visible;
    for (auto* field : shown->findChildren<QLineEdit*>()) {
        if (field->isVisible() && !field->accessibleName().isEmpty()) visible << field->accessibleName();
    }
    visible.removeAll(QStringLiteral("Find a setting"));
    QCOMPARE(visible, QStringList{QStringLiteral("Secret of the token")});
    shown->find(QStringLiteral("no such thing"));
    QVERIFY(!shown->message().isEmpty());
    shown->find({});
    QVERIFY(shown->message().isEmpty());
    for (int row = 0; row < 3; ++row) QVERIFY(!shown->findChild<QListWidget*>()->item(row)->isHidden());
}

void SettingsTest::resetConcernsOnePage() {
    Preferences preferences;
    preferences.server = QStringLiteral("ws://host:1");
    preferences.recordings = QStringLiteral("/somewhere");
    QVERIFY(SecretStore::standard().keep(kSecret));
    const auto shown = dialog(preferences);
    shown->find(QStringLiteral("recordings"));
    shown->resetPage();
    QCOMPARE(shown->preferences().server, preferences.server);
    QVERIFY(shown->preferences().recordings.isEmpty());
    QVERIFY(SecretStore::standard().has());
    shown->find(QStringLiteral("server"));
    shown->resetPage();
    QCOMPARE(shown->preferences(), Preferences{});
    QVERIFY(!SecretStore::standard().has());
}

void SettingsTest::typedSecretIsKeptAndNeverShownAgain() {
    const auto shown = dialog();
    shown->find(QStringLiteral("secret"));
    for (auto* field : shown->findChildren<QLineEdit*>()) {
        if (field->echoMode() != QLineEdit::Password) continue;
        QTest::keyClicks(field, QString::fromLatin1(kSecret));
        QTest::keyClick(field, Qt::Key_Return);
    }
    QVERIFY(shown->isVisible());
    QCOMPARE(*SecretStore::standard().secret(), kSecret);
    for (const auto* field : shown->findChildren<QLineEdit*>())
        QVERIFY(!field->text().contains(QString::fromLatin1(kSecret)));
    QSettings settings;
    savePreferences(settings, shown->preferences());
    settings.sync();
    QVERIFY(QFile::exists(settings.fileName()) || settings.allKeys().isEmpty());
    QVERIFY(!contentOf(settings.fileName()).contains(kSecret));
}

void SettingsTest::authorityIsRememberedAndToldWhereItIsOfNoUse() {
    const auto shown = dialog();
    const auto enter = [&shown](const QString& name, const QString& text) {
        for (auto* field : shown->findChildren<QLineEdit*>()) {
            if (field->accessibleName() == name) field->setText(text);
        }
    };
    const QString server = QStringLiteral("Server");
    const QString authority = QStringLiteral("Certificate authority");
    enter(server, QStringLiteral("ws://host:1"));
    QVERIFY(shown->message().isEmpty());
    enter(authority, QStringLiteral("/nowhere/ca.pem"));
    QVERIFY2(shown->message().contains(QStringLiteral("/nowhere/ca.pem cannot be read")), qPrintable(shown->message()));
    QFile pem(m_folder->filePath(QStringLiteral("ca.pem")));
    QVERIFY(pem.open(QIODevice::WriteOnly));
    enter(authority, pem.fileName());
    QVERIFY2(shown->message().contains(QStringLiteral("wss://")), qPrintable(shown->message()));
    enter(server, QStringLiteral("wss://host:1"));
    QVERIFY2(shown->message().isEmpty(), qPrintable(shown->message()));
    QSettings settings;
    savePreferences(settings, shown->preferences());
    QCOMPARE(loadPreferences(settings).authorities, pem.fileName());
}

void SettingsTest::aServerIsConnectedToFromHereOnceItCanBe() {
    const auto shown = dialog();
    shown->find(QStringLiteral("server"));
    const auto enter = [&shown](const QString& name, const QString& text) {
        for (auto* field : shown->findChildren<QLineEdit*>()) {
            if (field->accessibleName() == name) field->setText(text);
        }
    };
    QSignalSpy wanted(shown.get(), &SettingsDialog::connectWanted);
    auto* button = shown->findChild<QPushButton*>(QStringLiteral("connect"));
    QVERIFY(button && button->isVisible() && !button->isEnabled());
    enter(QStringLiteral("Server"), QStringLiteral("ws://host:1"));
    QVERIFY(button->isEnabled());
    enter(QStringLiteral("Certificate authority"), QStringLiteral("/nowhere/ca.pem"));
    QVERIFY(!button->isEnabled());
    enter(QStringLiteral("Certificate authority"), QString());
    enter(QStringLiteral("Secret of the token"), QString::fromLatin1(kSecret));
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    QVERIFY(!shown->isVisible());
    QCOMPARE(*SecretStore::standard().secret(), kSecret);
}

void SettingsTest::nothingConnectsBesideASecretThatCannotBeKept() {
    Preferences preferences;
    preferences.server = QStringLiteral("ws://host:1");
    const auto shown = dialog(preferences);
    shown->find(QStringLiteral("server"));
    QSignalSpy wanted(shown.get(), &SettingsDialog::connectWanted);
    for (auto* field : shown->findChildren<QLineEdit*>()) {
        if (field->echoMode() != QLineEdit::Password) continue;
        field->setText(QString(10'000, QLatin1Char('x')));
        Q_EMIT field->editingFinished();  // as when the mouse leaves it for the button
    }
    auto* button = shown->findChild<QPushButton*>(QStringLiteral("connect"));
    QVERIFY(button && button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(wanted.count(), 0);
    QVERIFY(shown->isVisible());
    QVERIFY2(shown->message().contains(QStringLiteral("4096")), qPrintable(shown->message()));
}

void SettingsTest::whatIsMissingForAServerIsAskedForInWords() {
    QWidget window;
    ActionRegistry actions;
    SettingsActions* settings =
        addSettingsActions(window, actions, m_look, {[] { return Appearance{}; }, [](const Appearance&) {}});
    QSignalSpy wanted(settings, &SettingsActions::firstStepWanted);
    const auto only = [&window] {
        const auto dialogs = window.findChildren<SettingsDialog*>();
        return dialogs.size() == 1 ? dialogs.front() : nullptr;
    };
    settings->openFirstRun();
    auto* page = window.findChild<FirstRunPage*>();
    for (auto* button : page->findChildren<QAbstractButton*>()) {
        if (button->text() == QLatin1String("Connect a server")) button->click();
    }
    QCOMPARE(wanted.count(), 0);
    QVERIFY(only());
    QCOMPARE(only()->page(), SettingsDialog::Page::Live);
    QVERIFY2(only()->message().contains(QStringLiteral("server")), qPrintable(only()->message()));
    delete only();
    settings->askFor(SettingsDialog::Missing::Draft);
    QVERIFY(only());
    QCOMPARE(only()->page(), SettingsDialog::Page::Live);
    QVERIFY2(only()->message().contains(QStringLiteral("draft model")), qPrintable(only()->message()));
    for (auto* field : only()->findChildren<QLineEdit*>()) {
        if (field->accessibleName() == QLatin1String("Draft model")) field->setText(QStringLiteral("/models/draft"));
    }
    QVERIFY2(only()->message().isEmpty(), qPrintable(only()->message()));
}

void SettingsTest::theServersPageIsOpenedByItself() {
    QWidget window;
    ActionRegistry actions;
    addSettingsActions(window, actions, m_look, {[] { return Appearance{}; }, [](const Appearance&) {}})
        ->openLiveSettings();
    const auto* shown = window.findChild<SettingsDialog*>();
    QVERIFY(shown);
    QCOMPARE(shown->page(), SettingsDialog::Page::Live);
    QVERIFY(shown->message().isEmpty());
}

void SettingsTest::everyFieldHasAnAccessibleName() {
    const auto shown = dialog();
    const auto check = [](const QWidget* widget) {
        const bool isInside = widget->objectName().startsWith(QLatin1String("qt_"));
        QVERIFY2(isInside || !widget->accessibleName().isEmpty(), widget->metaObject()->className());
    };
    for (const auto* widget : shown->findChildren<QComboBox*>()) check(widget);
    for (const auto* widget : shown->findChildren<QDoubleSpinBox*>()) check(widget);
    for (const auto* widget : shown->findChildren<QLineEdit*>()) check(widget);
}

void SettingsTest::firstPageCanBeSkippedAndOffersOnlyWhatIsThere() {
    for (const bool hasPair : {false, true}) {
        FirstRunPage page({hasPair}, m_look, nullptr);
        page.setAttribute(Qt::WA_DeleteOnClose, false);
        QSignalSpy chosen(&page, &FirstRunPage::chosen);
        page.show();
        const auto buttons = page.findChildren<QAbstractButton*>();
        QCOMPARE(buttons.size(), 4);
        for (const auto* button : buttons) QVERIFY(!button->text().isEmpty());
        QCOMPARE(buttons[0]->isEnabled(), hasPair);
        page.findChild<QAbstractButton*>(QStringLiteral("skip"))->click();
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(page.step(), FirstStep::Skip);
    }
    FirstRunPage page({true}, m_look, nullptr);
    page.setAttribute(Qt::WA_DeleteOnClose, false);
    page.findChildren<QAbstractButton*>()[0]->click();
    QCOMPARE(page.step(), FirstStep::Demo);
}

namespace {

engine::Result<Errand> parsed(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("replay"), QString(), QStringLiteral("file")});
    addErrandOptions(parser);
    if (!parser.parse(QStringList{QStringLiteral("msao-studio")} + arguments))
        return engine::Error{engine::ErrorCode::InvalidArgument, parser.errorText().toStdString()};
    return errandOf(parser);
}

}  // namespace

void SettingsTest::errandsRefuseWhatDoesNotFit_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("format") << QStringList{"--replay", "a.msao", "--export", "pdf", "out"};
    QTest::newRow("no recording") << QStringList{"--export", "csv", "out"};
    QTest::newRow("no file") << QStringList{"--replay", "a.msao", "--export", "csv"};
    QTest::newRow("two files") << QStringList{"--replay", "a.msao", "--export", "csv", "out", "out2"};
    QTest::newRow("figure") << QStringList{"--replay", "a.msao", "--export", "svg", "--figure", "pie", "out"};
    QTest::newRow("paper") << QStringList{"--replay", "a.msao", "--export", "svg", "--paper", "a4", "out"};
    QTest::newRow("two recordings") << QStringList{"a.msao", "b.msao"};
}

void SettingsTest::errandsRefuseWhatDoesNotFit() {
    QFETCH(const QStringList, arguments);
    const auto errand = parsed(arguments);
    QVERIFY(!errand);
    QVERIFY2(errand.error().message.starts_with("--"), errand.error().message.c_str());
}

void SettingsTest::errandsExportWhatWasAsked() {
    const auto errand =
        parsed({"--replay", "a.msao", "--export", "svg", "--figure", "heatmap", "--paper", "page", "out"});
    QVERIFY(errand);
    QCOMPARE(errand->kind, Errand::Kind::Export);
    QCOMPARE(errand->order.format, ExportFormat::Svg);
    QCOMPARE(errand->order.figure, FigureKind::Heatmap);
    QCOMPARE(errand->order.style.millimetres, figureStyle(FigurePreset::Page).millimetres);
    QCOMPARE(errand->file, QStringLiteral("out"));
    QCOMPARE(parsed({"--self-test"})->kind, Errand::Kind::SelfTest);
    QCOMPARE(parsed({"--print-diagnostics"})->kind, Errand::Kind::Diagnostics);
    QCOMPARE(parsed({"a.msao"})->kind, Errand::Kind::None);
}

void SettingsTest::diagnosticsTellNoSecret() {
    QVERIFY(SecretStore::standard().keep(kSecret));
    const QString text = diagnostics(QStringLiteral("/pair"));
    QVERIFY(text.contains(SecretStore::standard().file()));
    QVERIFY(text.contains(QStringLiteral("demo pair: /pair")));
    QVERIFY(text.contains(QString::fromLatin1(qVersion())));
    QVERIFY(!text.contains(QString::fromLatin1(kSecret)));
    for (const QString& line : text.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        QVERIFY(line.contains(QLatin1String(": ")));
}

QTEST_MAIN(SettingsTest)
#include "settings_test.moc"
