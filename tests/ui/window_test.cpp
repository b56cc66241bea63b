// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/sample_run.h"
#include "tests/ui/sample_window.h"
#include "ui/ask/race_rows.h"
#include "ui/commands/cheat_sheet.h"
#include "ui/events/event_rows.h"
#include "ui/export/transcript.h"
#include "ui/headline/headline_figures.h"
#include "ui/heatmap/importance_map.h"
#include "ui/theme/quantities.h"
#include "ui/tokens/token_rows.h"
#include "ui/window/main_window.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QDragEnterEvent>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <QWheelEvent>
#include <QXmlStreamReader>

#include <algorithm>
#include <utility>
#include <vector>

using namespace msao;
using namespace msao::test;
using namespace msao::ui;

namespace {

LiveState liveState() {
    LiveState state;
    state.isAttached = true;
    state.isAnswering = true;
    state.isRecording = true;
    state.place = QStringLiteral("loopback");
    state.sourceName = QStringLiteral("Scene 1");
    state.link = QStringLiteral("300mbit,20ms");
    state.notices = {{Trouble::CloudGone, QStringLiteral("The connection to the cloud broke.")}};
    return state;
}

/// A file of that name is dropped.
void drop(MainWindow& window, const QTemporaryDir& folder, const QString& name) {
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("nothing that anybody could read");
    file.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file.fileName())});
    const QPoint centre = window.rect().center();
    QDragEnterEvent enter(centre, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent dropped(centre, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &dropped);
}

}  // namespace

class WindowTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void commandsAreNamedAndHaveKeysOfTheirOwn();
    void commandsAreReachableFromMenusAndCheatSheet();
    void everythingToPressHasAnAccessibleName();
    void rowsKeepTheRulesOfModelsWhileTheCursorMoves();
    void headlineComparesOnlyWithACloudOnlyRunOfTheQuestion();
    void headlineSharesWhatTheCloudJudged();
    void mapDimsWhatWasDroppedAndRefusesAWrongGrid();
    void textIsReadableOnItsSurface();
    void nothingIsCutOrLiesOverSomething_data();
    void nothingIsCutOrLiesOverSomething();
    void controlsOfALiveRunFit_data();
    void controlsOfALiveRunFit();
    void everyTroubleIsToldInWords();
    void aModelThatCannotBeLoadedIsChosenAnewInTheSettings();
    void whatIsDroppedInVainIsToldInWords();
    void aRecordingThatCannotBeReadIsToldInWords();
    void liveControlsAreThereOnlyInALiveRun();
    void layoutsAreRestoredAndBadOnesIgnored();
    void presenterModeShowsAtMostFiveRegions();
    void aPresentedRaceIsSeenOnAnyProjector_data();
    void aPresentedRaceIsSeenOnAnyProjector();
    void theDeviceIsToldInWordsOfTheLanguage();
    void theWheelTunesNothingThatWasNotChosen();
    void languageChangesWithoutARestart();
    void numbersToTuneAreWrittenAsTheLanguageDoes();
    void translationsAreComplete_data();
    void translationsAreComplete();
};

void WindowTest::initTestCase() {
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    loadTypeface();
}

void WindowTest::commandsAreNamedAndHaveKeysOfTheirOwn() {
    const ActionRegistry registry;
    QSet<QKeySequence> keys;
    for (const QAction* action : registry.all()) {
        QVERIFY(!action->text().isEmpty());
        QVERIFY2(!action->statusTip().isEmpty(), qPrintable(action->text()));
        QVERIFY2(!action->toolTip().isEmpty(), qPrintable(action->text()));
        QVERIFY2(!action->shortcut().isEmpty(), qPrintable(action->text()));
        QVERIFY2(!keys.contains(action->shortcut()), qPrintable(action->text()));
        keys.insert(action->shortcut());
    }
}

