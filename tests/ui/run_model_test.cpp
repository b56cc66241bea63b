// SPDX-License-Identifier: Apache-2.0
#include "ui/run/run_model.h"
#include "msao/engine/trace_statistics.h"
#include "msao/engine/trace_writer.h"
#include "tests/ui/sample_answer.h"
#include "tests/ui/sample_run.h"
#include "ui/ask/answer_tokens.h"
#include "ui/replay/replay_clock.h"
#include "ui/replay/trace_loader.h"
#include "ui/run/live_feed.h"

#include <QDateTime>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <random>
#include <thread>

using namespace msao;
using namespace msao::ui;
using test::sampleEvents;

namespace {

/// A question played for itself, and what the engine's controller counted.
struct Played {
    std::vector<engine::TraceEvent> events;
    engine::EdgeCounts counts;
    std::string answer;
};

Played play(engine::Mode way, std::uint64_t seed, std::optional<test::Outage> outage) {
    test::SampleQuestion question;
    question.mode = question.way = way;
    question.seed = seed;
    question.outage = outage;
    question.answer =
        "The large red ball lies left of the small blue box, and the yellow triangle stands far behind both of them.";
    Played played;
    played.answer = question.answer;
    const engine::RequestId request{1};
    engine::RequestStarted started;
    started.mode = way;
    played.events.push_back({engine::TraceTime{0}, request, started});
    test::SampleAnswer answer(question, 0, [&](double nowMs, engine::TraceFact fact) {
        played.events.push_back({fromMs(nowMs), request, std::move(fact)});
    });
    answer.play();
    played.counts = answer.counts();
    return played;
}

}  // namespace

class RunModelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsTheDraftsAsTheControllerDoes_data();
    void countsTheDraftsAsTheControllerDoes();
    void countsWhatTraceStatsCountsInARecording();
    void tokensASecondAreThoseOfDecoding();
    void showsTheSameRunLiveAndReplayed();
    void goesBackToWhatItShowedBefore();
    void spellsTheAnswerThatWasGiven();
    void stepsThroughEveryTokenAndBack();
    void takesALiveRunFromAnotherThread();
    void readsARecordingAsItWasWritten();
    void refusesAFileThatIsNoRecording();
    void playsToTheEndAndThenPauses();
};

void RunModelTest::countsTheDraftsAsTheControllerDoes_data() {
    QTest::addColumn<int>("way");
    QTest::addColumn<bool>("losesTheLink");
    for (const engine::Mode way : {engine::Mode::VerifyOnly, engine::Mode::NeverIdle, engine::Mode::Sync,
                                   engine::Mode::CloudOnly, engine::Mode::EdgeOnly}) {
        for (const bool loses : {false, true}) {
            const std::string name = std::string(engine::modeName(way)) + (loses ? ", link lost" : "");
            QTest::newRow(name.c_str()) << static_cast<int>(way) << loses;
        }
    }
}

void RunModelTest::countsTheDraftsAsTheControllerDoes() {
    QFETCH(int, way);
    QFETCH(bool, losesTheLink);
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const std::optional<test::Outage> outage = losesTheLink ? std::optional(test::Outage{90, 260}) : std::nullopt;
        const Played played = play(static_cast<engine::Mode>(way), seed, outage);
        RunState state;
        for (const engine::TraceEvent& event : played.events) {
            state.apply(event);
            QVERIFY2(state.current()->counts.addsUp(), qPrintable(QStringLiteral("seed %1").arg(seed)));
        }
        const RunCounts& shown = state.current()->counts;
        QVERIFY(state.current()->ended);
        QCOMPARE(shown.waiting, 0);
        QCOMPARE(shown.proposed, played.counts.proposed);
        QCOMPARE(shown.accepted, played.counts.accepted);
        QCOMPARE(shown.corrected, played.counts.corrected);
        QCOMPARE(shown.corrected + shown.rejected, played.counts.rejected);
        QVERIFY(shown.late >= 0 && shown.late <= shown.rejected);
        QCOMPARE(shown.cloud, played.counts.cloud);
        QCOMPARE(shown.unverified, played.counts.unverified);
        QCOMPARE(shown.emitted, shown.accepted + shown.corrected + shown.cloud + shown.unverified);
        if (played.counts.unverified == 0) {
            QCOMPARE(shown.accepted + shown.corrected + shown.rejected, shown.proposed);
            QCOMPARE(answerText(*state.current()).toStdString(), played.answer);
        }
    }
}

