// SPDX-License-Identifier: Apache-2.0
// Conversations as the window has them: listed, searched, renamed, chosen, exported, and shown above an answer.
#include "ui/ask/earlier_turns.h"
#include "ui/export/export_actions.h"
#include "ui/window/main_window.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace msao;
using namespace msao::ui;

namespace {

/// A run of questions, each answered with words of its own.
class Talk {
public:
    void ask(std::uint64_t conversation, const std::string& question, const std::string& answer,
             const std::string& freshStart = {}) {
        const engine::RequestId request{++m_last};
        add(request, engine::RequestStarted{engine::Mode::Msao, question, {}, 16});
        add(request, engine::OptionChanged{"conversation", std::to_string(conversation)});
        if (!freshStart.empty()) add(request, engine::OptionChanged{"fresh_start", freshStart});
        if (freshStart.empty()) add(request, engine::OptionChanged{"reused_tokens", "42"});
        add(request, engine::TokenEmitted{0, engine::TokenId{7}, engine::Provenance::Cloud, answer});
        add(request, engine::RequestEnded{engine::RequestOutcome::EndOfText, 1});
    }
    std::vector<engine::TraceEvent> events() const { return m_events; }

private:
    void add(engine::RequestId request, engine::TraceFact fact) {
        m_events.push_back({std::chrono::milliseconds(m_events.size()), request, std::move(fact)});
    }
    std::vector<engine::TraceEvent> m_events;
    std::uint64_t m_last = 0;
};

std::vector<engine::TraceEvent> twoConversations() {
    Talk talk;
    talk.ask(1, "What is red?", "The circle.", "first");
    talk.ask(1, "And blue?", "A square is blue.");
    talk.ask(2, "Who is it?", "Nobody.", "first");
    talk.ask(1, "And green?", "Nothing is green.", "picture-changed");
    return talk.events();
}

LiveState attached() {
    LiveState state;
    state.isAttached = true;
    state.sourceName = QStringLiteral("Scene 1");
    return state;
}

void settle() {
    for (int i = 0; i < 8; ++i) QCoreApplication::processEvents();
}

std::unique_ptr<MainWindow> windowWith(std::vector<engine::TraceEvent> events) {
    auto window = std::make_unique<MainWindow>();
    window->resize(1600, 900);
    window->beginLive(std::move(events));
    window->desk().setState(attached());
    window->show();
    settle();
    return window;
}

QStringList paintedOn(MainWindow& window) {
    const TextLedger ledger;
    if (window.grab().isNull()) return {};
    QStringList texts;
    for (const PaintedText& text : ledger.entries()) {
        if (text.widget->inherits("msao::ui::AnswerView")) texts << text.text;
    }
    return texts;
}

}  // namespace

class ConversationsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
        loadTypeface();
    }

    void theNextStartListsTheirNamesBehindItsOwn() {
        const auto before = windowWith(twoConversations());
        Conversations& talks = before->conversationBar().conversations();
        QVERIFY(talks.setData(talks.index(talks.rowOf(2)), QStringLiteral("People"), Qt::EditRole));
        const QList<KeptConversation> kept = talks.kept();
        QCOMPARE(kept.size(), 2);
        QCOMPARE(kept[0], (KeptConversation{1, QStringLiteral("What is red?")}));
        QCOMPARE(kept[1], (KeptConversation{2, QStringLiteral("People")}));

        const auto after = windowWith({});
        Conversations& later = after->conversationBar().conversations();
        const QAbstractItemModelTester tester(&later);
        later.restore(kept);
        after->desk().beginBehind(2);
        QCOMPARE(after->desk().conversation(), 3u);
        QCOMPARE(later.rowCount(), 3);
        QCOMPARE(later.rowOf(3), 0);
        QCOMPARE(later.rowOf(1), 1);
        QCOMPARE(later.title(2), QStringLiteral("People"));
        QCOMPARE(later.questions(2), 0);
        // The one that nothing was asked in is nobody's, the others stay kept.
        QCOMPARE(later.kept(), kept);
        // A replay lists what the recording has, and no names of elsewhere.
        after->desk().setState({});
        QCOMPARE(later.rowCount(), 0);
    }

    void conversationsAreListedByTheirFirstQuestions() {
        const auto window = windowWith(twoConversations());
        Conversations& talks = window->conversationBar().conversations();
        const QAbstractItemModelTester tester(&talks);
        QCOMPARE(talks.rowCount(), 2);
        QCOMPARE(talks.title(1), QStringLiteral("What is red?"));
        QCOMPARE(talks.questions(1), 3);
        QCOMPARE(talks.title(2), QStringLiteral("Who is it?"));
        QCOMPARE(talks.rowOf(2), 1);
        window->desk().chooseConversation(2);
        window->desk().beginConversation();
        QCOMPARE(talks.rowCount(), 3);
        QCOMPARE(talks.rowOf(window->desk().conversation()), 0);
        QVERIFY(window->desk().conversation() > 2);
    }

    void aNewConversationIsOfferedOnlyInAnOldOne() {
        const auto window = windowWith(twoConversations());
        window->desk().chooseConversation(2);
        settle();
        const QAction* begin = window->actionRegistry().action(CommandId::NewConversation);
        const auto offers = [&] {
            int shown = 0;
            for (const QToolButton* button : window->conversationBar().findChildren<QToolButton*>())
                shown += button->isVisible() && button->text().contains(begin->text()) ? 1 : 0;
            return shown;
        };
        QCOMPARE(offers(), 1);
        window->desk().beginConversation();
        settle();
        QCOMPARE(offers(), 1);  // the list's button, which has the conversation's name
        QVERIFY(begin->isEnabled());
    }

    void aConversationIsRenamedAndGetsItsFirstQuestionBack() {
        const auto window = windowWith(twoConversations());
        Conversations& talks = window->conversationBar().conversations();
        const QModelIndex index = talks.index(talks.rowOf(2));
        QVERIFY(talks.setData(index, QStringLiteral("  People  "), Qt::EditRole));
        QCOMPARE(talks.title(2), QStringLiteral("People"));
        QVERIFY(talks.setData(index, QString(), Qt::EditRole));
        QCOMPARE(talks.title(2), QStringLiteral("Who is it?"));
    }

    void aSearchFindsWhatWasAnswered() {
        const auto window = windowWith(twoConversations());
        ConversationList& list = window->conversationBar().list();
        window->conversationBar().openList();
        QVERIFY(list.isVisible());
        QTest::keyClicks(&list.search(), QStringLiteral("square"));
        QCOMPARE(list.list().model()->rowCount(), 1);
        QTest::keyClick(&list.search(), Qt::Key_Return);
        QVERIFY(!list.isVisible());
        QCOMPARE(window->desk().conversation(), std::uint64_t{1});
        window->conversationBar().openList();
        QTest::keyClicks(&list.search(), QStringLiteral("elephant"));
        QCOMPARE(list.list().model()->rowCount(), 0);
        QTest::keyClick(&list.search(), Qt::Key_Return);
        QCOMPARE(window->desk().conversation(), std::uint64_t{1});
    }

    void earlierTurnsStandAboveThePresentOneWithTheReasonForABreak() {
        const auto window = windowWith(twoConversations());
        window->showWorkspace(Workspace::Answers);
        settle();
        const QStringList texts = paintedOn(*window);
        const qsizetype first = texts.indexOf(QStringLiteral("What is red?"));
        const qsizetype second = texts.indexOf(QStringLiteral("A square is blue."));
        const qsizetype why = texts.indexOf(QStringLiteral("The picture has changed: this begins afresh."));
        const qsizetype present = texts.indexOf(QStringLiteral("And green?"));
        QVERIFY(first >= 0 && second > first && why > second && present > why);
        QVERIFY(!texts.contains(QStringLiteral("Who is it?")));
    }

    void aChosenConversationIsShownUntilTheNextQuestion() {
        const auto window = windowWith(twoConversations());
        window->desk().chooseConversation(2);
        settle();
        QVERIFY(paintedOn(*window).contains(QStringLiteral("Who is it?")));
        window->desk().beginConversation();
        settle();
        QVERIFY(paintedOn(*window).contains(QStringLiteral("A new conversation")));
        window->desk().ask(QStringLiteral("What now?"));
        settle();
        QVERIFY(paintedOn(*window).contains(QStringLiteral("And green?")));
    }

    void aClickedQuestionIsChangedAndAskedAgain() {
        const auto window = windowWith(twoConversations());
        window->showWorkspace(Workspace::Answers);
        settle();
        QVERIFY(!window->grab().isNull());
        QWidget* answer = window->findChild<QWidget*>(QStringLiteral("answerView"));
        QVERIFY(answer);
        QTest::mouseClick(answer, Qt::LeftButton, {}, QPoint(60, 28));
        QCOMPARE(window->askBar().line().text(), QStringLiteral("What is red?"));
        const QSignalSpy asked(&window->desk(), &LiveDesk::asked);
        window->askBar().line().setText(QStringLiteral("What is yellow?"));
        QTest::keyClick(&window->askBar().line(), Qt::Key_Return);
        QCOMPARE(asked.count(), 1);
    }

    void oneConversationIsExported() {
        const auto window = windowWith(twoConversations());
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("talk.md"));
        const auto* exports = window->findChild<ExportActions*>();
        QVERIFY(exports);
        QVERIFY(exports->exportConversation(2, file));
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray text = written.readAll();
        QVERIFY(text.contains("## Who is it?"));
        QVERIFY(text.contains("> Nobody."));
        QVERIFY(!text.contains("red"));
        QVERIFY(!exports->exportConversation(2, folder.filePath(QStringLiteral("nowhere/talk.md"))));
    }

    void watchingIsVisibleAndStopsAtAClick() {
        const auto window = windowWith({});
        QAction& action = *window->actionRegistry().action(CommandId::WatchScene);
        QVERIFY(!action.isEnabled());  // nothing was asked that could be asked again
        window->desk().ask(QStringLiteral("What is there?"));
        const QSignalSpy wanted(&window->desk(), &LiveDesk::watchWanted);
        QVERIFY(action.isEnabled());
        action.trigger();
        QVERIFY(action.isChecked());
        QCOMPARE(window->desk().watch().question, QStringLiteral("What is there?"));
        const auto buttons = window->conversationBar().findChildren<QToolButton*>();
        const auto stop = std::find_if(buttons.begin(), buttons.end(), [](const QToolButton* button) {
            return button->isChecked() && button->text().startsWith(QStringLiteral("Watching"));
        });
        QVERIFY(stop != buttons.end());
        QTest::mouseClick(*stop, Qt::LeftButton, {}, QPoint(10, (*stop)->height() / 2));
        QVERIFY(!window->desk().watch().isOn);
        QCOMPARE(wanted.count(), 2);
    }
};

QTEST_MAIN(ConversationsTest)
#include "conversations_test.moc"