void WindowTest::commandsAreReachableFromMenusAndCheatSheet() {
    MainWindow window;
    QSet<QAction*> inMenus;
    for (const QAction* entry : window.menuBar()->actions()) {
        for (QAction* action : entry->menu()->actions()) inMenus.insert(action);
    }
    const QString sheet = CheatSheet::html(window.actionRegistry());
    for (QAction* action : window.actionRegistry().all()) {
        QVERIFY2(inMenus.contains(action), qPrintable(action->text()));
        QVERIFY2(window.actions().contains(action), qPrintable(action->text()));
        QVERIFY2(sheet.contains(action->text().toHtmlEscaped()), qPrintable(action->text()));
    }
}

void WindowTest::everythingToPressHasAnAccessibleName() {
    const auto window = windowWithSample();
    for (const QWidget* widget : window->findChildren<QWidget*>()) {
        const bool isPressed = qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) ||
                               qobject_cast<const QComboBox*>(widget) ||
                               qobject_cast<const QAbstractItemView*>(widget) ||
                               qobject_cast<const QAbstractSlider*>(widget) || qobject_cast<const Panel*>(widget);
        const bool isQtsOwn =
            qobject_cast<const QScrollBar*>(widget) || widget->objectName().startsWith(QLatin1String("qt_")) ||
            qobject_cast<const QComboBox*>(widget->parentWidget()) || widget->inherits("QComboBoxPrivateContainer") ||
            widget->inherits("QHeaderView") || widget->inherits("QTableCornerButton") ||
            widget->inherits("QComboBoxListView") || widget->inherits("QLineEditIconButton");
        if (!isPressed || isQtsOwn) continue;
        QVERIFY2(!widget->accessibleName().isEmpty(),
                 qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(widget->metaObject()->className()),
                                                        widget->objectName())));
    }
}

