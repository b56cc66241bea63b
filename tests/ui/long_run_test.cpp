// SPDX-License-Identifier: Apache-2.0
// A live run that goes on for hours: what is forgotten, and that nothing else is.
#include "ui/events/event_rows.h"
#include "ui/run/run_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <algorithm>

using namespace msao;
using namespace msao::ui;

namespace {

constexpr std::size_t kKept = 10'000;
constexpr std::size_t kMost = kKept + 5 * 4096;  // what is forgotten, is in pieces

/// Questions of 2,000 events each, one after the other.
std::vector<engine::TraceEvent> eventsFrom(std::int64_t first, std::int64_t count) {
    std::vector<engine::TraceEvent> events;
    for (std::int64_t i = first; i < first + count; ++i) {
        const engine::RequestId request{static_cast<std::uint64_t>(1 + i / 2000)};
        const engine::TraceTime time(i * 1'000'000);
        switch (i % 2000) {
            case 0:
                events.push_back({time, request, engine::RequestStarted{}});
                break;
            case 1999:
                events.push_back({time, request, engine::RequestEnded{engine::RequestOutcome::Length, 1998}});
                break;
            default:
                events.push_back(
                    {time, request,
                     engine::TokenEmitted{i % 2000 - 1, engine::TokenId{7}, engine::Provenance::Cloud, " word"}});
        }
    }
    return events;
}

}  // namespace

class LongRunTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLiveRunForgetsItsBeginning() {
        RunModel live;
        live.setEventsKept(kKept);
        RunModel whole;
        for (std::int64_t at = 0; at < 100'000; at += 500) {
            live.append(eventsFrom(at, 500));
            whole.append(eventsFrom(at, 500));
            QVERIFY(live.timeline().size() <= kMost);
            QCOMPARE(live.eventsShown(), live.timeline().size());
        }
        QCOMPARE(whole.timeline().size(), std::size_t{100'000});
        QVERIFY(live.shown().requests.size() < 20);
        QVERIFY(*live.shown().current() == *whole.shown().current());
        // Whatever moment is still there looks as it did.
        const std::size_t gone = whole.timeline().size() - live.timeline().size();
        for (const std::size_t count : {std::size_t{1}, std::size_t{4095}, std::size_t{4097}, live.timeline().size()}) {
            const RunState before = whole.timeline().stateAfter(gone + count);
            const RunState now = live.timeline().stateAfter(count);
            QVERIFY(*now.current() == *before.current());
            QCOMPARE(now.time, before.time);
        }
    }

    void nothingIsForgottenWhileSomebodyLooks() {
        RunModel model;
        model.setEventsKept(kKept);
        model.append(eventsFrom(0, 1000));
        model.setFollowsEnd(false);
        model.append(eventsFrom(1000, 60'000));
        QCOMPARE(model.timeline().size(), std::size_t{61'000});
        QCOMPARE(model.eventsShown(), std::size_t{1000});
        model.setFollowsEnd(true);
        model.append(eventsFrom(61'000, 1));
        QVERIFY(model.timeline().size() <= kMost);
    }

    void theTableOfEventsFollows() {
        RunModel model;
        model.setEventsKept(kKept);
        EventRows rows(model);
        const QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (std::int64_t at = 0; at < 60'000; at += 3000) {
            model.append(eventsFrom(at, 3000));
            QCOMPARE(static_cast<std::size_t>(rows.rowCount()), model.eventsShown());
        }
    }
};

QTEST_GUILESS_MAIN(LongRunTest)
#include "long_run_test.moc"