void RunModelTest::countsWhatTraceStatsCountsInARecording() {
    const QTemporaryDir folder;
    std::vector<std::vector<engine::TraceEvent>> runs{sampleEvents()};
    for (const engine::Mode way : {engine::Mode::VerifyOnly, engine::Mode::NeverIdle, engine::Mode::EdgeOnly})
        runs.push_back(play(way, 11, test::Outage{90, 260}).events);
    for (const std::vector<engine::TraceEvent>& events : runs) {
        const std::string file = folder.filePath(QStringLiteral("counted.msao")).toStdString();
        RunState state;
        {
            auto writer = engine::TraceWriter::create(file);
            QVERIFY(writer);
            for (const engine::TraceEvent& event : events) writer->record(event);
            QVERIFY(writer->close());
        }
        for (const engine::TraceEvent& event : events) state.apply(event);
        RunCounts shown;
        for (const RequestState& request : state.requests) shown += request.counts;
        auto reader = engine::TraceReader::open(file);
        QVERIFY(reader);
        const auto statistics = engine::traceStatistics(*reader);
        QVERIFY(statistics);
        QVERIFY(statistics->drafts == shown);
        QVERIFY(shown.proposed > 0 && shown.addsUp());
    }
}

void RunModelTest::tokensASecondAreThoseOfDecoding() {
    RunState state;
    for (const engine::TraceEvent& event : sampleEvents()) {
        state.apply(event);
        const RequestState* request = state.current();
        QVERIFY(!request || request->answer.size() > 1 || !request->tokensPerSecond());
    }
    for (const RequestState& request : state.requests) {
        const TraceTime first = request.answer.front().time;
        const auto behind = std::count_if(request.answer.begin(), request.answer.end(),
                                          [first](const AnswerToken& token) { return token.time > first; });
        const double seconds = toMs(request.answer.back().time - first) / 1000;
        QVERIFY(behind > 0 && seconds > 0);
        QCOMPARE(request.tokensPerSecond().value_or(0), static_cast<double>(behind) / seconds);
    }
}

void RunModelTest::showsTheSameRunLiveAndReplayed() {
    const std::vector<engine::TraceEvent> events = sampleEvents();
    const auto seed = static_cast<unsigned>(QDateTime::currentMSecsSinceEpoch());
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    RunModel live;
    for (std::size_t from = 0; from < events.size();) {
        const std::size_t size = std::min<std::size_t>(1 + random() % 40, events.size() - from);
        live.append({events.begin() + std::ptrdiff_t(from), events.begin() + std::ptrdiff_t(from + size)});
        from += size;
        RunModel replay;
        replay.setFollowsEnd(false);
        replay.append(events);
        replay.setCursor(live.cursor());
        // Events of one moment may be split over two chunks; the state after as many events is what must agree.
        QVERIFY(replay.timeline().stateAfter(live.eventsShown()) == live.shown());
    }
    QCOMPARE(live.eventsShown(), events.size());
}

void RunModelTest::goesBackToWhatItShowedBefore() {
    RunModel model;
    model.append(sampleEvents());
    model.setFollowsEnd(false);
    const TraceTime middle = model.timeline().begin() + (model.timeline().end() - model.timeline().begin()) / 2;
    model.setCursor(middle);
    const RunState before = model.shown();
    model.setCursor(model.timeline().end());
    QVERIFY(!(model.shown() == before));
    model.setCursor(middle);
    QVERIFY(model.shown() == before);
}