void WindowTest::rowsKeepTheRulesOfModelsWhileTheCursorMoves() {
    RunModel model;
    TokenRows tokens(model);
    EventRows events(model);
    const QAbstractItemModelTester tokenRules(&tokens, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QAbstractItemModelTester eventRules(&events, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFollowsEnd(false);
    model.append(sampleEvents());
    const TraceTime span = model.timeline().end() - model.timeline().begin();
    for (const int percent : {0, 55, 60, 58, 75, 40, 100, 62, 0, 100}) {
        model.setCursor(model.timeline().begin() + span * percent / 100);
        QCOMPARE(static_cast<std::size_t>(events.rowCount()), model.eventsShown());
        for (int row = 0; row < tokens.rowCount(); ++row) {
            QVERIFY(!tokens.index(row, static_cast<int>(TokenColumn::Text)).data().toString().isEmpty());
            QVERIFY(!tokens.index(row, 0).data(Qt::ToolTipRole).toString().isEmpty());
        }
    }
    const RunCounts& counts = model.shown().current()->counts;
    QCOMPARE(tokens.rowCount(), static_cast<int>(counts.proposed + counts.cloud));
}

void WindowTest::headlineComparesOnlyWithACloudOnlyRunOfTheQuestion() {
    RunModel model;
    model.append(sampleEvents());
    const QList<RaceRow> rows = raceRows(model.shown(), model.cursor());
    QCOMPARE(rows.size(), 2);
    QVERIFY(rows[1].mode == engine::Mode::CloudOnly);
    QCOMPARE(rows[1].isSameAnswer, std::optional(true));
    // The sample's run by the cloud alone has no plan that says what its picture took.
    QVERIFY(rows[0].sentBytes > model.shown().current()->bytesSent);
    QVERIFY(!rows[1].sentBytes);
    const QList<HeadlineFigure> raced = HeadlineFigures::of(model.shown());
    QVERIFY(raced[1].number.startsWith(QStringLiteral("×")));
    RunState alone = model.shown();
    alone.requests.removeFirst();
    const QList<HeadlineFigure> single = HeadlineFigures::of(alone);
    QVERIFY(!single[1].number.startsWith(QStringLiteral("×")));
    QCOMPARE(single[0].number, raced[0].number);
}

void WindowTest::headlineSharesWhatTheCloudJudged() {
    RunModel model;
    model.append(sampleEvents());
    RunState state = model.shown();
    RunCounts& counts = state.requests.last().counts;
    counts.accepted = 37;
    counts.corrected = 8;
    counts.rejected = 176;  // fell behind corrections, unread
    QCOMPARE(HeadlineFigures::of(state)[2].number, Quantities::percent(37.0 / 45));
}

void WindowTest::mapDimsWhatWasDroppedAndRefusesAWrongGrid() {
    engine::FrameProbed frame;
    frame.rows = 1;
    frame.columns = 2;
    frame.importance = {255, 255};
    frame.kept = {true, false};
    const Theme& theme = themeOf(ThemeName::Dark);
    const QImage kept = importanceMap(frame, theme, MapView::Kept, 0.6);
    QCOMPARE(qAlpha(kept.pixel(0, 0)), 0);
    QCOMPARE(qAlpha(kept.pixel(1, 0)), theme.veil.alpha());
    QVERIFY(qAlpha(importanceMap(frame, theme, MapView::Heat, 0.6).pixel(1, 0)) > 100);
    QCOMPARE(keptTokens(frame), 1);
    frame.rows = 3;
    QVERIFY(importanceMap(frame, theme, MapView::Both, 0.6).isNull());
    frame.rows = frame.columns = 2'000'000'000;
    QVERIFY(importanceMap(frame, theme, MapView::Both, 0.6).isNull());
}

void WindowTest::textIsReadableOnItsSurface() {
    for (const ThemeName name : kThemeNames) {
        const Theme& theme = themeOf(name);
        const double least = name == ThemeName::HighContrast ? 7 : 4.5;
        for (const QColor& surface : {theme.panel, theme.background, theme.raised}) {
            for (const QColor& ink : {theme.text, theme.secondary}) {
                QVERIFY2(contrastRatio(ink, surface) >= least,
                         qPrintable(themeKey(name) + ink.name() + surface.name()));
            }
        }
        for (const TokenMark mark : kTokenMarks)
            QVERIFY2(contrastRatio(colourOf(theme, mark), theme.panel) >= 4.5,
                     qPrintable(themeKey(name) + TokenMarkNames::name(mark)));
        QVERIFY(contrastRatio(theme.onAccent, theme.accent) >= 4.5);
    }
}

void WindowTest::nothingIsCutOrLiesOverSomething_data() {
    QTest::addColumn<int>("workspace");
    QTest::addColumn<int>("language");
    for (const Workspace workspace : kWorkspaces) {
        for (const Language language : kLanguages) {
            QTest::newRow(qPrintable(workspaceKey(workspace) + QLatin1Char(' ') + languageKey(language)))
                << static_cast<int>(workspace) << static_cast<int>(language);
        }
    }
}

void WindowTest::nothingIsCutOrLiesOverSomething() {
    QFETCH(int, workspace);
    QFETCH(int, language);
    const auto window = windowWithSample();
    window->setLanguage(static_cast<Language>(language));
    window->showWorkspace(static_cast<Workspace>(workspace));
    const TraceTime span = window->model().timeline().end() - window->model().timeline().begin();
    for (const double scale : {1.0, 1.25, 2.0}) {
        window->resize(QSize(1600, 900) * scale);
        window->look().setUserScale(scale);
        // The largest pictures take longest: at one moment only.
        const std::vector<int> moments = scale < 2 ? std::vector{0, 70, 100} : std::vector{100};
        for (const ThemeName theme : kThemeNames) {
            window->setThemeName(theme);
            for (const int percent : moments) {
                window->model().setCursor(window->model().timeline().begin() + span * percent / 100);
                settle();
                const TextLedger ledger;
                const QImage picture = window->grab().toImage();
                QVERIFY(!picture.isNull());
                QVERIFY(ledger.entries().size() > 12);
                const QStringList faults = faultsOf(ledger);
                QVERIFY2(faults.isEmpty(), qPrintable(QStringLiteral("scale %1, %2 %: %3")
                                                          .arg(scale)
                                                          .arg(percent)
                                                          .arg(faults.join(QStringLiteral("; ")))));
            }
        }
    }
}

void WindowTest::controlsOfALiveRunFit_data() {
    QTest::addColumn<int>("language");
    for (const Language language : kLanguages)
        QTest::newRow(qPrintable(languageKey(language))) << static_cast<int>(language);
}

/// Measured on the widgets: none is narrower than its words, and none lies over its neighbour.
void WindowTest::controlsOfALiveRunFit() {
    QFETCH(int, language);
    const auto window = windowWithSample();
    window->beginLive(sampleEvents());
    window->desk().setState(liveState());
    window->setLanguage(static_cast<Language>(language));
    for (const Workspace workspace : {Workspace::Demo, Workspace::Debug}) {
        for (const double scale : {1.0, 1.25}) {
            window->resize(QSize(1600, 900) * scale);
            window->look().setUserScale(scale);
            window->showWorkspace(workspace);
            settle();
            for (QWidget* bar :
                 {static_cast<QWidget*>(&window->askBar()), static_cast<QWidget*>(&window->conversationBar()),
                  static_cast<QWidget*>(const_cast<NoticeBar*>(&window->noticeBar()))}) {
                QVERIFY(bar->isVisible());
                const QStringList faults = faultsOfRow(*bar);
                QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QStringLiteral("; "))));
            }
            const TextLedger ledger;
            QVERIFY(!window->grab().isNull());
            QVERIFY2(faultsOf(ledger).isEmpty(), qPrintable(faultsOf(ledger).join(QStringLiteral("; "))));
        }
    }
}

