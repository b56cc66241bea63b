// SPDX-License-Identifier: Apache-2.0
// The window at the size of a small or a scaled screen.
#include "tests/ui/sample_window.h"
#include "ui/ask/race_board.h"

#include <QImage>
#include <QSignalSpy>
#include <QStyleFactory>
#include <QTabBar>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace msao;
using namespace msao::test;
using namespace msao::ui;

namespace {

QRect placeOf(const MainWindow& window, PanelId panel) {
    const QWidget* widget = window.panels().docks().at(panel)->widget();
    return {widget->mapTo(&window, QPoint()), widget->size()};
}

/// Length of the longest run of one colour that is much brighter than the theme's surfaces, in the tab bars' rows and
/// beside their tabs.
int longestBrightLine(const MainWindow& window, const QImage& picture) {
    int longest = 0;
    for (const QTabBar* tabs : window.findChildren<QTabBar*>()) {
        if (!tabs->isVisible() || tabs->count() == 0) continue;
        const QPoint corner = tabs->mapTo(&window, QPoint());
        const int from = corner.x() + tabs->tabRect(tabs->count() - 1).right() + 4;
        for (int y = corner.y(); y < corner.y() + tabs->height() + 3; ++y) {
            int run = 0;
            for (int x = from; x < corner.x() + tabs->width() - 8; ++x) {
                run = qGray(picture.pixel(x, y)) > 90 ? run + 1 : 0;
                longest = std::max(longest, run);
            }
        }
    }
    return longest;
}

/// Of one colour, in a line of the picture.
int longestRunOf(const QImage& picture, const QColor& colour) {
    int longest = 0;
    for (int y = 0; y < picture.height(); ++y) {
        int run = 0;
        for (int x = 0; x < picture.width(); ++x) {
            run = picture.pixel(x, y) == colour.rgb() ? run + 1 : 0;
            longest = std::max(longest, run);
        }
    }
    return longest;
}

/// The sample without its rival: a race would take the place of the traces in a low window.
std::vector<engine::TraceEvent> unracedSample() {
    std::vector<engine::TraceEvent> events = sampleEvents();
    const auto first = std::ranges::find_if(
        events, [](const engine::TraceEvent& event) { return event.request != engine::RequestId::None; });
    std::erase_if(events, [rival = first->request](const engine::TraceEvent& event) { return event.request == rival; });
    return events;
}

bool isRacePainted(const TextLedger& ledger) {
    const QString head = RaceBoard::tr("Race");
    return std::ranges::any_of(ledger.entries(), [&head](const PaintedText& text) {
        return text.widget->inherits("msao::ui::AnswerView") && text.text == head;
    });
}

}  // namespace

class SmallWindowTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
        loadTypeface();
    }

    void nothingIsCutAtTheLeastSize_data() {
        QTest::addColumn<int>("language");
        for (const Language language : kLanguages)
            QTest::newRow(qPrintable(languageKey(language))) << static_cast<int>(language);
    }
    void nothingIsCutAtTheLeastSize() {
        QFETCH(int, language);
        const auto window = windowWithSample({1024, 640});
        window->setLanguage(static_cast<Language>(language));
        for (const Workspace workspace : kWorkspaces) {
            window->showWorkspace(workspace);
            for (const ThemeName theme : kThemeNames) {
                window->setThemeName(theme);
                window->model().setCursor(window->model().timeline().end());
                settle();
                QCOMPARE(window->size(), QSize(1024, 640));
                const TextLedger ledger;
                QVERIFY(!window->grab().isNull());
                const QStringList faults = faultsOf(ledger);
                QVERIFY2(faults.isEmpty(), qPrintable(workspaceKey(workspace) + QStringLiteral(": ") +
                                                      faults.join(QStringLiteral("; "))));
            }
        }
    }

    void whatIsOpenOrEmulatedIsSaidInAnyRoom() {
        const auto window = windowWithSample({1024, 640});
        window->beginLive(sampleEvents());
        LiveState state;
        state.isAttached = state.isRecording = state.isScreenRead = true;
        window->desk().setState(state);
        for (const Language language : kLanguages) {
            window->setLanguage(language);
            settle();
            const TextLedger ledger;
            QVERIFY(!window->grab().isNull());
            const auto isWholeChip = [](const PaintedText& text) {
                return text.widget->inherits("msao::ui::StatusChips") && text.bounds.right() <= text.widget->width();
            };
            // What is looked at, the link, the device, the screen, the recording: the program's name gives way to them.
            QCOMPARE(std::ranges::count_if(ledger.entries(), isWholeChip), 5);
        }
    }

    void controlsOfALiveRunFit_data() {
        QTest::addColumn<int>("language");
        for (const Language language : kLanguages)
            QTest::newRow(qPrintable(languageKey(language))) << static_cast<int>(language);
    }
    void controlsOfALiveRunFit() {
        QFETCH(int, language);
        const auto window = windowWithSample({1024, 640});
        window->beginLive(sampleEvents());
        LiveState state;
        state.isAttached = state.hasAsked = state.isAnswering = true;
        state.place = QStringLiteral("loopback");
        state.sourceName = QStringLiteral("Scene 1");
        window->desk().setState(state);
        window->desk().setRival(engine::Mode::Sync);
        window->setLanguage(static_cast<Language>(language));
        for (const QSize size : {QSize(1024, 640), QSize(1280, 800)}) {
            window->resize(size);
            settle();
            for (const QWidget* bar : {static_cast<const QWidget*>(&window->askBar()),
                                       static_cast<const QWidget*>(&window->conversationBar())}) {
                QVERIFY(bar->isVisible());
                QVERIFY2(bar->mapTo(window.get(), bar->rect().bottomRight()).x() <= size.width(),
                         qPrintable(QStringLiteral("%1 px").arg(bar->width())));
                QVERIFY2(faultsOfRow(*bar).isEmpty(), qPrintable(faultsOfRow(*bar).join(QStringLiteral("; "))));
            }
        }
    }

    void anEmptyWindowSaysHowToBegin() {
        MainWindow window;
        window.resize(1024, 640);
        window.show();
        settle();
        auto* start = window.panels().answer().findChild<QPushButton*>();
        QVERIFY(start && start->isVisible());
        QVERIFY(window.panels().answer().rect().contains(start->geometry()));
        QSignalSpy begun(window.actionRegistry().action(CommandId::GettingStarted), &QAction::triggered);
        QTest::mouseClick(start, Qt::LeftButton);
        QCOMPARE(begun.size(), 1);
        window.model().append(sampleEvents());
        QVERIFY(!start->isVisible());
    }

    void anAnswerThatIsLongerThanItsRoomSaysSo() {
        const auto window = windowWithSample({1024, 640});
        window->showWorkspace(Workspace::Debug);
        window->model().setCursor(window->model().timeline().end());
        settle();
        const TextLedger ledger;
        QVERIFY(!window->grab().isNull());
        QVERIFY(std::ranges::any_of(ledger.entries(), [](const PaintedText& text) {
            return text.widget->inherits("msao::ui::AnswerView") && text.text.startsWith(QStringLiteral("▲"));
        }));
    }

    void anAnswerHasLinesToStandIn_data() {
        QTest::addColumn<QSize>("size");
        QTest::newRow("the least") << QSize(1024, 640);
        QTest::newRow("a small screen") << QSize(1280, 720);
    }
    void anAnswerHasLinesToStandIn() {
        QFETCH(QSize, size);
        const auto window = windowWithSample(size);
        for (const Workspace workspace : kWorkspaces) {
            window->showWorkspace(workspace);
            settle();
            const QRect answer = placeOf(*window, PanelId::Answer);
            QVERIFY2(answer.width() >= 440 && answer.height() >= 210, qPrintable(QStringLiteral("%1: %2 x %3")
                                                                                     .arg(workspaceKey(workspace))
                                                                                     .arg(answer.width())
                                                                                     .arg(answer.height())));
        }
    }

    void panelsComeAndGoWithTheRoom() {
        const auto window = windowWithSample({1600, 900});
        settle();
        const QDockWidget* timeline = window->panels().docks().at(PanelId::Timeline);
        QVERIFY(timeline->isVisible());
        window->resize(1024, 640);
        settle();
        QVERIFY(!timeline->isVisible());
        // Nobody chose that: it is not kept as the user's own.
        QVERIFY(window->layoutState(Workspace::Demo).isEmpty());
        window->resize(1600, 900);
        settle();
        QVERIFY(timeline->isVisible());
    }

    void aSquarePictureHasTheHeightOfTheWindow_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("isRoomy");
        QTest::newRow("the least") << QSize(1024, 640) << false;
        QTest::newRow("a small screen") << QSize(1280, 720) << false;
        QTest::newRow("a projector") << QSize(1600, 900) << false;
        QTest::newRow("a large one") << QSize(1920, 1080) << true;
    }
    void aSquarePictureHasTheHeightOfTheWindow() {
        QFETCH(QSize, size);
        QFETCH(bool, isRoomy);
        const auto window = windowWithSample(size);
        window->model().clear();
        window->model().append(unracedSample());
        window->model().setCursor(window->model().timeline().end());
        settle();
        const int wide = placeOf(*window, PanelId::Picture).height();
        window->setPictures([](const engine::FrameProbed&) { return sampleScene({360, 360}); });
        settle();
        QVERIFY(placeOf(*window, PanelId::Picture).height() > wide + 60);
        QVERIFY(placeOf(*window, PanelId::Entropy).top() > placeOf(*window, PanelId::Answer).bottom());
        QVERIFY(placeOf(*window, PanelId::Answer).height() >= (size.height() < 900 ? 210 : 361));  // with a race
        QCOMPARE(window->panels().docks().at(PanelId::Timeline)->isVisible(), isRoomy);
        // Nobody chose that: it is not kept as the user's own.
        QVERIFY(window->layoutState(Workspace::Demo).isEmpty());
        const TextLedger ledger;
        QVERIFY(!window->grab().isNull());
        QVERIFY2(faultsOf(ledger).isEmpty(), qPrintable(faultsOf(ledger).join(QStringLiteral("; "))));
        window->setPictures([](const engine::FrameProbed&) { return sampleScene({640, 360}); });
        settle();
        QVERIFY(placeOf(*window, PanelId::Picture).height() < wide + 60);
    }

    void aRaceIsSeenInDemoOnASmallScreen_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QSize>("picture");
        for (const QSize size : {QSize(1024, 640), QSize(1280, 720), QSize(1366, 768), QSize(1440, 850)}) {
            for (const QSize picture : {QSize(360, 360), QSize(640, 360)})
                QTest::addRow("%d lines, a picture of %d", size.height(), picture.width()) << size << picture;
        }
    }
    void aRaceIsSeenInDemoOnASmallScreen() {
        QFETCH(QSize, size);
        QFETCH(QSize, picture);
        const auto window = windowWithSample(size);
        window->setPictures([picture](const engine::FrameProbed&) { return sampleScene(picture); });
        window->beginLive(unracedSample());
        LiveState state;
        state.isAttached = state.hasAsked = true;
        state.place = QStringLiteral("loopback");
        state.sourceName = QStringLiteral("Scene 1");
        window->desk().setState(state);
        settle();
        const QDockWidget* entropy = window->panels().docks().at(PanelId::Entropy);
        QVERIFY(entropy->isVisible());
        window->beginLive(sampleEvents());
        for (const Language language : kLanguages) {
            window->setLanguage(language);
            settle();
            const TextLedger ledger;
            QVERIFY(!window->grab().isNull());
            QVERIFY(isRacePainted(ledger));
            QVERIFY2(faultsOf(ledger).isEmpty(), qPrintable(faultsOf(ledger).join(QStringLiteral("; "))));
        }
        // Nobody chose that: it is not kept as the user's own, and is over with the race.
        QVERIFY(window->layoutState(Workspace::Demo).isEmpty());
        window->beginLive(unracedSample());
        settle();
        QVERIFY(entropy->isVisible());
    }

    void aRaceIsSeenInEveryWorkspaceAtTheLeastSize() {
        const auto window = windowWithSample({1024, 640});
        for (const Workspace workspace : kWorkspaces) {
            window->showWorkspace(workspace);
            window->model().setCursor(window->model().timeline().end());
            settle();
            const TextLedger ledger;
            QVERIFY(!window->grab().isNull());
            QVERIFY2(isRacePainted(ledger), qPrintable(workspaceKey(workspace)));
        }
    }

    void anAnswersLastLineIsSeenBesideARaceInLargeType() {
        const auto window = windowWithSample({1920, 1080});
        window->look().setUserScale(2);
        window->showWorkspace(Workspace::Debug);
        window->model().setCursor(window->model().timeline().end());
        settle();
        const QImage answer = window->panels().docks().at(PanelId::Answer)->widget()->grab().toImage();
        QVERIFY2(answer.height() < 600, "too high for a race in a line");
        // Words are underlined in the colour of where they came from; what else has it is a mark.
        QVERIFY(longestRunOf(answer, window->look().theme().accepted) > 40);
    }

    void aRaceLeavesWhatTheUserOpened() {
        const auto window = windowWithSample({1366, 768});
        settle();
        window->panels().docks().at(PanelId::Entropy)->hide();
        window->panels().docks().at(PanelId::Tokens)->show();
        window->model().setCursor(window->model().timeline().end());
        settle();
        QVERIFY(window->panels().docks().at(PanelId::Tokens)->isVisibleTo(window.get()));
        window->resize(1370, 770);
        settle();
        QVERIFY(window->panels().docks().at(PanelId::Tokens)->isVisibleTo(window.get()));
    }

    void noLineStandsBesideTheTabs() {
        const auto window = windowWithSample({1366, 768});
        for (const Workspace workspace : kWorkspaces) {
            window->showWorkspace(workspace);
            settle();
            QCOMPARE(longestBrightLine(*window, window->grab().toImage()) > 20, false);
        }
    }
};

QTEST_MAIN(SmallWindowTest)
#include "small_window_test.moc"