void RunModelTest::spellsTheAnswerThatWasGiven() {
    RunModel model;
    model.append(sampleEvents());
    const QString text = answerText(*model.shown().current());
    QVERIFY(text.startsWith(QStringLiteral("There are two red circles")));
    QString fromTokens;
    for (const FlowToken& token : answerTokens(*model.shown().current(), model.texts())) fromTokens += token.text;
    QCOMPARE(fromTokens.trimmed(), text);
}

void RunModelTest::stepsThroughEveryTokenAndBack() {
    RunModel model;
    model.append(sampleEvents());
    model.setFollowsEnd(false);
    model.setCursor(model.timeline().begin());
    const auto wanted = std::count_if(model.timeline().events().begin(), model.timeline().events().end(),
                                      [](const engine::TraceEvent& event) {
                                          return std::holds_alternative<engine::TokenDrafted>(event.fact) ||
                                                 std::holds_alternative<engine::TokenEmitted>(event.fact) ||
                                                 std::holds_alternative<engine::TokenRevised>(event.fact);
                                      });
    QVERIFY(wanted > 50);
    std::size_t last = model.eventsShown();
    for (std::ptrdiff_t i = 0; i < wanted; ++i) {
        model.stepToken(1);
        QVERIFY(model.eventsShown() > last);
        last = model.eventsShown();
    }
    model.stepToken(1);
    QCOMPARE(model.eventsShown(), last);
    for (std::ptrdiff_t i = 0; i < wanted; ++i) model.stepToken(-1);
    QVERIFY(!model.shown().current() || model.shown().current()->answer.isEmpty());
}

void RunModelTest::takesALiveRunFromAnotherThread() {
    const std::vector<engine::TraceEvent> events = sampleEvents();
    RunModel model;
    LiveFeed feed(model);
    std::jthread run([&] {
        for (const engine::TraceEvent& event : events) feed.record(event);
    });
    QTRY_COMPARE(model.timeline().size(), events.size());
    QVERIFY(model.timeline().events() == events);
    QCOMPARE(feed.dropped(), std::uint64_t(0));
}

void RunModelTest::readsARecordingAsItWasWritten() {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("run.msao"));
    auto writer = engine::TraceWriter::create(file.toStdString());
    QVERIFY(bool(writer));
    test::playSample(*writer);
    QVERIFY(bool(writer->close()));
    TraceLoader loader;
    std::vector<engine::TraceEvent> read;
    connect(&loader, &TraceLoader::loaded, this,
            [&read](const QString&, std::vector<engine::TraceEvent> events) { read = std::move(events); });
    loader.load(file);
    const std::vector<engine::TraceEvent> expected = sampleEvents();
    QTRY_COMPARE(read.size(), expected.size());
    QVERIFY(read == expected);
}

void RunModelTest::refusesAFileThatIsNoRecording() {
    TraceLoader loader;
    QSignalSpy failed(&loader, &TraceLoader::failed);
    loader.load(QStringLiteral(MSAO_SOURCE_DIR "/README.md"));
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!failed.first().at(1).toString().isEmpty());
}

void RunModelTest::playsToTheEndAndThenPauses() {
    RunModel model;
    model.setFollowsEnd(false);
    model.append(sampleEvents());
    model.setCursor(model.timeline().begin());
    ReplayClock clock(model);
    QVERIFY(!clock.isPlaying());
    clock.setPlaying(true);
    clock.advance(100);
    QCOMPARE(model.cursor(), model.timeline().begin() + fromMs(100));
    QVERIFY(clock.isPlaying());
    clock.advance(1e6);
    QCOMPARE(model.cursor(), model.timeline().end());
    QVERIFY(!clock.isPlaying());
}

QTEST_GUILESS_MAIN(RunModelTest)
#include "run_model_test.moc"