void WindowTest::everyTroubleIsToldInWords() {
    MainWindow window;
    QSet<QString> sentences;
    for (int trouble = 0; trouble <= static_cast<int>(Trouble::Connecting); ++trouble) {
        LiveState state = liveState();
        state.notices = {{static_cast<Trouble>(trouble), QStringLiteral("Why.")}};
        window.desk().setState(state);
        QVERIFY(window.noticeBar().words().endsWith(QStringLiteral("Why.")));
        sentences.insert(window.noticeBar().words());
    }
    QCOMPARE(sentences.size(), static_cast<qsizetype>(Trouble::Connecting) + 1);
}

void WindowTest::aModelThatCannotBeLoadedIsChosenAnewInTheSettings() {
    MainWindow window;
    LiveState state = liveState();
    state.notices = {{Trouble::ModelFailed, QStringLiteral("/models/draft: expected a folder with a checkpoint.")}};
    window.desk().setState(state);
    QSignalSpy wanted(&window.desk(), &LiveDesk::remedyWanted);
    window.noticeBar().remedyButton().click();
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted[0][1].value<Remedy>(), Remedy::OpenSettings);
}

void WindowTest::whatIsDroppedInVainIsToldInWords() {
    const QTemporaryDir folder;
    const auto window = windowWithSample();
    const auto words = [&window] { return window->noticeBar().words(); };
    drop(*window, folder, QStringLiteral("film.mp4"));
    settle();
    QVERIFY(window->noticeBar().isVisible());
    QVERIFY2(words().contains(QStringLiteral("film.mp4")) && words().contains(QStringLiteral("PNG")),
             qPrintable(words()));
    window->desk().help(Trouble::NotTaken, Remedy::Dismiss);
    settle();
    QVERIFY(!window->noticeBar().isVisible());
    drop(*window, folder, QStringLiteral("picture.png"));
    QVERIFY2(words().contains(QStringLiteral("demo")), qPrintable(words()));

    QSignalSpy wanted(&window->desk(), &LiveDesk::sourceWanted);
    window->beginLive();
    window->desk().setState(liveState());
    drop(*window, folder, QStringLiteral("paper.pdf"));
    QVERIFY2(words().contains(QStringLiteral("paper.pdf")), qPrintable(words()));
    QCOMPARE(window->desk().state().notices.size(), qsizetype{2});
    drop(*window, folder, QStringLiteral("picture.png"));
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(window->desk().state().notices, liveState().notices);
}

void WindowTest::aRecordingThatCannotBeReadIsToldInWords() {
    const QTemporaryDir folder;
    const auto window = windowWithSample();
    drop(*window, folder, QStringLiteral("broken.msao"));
    QTRY_VERIFY(!window->desk().state().notices.isEmpty());
    QCOMPARE(window->desk().state().notices.front().trouble, Trouble::NotTaken);
    QVERIFY2(window->noticeBar().words().contains(QStringLiteral("broken.msao")),
             qPrintable(window->noticeBar().words()));
}

