// SPDX-License-Identifier: Apache-2.0
// The button to talk, in a window without a program behind it: what it says in every state, and when talking begins
// and ends.
#include "ui/live/microphone_bar.h"
#include "ui/window/main_window.h"

#include <QSet>
#include <QSignalSpy>
#include <QStyleFactory>
#include <QTest>

#include <array>
#include <memory>

using namespace msao::ui;

namespace {

using Deaf = MicrophoneState::Deaf;

constexpr std::array kDeafs = {Deaf::No, Deaf::NothingRuns, Deaf::ModelLoading, Deaf::DraftCannotHear,
                               Deaf::CloudCannotHear};

MicrophoneState ready() {
    MicrophoneState state;
    state.deaf = Deaf::No;
    state.isAllowed = true;
    state.name = QStringLiteral("Built-in Audio");
    return state;
}

MicrophoneState listening() {
    MicrophoneState state = ready();
    state.isTalking = state.isListening = state.isOpen = true;
    return state;
}

std::unique_ptr<MainWindow> liveWindow() {
    auto window = std::make_unique<MainWindow>();
    window->resize(1600, 900);
    window->beginLive({});
    LiveState state;
    state.isAttached = true;
    window->desk().setState(state);
    window->show();
    return window;
}

MicrophoneBar& barOf(MainWindow& window) {
    return *window.findChild<MicrophoneBar*>();
}

/// Of the whole picture, that another shows otherwise.
double shareOfChange(const QImage& one, const QImage& other) {
    if (one.size() != other.size()) return 1;
    int changed = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x) changed += one.pixel(x, y) != other.pixel(x, y) ? 1 : 0;
    }
    return double(changed) / (one.width() * one.height());
}

}  // namespace

class TalkButtonTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
        loadTypeface();
    }

    void microphonesThatAreThereAreListedAsTheLanguageListsThings() {
        const QStringList names{QStringLiteral("USB"), QStringLiteral("HDA"), QStringLiteral("Webcam")};
        const auto window = liveWindow();
        window->setLanguage(Language::German);
        const QString german = MicrophoneDesk::noneSuch(QStringLiteral("Studio"), names);
        QVERIFY2(german.contains(QStringLiteral("USB, HDA und Webcam")), qPrintable(german));
        window->setLanguage(Language::SimplifiedChinese);
        const QString chinese = MicrophoneDesk::noneSuch(QStringLiteral("Studio"), names);
        QVERIFY2(chinese.contains(QStringLiteral("USB、HDA")) && !chinese.contains(QStringLiteral(", ")),
                 qPrintable(chinese));
    }

    void holdingEndsWithTheRelease() {
        TalkSwitch held;
        QCOMPARE(held.press(1000, false), TalkSwitch::Act::Begin);
        QCOMPARE(held.release(1000 + TalkSwitch::kBrieflyMs), TalkSwitch::Act::End);
        QCOMPARE(held.release(5000), TalkSwitch::Act::None);
    }

    void aBriefPressGoesOnUntilTheNext() {
        TalkSwitch pressed;
        QCOMPARE(pressed.press(1000, false), TalkSwitch::Act::Begin);
        QCOMPARE(pressed.release(1000 + TalkSwitch::kBrieflyMs - 1), TalkSwitch::Act::None);
        QCOMPARE(pressed.press(4000, true), TalkSwitch::Act::End);
        QCOMPARE(pressed.release(9000), TalkSwitch::Act::None);
        QCOMPARE(pressed.press(9500, false), TalkSwitch::Act::Begin);
    }

    void theMouseHoldsItToo() {
        const auto window = liveWindow();
        MicrophoneDesk& desk = window->desk().microphone();
        desk.setState(ready());
        QSignalSpy begun(&desk, &MicrophoneDesk::beginWanted);
        QSignalSpy ended(&desk, &MicrophoneDesk::endWanted);
        TalkButton& button = barOf(*window).talkButton();
        QTest::mousePress(&button, Qt::LeftButton);
        QCOMPARE(begun.size(), 1);
        desk.setState(listening());
        QTest::qWait(TalkSwitch::kBrieflyMs + 20);
        QCOMPARE(ended.size(), 0);
        QTest::mouseRelease(&button, Qt::LeftButton);
        QCOMPARE(ended.size(), 1);
    }

    void aMutedOneDoesNotBegin() {
        const auto window = liveWindow();
        MicrophoneDesk& desk = window->desk().microphone();
        MicrophoneState state = ready();
        state.isMuted = true;
        desk.setState(state);
        QSignalSpy begun(&desk, &MicrophoneDesk::beginWanted);
        QSignalSpy muted(&desk, &MicrophoneDesk::muteWanted);
        QTest::mouseClick(&barOf(*window).talkButton(), Qt::LeftButton);
        window->actionRegistry().action(CommandId::Talk)->trigger();
        QVERIFY(begun.isEmpty() && muted.isEmpty());
        QVERIFY(window->actionRegistry().action(CommandId::MuteMicrophone)->isChecked());
    }

    void whyItCannotBePressedIsSaidThereInWords() {
        const auto window = liveWindow();
        MicrophoneDesk& desk = window->desk().microphone();
        TalkButton& button = barOf(*window).talkButton();
        for (const Language language : kLanguages) {
            window->setLanguage(language);
            QSet<QString> reasons;
            for (const Deaf deaf : kDeafs) {
                MicrophoneState state;
                state.deaf = deaf;
                desk.setState(state);
                QCOMPARE(button.isEnabled(), deaf == Deaf::No);
                QVERIFY(!button.text().isEmpty());
                QCOMPARE(button.accessibleDescription(), button.toolTip());
                if (deaf != Deaf::No) QCOMPARE(button.toolTip(), MicrophoneDesk::reason(deaf));
                reasons.insert(button.toolTip());
            }
            QCOMPARE(reasons.size(), qsizetype{kDeafs.size()});
        }
    }

    void nothingIsCutAndTheRowStandsStill() {
        const auto window = liveWindow();
        MicrophoneDesk& desk = window->desk().microphone();
        TalkButton& button = barOf(*window).talkButton();
        MicrophoneState muted = ready();
        muted.isMuted = true;
        MicrophoneState opening = ready();
        opening.isTalking = true;
        for (const Language language : kLanguages) {
            window->setLanguage(language);
            for (const double scale : {1.0, 1.25, 2.0}) {
                window->resize(QSize(1600, 900) * scale);
                window->look().setUserScale(scale);
                QSet<int> widths;
                for (const MicrophoneState& state : {ready(), opening, listening(), muted}) {
                    desk.setState(state);
                    for (int i = 0; i < 8; ++i) QCoreApplication::processEvents();
                    const int words = button.fontMetrics().horizontalAdvance(button.text());
                    QVERIFY2(button.width() >= words + button.iconSize().width() + 4, qPrintable(button.text()));
                    widths.insert(button.width());
                }
                QCOMPARE(widths.size(), 1);
            }
        }
    }

    void aNarrowRowHasNoRoomForItsWordsButTheyAreStillSaid() {
        const auto window = liveWindow();
        window->resize(1024, 640);
        TalkButton& button = barOf(*window).talkButton();
        QTRY_COMPARE(button.toolButtonStyle(), Qt::ToolButtonIconOnly);
        QVERIFY(button.width() >= button.sizeHint().width());
        QVERIFY(!button.accessibleDescription().isEmpty());
        window->resize(1600, 900);
        QTRY_COMPARE(button.toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
    }

    void theLightIsThatOfTheDeviceAndTheMeterThatOfTheSound() {
        const auto window = liveWindow();
        MicrophoneDesk& desk = window->desk().microphone();
        TalkButton& button = barOf(*window).talkButton();
        window->resize(1600, 900);
        desk.setState(ready());
        QTRY_VERIFY(button.width() >= button.sizeHint().width());
        const QImage closed = button.grab().toImage();
        MicrophoneState open = ready();
        open.isOpen = true;
        desk.setState(open);
        const QImage light = button.grab().toImage();
        QVERIFY(shareOfChange(closed, light) > 0);
        desk.setState(listening());
        const QImage quiet = button.grab().toImage();
        desk.setLevel(-6);
        QVERIFY(button.levelShown() > 0.8f);
        QVERIFY(shareOfChange(quiet, button.grab().toImage()) > 0);
        QTRY_COMPARE(button.levelShown(), 0.0f);
        desk.setState(ready());
        QCOMPARE(button.grab().toImage(), closed);
    }
};

QTEST_MAIN(TalkButtonTest)
#include "talk_button_test.moc"