void WindowTest::liveControlsAreThereOnlyInALiveRun() {
    const auto window = windowWithSample();
    settle();
    QVERIFY(!window->askBar().isVisible());
    QVERIFY(!window->actionRegistry().action(CommandId::Record)->isEnabled());
    window->beginLive();
    window->desk().setState(liveState());
    settle();
    QVERIFY(window->askBar().isVisible());
    QVERIFY(window->actionRegistry().action(CommandId::Record)->isEnabled());
    window->actionRegistry().action(CommandId::Presenter)->trigger();
    settle();
    QVERIFY(!window->askBar().isVisible());
    window->actionRegistry().action(CommandId::Ask)->trigger();
    QVERIFY(window->askBar().isVisible());
    window->desk().ask(QStringLiteral("what is there?"));
    QVERIFY(!window->askBar().isVisible());
}

void WindowTest::layoutsAreRestoredAndBadOnesIgnored() {
    const auto window = windowWithSample();
    settle();
    QDockWidget* timeline = window->panels().docks().at(PanelId::Timeline);
    timeline->hide();
    const QByteArray state = window->layoutState(Workspace::Demo);
    window->showWorkspace(Workspace::Debug);
    window->setLayoutState(Workspace::Demo, state);
    window->showWorkspace(Workspace::Demo);
    settle();
    QVERIFY(!timeline->isVisible());
    window->setLayoutState(Workspace::Demo, QByteArray("not a layout"));
    settle();
    QVERIFY(timeline->isVisible());
}

void WindowTest::presenterModeShowsAtMostFiveRegions() {
    const auto window = windowWithSample();
    const double before = window->look().scale();
    window->actionRegistry().action(CommandId::Presenter)->trigger();
    settle();
    int regions = 0;
    for (const auto& [id, dock] : window->panels().docks()) regions += dock->isVisible() ? 1 : 0;
    QVERIFY(regions <= 5);
    QVERIFY(!window->menuBar()->isVisible());
    QVERIFY(window->look().scale() >= 1.4 * before);
}

void WindowTest::aPresentedRaceIsSeenOnAnyProjector_data() {
    QTest::addColumn<QSize>("size");
    for (const QSize size : {QSize(1280, 720), QSize(1366, 768), QSize(1600, 900), QSize(1920, 1080)})
        QTest::newRow(qPrintable(QStringLiteral("%1 lines").arg(size.height()))) << size;
}

void WindowTest::aPresentedRaceIsSeenOnAnyProjector() {
    QFETCH(QSize, size);
    const auto window = windowWithSample(size);
    const QDockWidget* entropy = window->panels().docks().at(PanelId::Entropy);
    window->actionRegistry().action(CommandId::Presenter)->trigger();
    settle();
    QVERIFY(entropy->isVisible());  // nothing is raced yet
    window->model().setCursor(window->model().timeline().end());
    settle();
    const TextLedger ledger;
    QVERIFY(!window->grab().isNull());
    QVERIFY(std::ranges::any_of(ledger.entries(), [](const PaintedText& text) {
        return text.widget->inherits("msao::ui::AnswerView") && text.text == QLatin1String("Race");
    }));
    QVERIFY2(faultsOf(ledger).isEmpty(), qPrintable(faultsOf(ledger).join(QStringLiteral("; "))));
    QCOMPARE(entropy->isVisible(), size.height() >= 1080);
    window->model().setCursor(window->model().timeline().begin());
    settle();
    QVERIFY(entropy->isVisible());
}

void WindowTest::theWheelTunesNothingThatWasNotChosen() {
    const auto window = windowWithSample();
    window->showWorkspace(Workspace::Debug);
    QDockWidget* dock = window->panels().docks().at(PanelId::Tune);
    dock->raise();
    settle();
    const Tuning before = window->desk().tuning();
    const auto turn = [](QWidget* field) {
        const QPointF place(4, 4);
        QWheelEvent event(place, field->mapToGlobal(place), QPoint(), QPoint(0, -120), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(field, &event);
    };
    const QList<QComboBox*> choices = dock->findChildren<QComboBox*>();
    const QList<QAbstractSpinBox*> numbers = dock->findChildren<QAbstractSpinBox*>();
    QVERIFY(choices.size() >= 3 && numbers.size() >= 8);
    for (QComboBox* field : choices) turn(field);
    for (QAbstractSpinBox* field : numbers) turn(field);
    QVERIFY(window->desk().tuning() == before);
}

void WindowTest::theDeviceIsToldInWordsOfTheLanguage() {
    const QString noted = QStringLiteral("native · CPU");
    const auto window = windowWithSample();
    std::vector<engine::TraceEvent> events = sampleEvents();
    const engine::OptionChanged profile{"device_profile", noted.toStdString()};
    events.push_back({events.back().time, engine::RequestId::None, profile});
    window->beginLive(std::move(events));
    QSet<QString> words;
    for (const Language language : kLanguages) {
        window->setLanguage(language);
        settle();
        const TextLedger ledger;
        QVERIFY(!window->grab().isNull());
        for (const PaintedText& text : ledger.entries()) {
            const bool isOfChip = text.widget->inherits("msao::ui::StatusChips");
            if (isOfChip && text.text.contains(QLatin1String("CPU"))) words.insert(text.text);
        }
    }
    QCOMPARE(words.size(), qsizetype{3});
    QVERIFY(!words.contains(noted));
}

void WindowTest::languageChangesWithoutARestart() {
    MainWindow window;
    const QAction* open = window.actionRegistry().action(CommandId::Open);
    const QString english = open->text();
    const QString englishTitle = Transcript::title();  // said in a header
    window.setLanguage(Language::German);
    settle();
    const QString german = open->text();
    QVERIFY(german != english);
    QVERIFY(Transcript::title() != englishTitle);
    window.setLanguage(Language::SimplifiedChinese);
    settle();
    QVERIFY(open->text() != german);
    window.setLanguage(Language::English);
    settle();
    QCOMPARE(open->text(), english);
}

void WindowTest::numbersToTuneAreWrittenAsTheLanguageDoes() {
    MainWindow window;
    const auto numbers = [&window] {
        QStringList texts;
        for (const auto* field : window.panels().docks().at(PanelId::Tune)->findChildren<QDoubleSpinBox*>())
            texts << field->text();
        return texts.join(QLatin1Char(' '));
    };
    window.setLanguage(Language::German);
    settle();
    QVERIFY2(numbers().contains(QLatin1Char(',')) && !numbers().contains(QLatin1Char('.')), qPrintable(numbers()));
    window.setLanguage(Language::English);
    settle();
    QVERIFY2(numbers().contains(QLatin1Char('.')) && !numbers().contains(QLatin1Char(',')), qPrintable(numbers()));
}

void WindowTest::translationsAreComplete_data() {
    QTest::addColumn<QString>("file");
    for (const char* file : {"msao_de.ts", "msao_zh_CN.ts"}) QTest::newRow(file) << QString::fromLatin1(file);
}

void WindowTest::translationsAreComplete() {
    QFETCH(QString, file);
    QFile translations(QStringLiteral(MSAO_SOURCE_DIR "/translations/") + file);
    QVERIFY(translations.open(QIODevice::ReadOnly));
    QXmlStreamReader reader(&translations);
    int finished = 0;
    QString source;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement) continue;
        if (reader.name() == QLatin1String("source")) source = reader.readElementText();
        if (reader.name() != QLatin1String("translation")) continue;
        QVERIFY2(!reader.attributes().hasAttribute(QStringLiteral("type")), qPrintable(source));
        QVERIFY2(!reader.readElementText(QXmlStreamReader::IncludeChildElements).trimmed().isEmpty(),
                 qPrintable(source));
        ++finished;
    }
    QVERIFY(finished > 250);
}

QTEST_MAIN(WindowTest)
#include "window_test.moc"
