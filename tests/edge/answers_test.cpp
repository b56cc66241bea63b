// SPDX-License-Identifier: Apache-2.0
// Whole answers of a real edge and a real server: token for token what the target says alone, whatever happens.
#include "tests/edge/cloud_line.h"
#include "tests/edge/edge_at_work.h"
#include "tests/protocol/held_port.h"

#include "edge/capture/scene_source.h"
#include "edge/capture/still_source.h"
#include "edge/runtime/question_preparer.h"
#include "msao/world/render.h"

#include <QTest>

#include <algorithm>
#include <ranges>

namespace msao::edge {
namespace {

using engine::Mode;
using Stage = LinkState::Stage;

engine::RgbImage picture(std::uint64_t seed) {
    return world::render(world::makeScene(seed, {}), 0, 224, 168);
}

CloudAddress at(const QUrl& url) {
    return CloudAddress{url, {}, {}};
}

/// The kept bits of the only picture, as the trace has them.
engine::KeptTokens keptOf(const RecordedRun& run) {
    for (const engine::TraceEvent& event : run.events()) {
        if (const auto* frame = std::get_if<engine::FrameProbed>(&event.fact)) return frame->kept;
    }
    return {};
}

std::string optionOf(const RecordedRun& run, const std::string& name) {
    std::string value;
    for (const engine::TraceEvent& event : run.events()) {
        const auto* option = std::get_if<engine::OptionChanged>(&event.fact);
        if (option != nullptr && option->name == name) value = option->value;
    }
    return value;
}

std::vector<engine::FrameProbed> idleFramesOf(const RecordedRun& run) {
    std::vector<engine::FrameProbed> frames;
    for (const engine::TraceEvent& event : run.events()) {
        const auto* frame = std::get_if<engine::FrameProbed>(&event.fact);
        if (frame != nullptr && event.request == engine::RequestId::None) frames.push_back(*frame);
    }
    return frames;
}

}  // namespace

class EdgeAnswersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_pair = std::make_unique<ModelPair>(); }

    void answersAreTheTargetsOwnInEveryMode_data() {
        QTest::addColumn<QString>("mode");
        for (const char* mode : {"msao", "cloud-only", "never-idle", "verify-only", "sync", "adaptive",
                                 "msao-no-modality", "msao-no-collab"})
            QTest::newRow(mode) << mode;
    }
    void answersAreTheTargetsOwnInEveryMode() {
        QFETCH(QString, mode);
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()));
        const auto request = edge.ask("what is there?", 64, *engine::parseMode(mode.toStdString()));
        QVERIFY(edge.waitForReports(1));
        const Tokens alone = m_pair->answerAlone("what is there?", 64);
        // The planner may find that the edge alone does best for so small a model: then nothing is verified.
        if (edge.reports[0].plan.planning.plan.mode == Mode::EdgeOnly) {
            QVERIFY(edge.reports[0].counts.unverified > 0);
            return;
        }
        QCOMPARE(faultOf(edge.run.events(), request, alone), std::string());
        QCOMPARE(edge.tokensOf(0), alone);
    }

    void theTraceShowsTheCloudsPassesBetweenSendingAndVerdict() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()));
        QVERIFY(edge.waitForLink(Stage::Connected));
        edge.ask("what is there?", 48, Mode::VerifyOnly);
        QVERIFY(edge.waitForReports(1));
        std::size_t placed = 0;
        for (const engine::TraceEvent& event : edge.run.events()) {
            const auto* arrived = std::get_if<engine::VerdictArrived>(&event.fact);
            if (arrived == nullptr || !arrived->cloud) continue;
            const engine::CloudTimes& cloud = *arrived->cloud;
            QVERIFY(cloud.sent <= cloud.received && cloud.received <= cloud.began);
            QVERIFY(cloud.began < cloud.ended && cloud.ended <= event.time);
            ++placed;
        }
        QVERIFY(placed > 0 && placed + 1 >= edge.run.count<engine::VerdictArrived>());
    }

    void theTraceStatesWhatDraftAndTargetConsidered_data() {
        QTest::addColumn<int>("asked");
        QTest::newRow("of the target too") << 3;
        QTest::newRow("of the draft alone") << 0;
    }
    void theTraceStatesWhatDraftAndTargetConsidered() {
        QFETCH(int, asked);
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()));
        Question question;
        question.text = "what is there?";
        question.mode = Mode::NeverIdle;
        question.maxNewTokens = 24;
        question.likeliest = asked;
        edge.runtime().ask(question);
        QVERIFY(edge.waitForReports(1));
        const auto each = static_cast<std::size_t>(asked);
        for (const engine::TraceEvent& event : edge.run.events()) {
            if (const auto* drafted = std::get_if<engine::TokenDrafted>(&event.fact)) {
                QCOMPARE(drafted->topK.size(), std::size_t{engine::kLikeliestTokens});
                QCOMPARE(drafted->topK.front().token, drafted->token);  // greedy
                QVERIFY(!drafted->topK.front().text.empty());
            }
            const auto* arrived = std::get_if<engine::VerdictArrived>(&event.fact);
            if (arrived == nullptr) continue;
            const engine::Verdict& verdict = arrived->verdict;
            QCOMPARE(verdict.likeliest.size(), each * verdict.tokens.size());
            for (std::size_t i = 0; i < verdict.likeliest.size(); i += each) {
                QCOMPARE(verdict.likeliest[i].token, verdict.tokens[i / each]);
                QVERIFY(verdict.likeliest[i].probability >= verdict.likeliest[i + 1].probability);
                QVERIFY(!verdict.likeliest[i].text.empty());
            }
        }
        QVERIFY(edge.run.count<engine::TokenDrafted>() > 0 && edge.run.count<engine::VerdictArrived>() > 0);
    }

    void aPictureIsAnsweredByItsKeptPixels() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()));
        Question question;
        question.text = "what is red?";
        question.mode = Mode::MsaoNoCollab;  // looks, and leaves no choice of mode
        question.maxNewTokens = 32;
        question.qualityBound = 1;
        question.pixels = PixelQuality::Exact;
        question.visuals.push_back({engine::VisualKind::Image, {{picture(3)}, 2}, {}});
        const auto request = edge.runtime().ask(question);
        QVERIFY(edge.waitForReports(1));
        const engine::KeptTokens kept = keptOf(edge.run);
        QCOMPARE(kept.size(), std::size_t{48});
        QVERIFY(std::ranges::find(kept, true) != kept.end());
        question.visuals[0].kept = kept;
        const Tokens alone = m_pair->answerAlone({m_pair->tokensOf(question.text, 1), question.visuals}, 32);
        QCOMPARE(faultOf(edge.run.events(), request, alone), std::string());
    }

    void whoeverSaysWhichTokensMatterBothSidesReadTheSame_data() {
        QTest::addColumn<int>("kind");
        for (const engine::ImportanceKind kind : engine::kImportanceKinds) {
            if (kind == engine::ImportanceKind::Calibrated) continue;  // needs heads
            QTest::newRow(engine::importanceName(kind).data()) << static_cast<int>(kind);
        }
    }
    void whoeverSaysWhichTokensMatterBothSidesReadTheSame() {
        QFETCH(int, kind);
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()));
        Question question;
        question.text = "what is red?";
        question.mode = Mode::MsaoNoCollab;
        question.maxNewTokens = 24;
        question.qualityBound = 1;
        question.importance = static_cast<engine::ImportanceKind>(kind);
        question.visuals.push_back({engine::VisualKind::Image, {{picture(3)}, 2}, {}});
        edge.runtime().ask(question);
        QVERIFY(edge.waitForReports(1));
        const AnswerReport& report = edge.reports[0];
        QVERIFY2(!report.error, report.error ? report.error->message.c_str() : "");  // prompts of other hashes fail
        QVERIFY(report.outcome != engine::RequestOutcome::Failed);
    }

    void headsThatNobodyTrainedAreToldInWords() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()));
        Question question;
        question.text = "what is red?";
        question.mode = Mode::MsaoNoCollab;
        question.maxNewTokens = 24;
        question.importance = engine::ImportanceKind::Calibrated;
        question.visuals.push_back({engine::VisualKind::Image, {{picture(3)}, 2}, {}});
        edge.runtime().ask(question);
        QVERIFY(edge.waitForReports(1));
        QVERIFY(edge.reports[0].error && !edge.reports[0].error->message.empty());
    }

    void aJpegIsTheSamePictureOnBothSides() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()));
        Question question;
        question.text = "what is red?";
        question.mode = Mode::VerifyOnly;
        question.maxNewTokens = 24;
        question.visuals.push_back({engine::VisualKind::Image, {{picture(4)}, 2}, {}});
        edge.runtime().ask(question);
        QVERIFY(edge.waitForReports(1));
        const AnswerReport& report = edge.reports[0];
        QVERIFY2(!report.error, report.error ? report.error->message.c_str() : "");
        QVERIFY(report.outcome != engine::RequestOutcome::Failed);
        QCOMPARE(report.counts.unverified, 0);
    }

    void aPictureTravelsAtTheQualityThatIsPlanned() {
        // Less pixels cost much, less quality costs nothing, and the line is slow.
        const auto bytesWith = [&](std::vector<engine::MediaRate> rates) {
            engine::Calibration measured;
            measured.quality.push_back({.modality = engine::Modality::Image,
                                        .ofPruning = {{.removed = 0.01, .loss = 1}},
                                        .ofCompression = {{.removed = 0.999, .loss = 0}},
                                        .rates = std::move(rates)});
            QuestionPreparer preparer(m_pair->engine(), measured, engine::trainingFreeImportance(), {}, {.stepMs = 5});
            AskedQuestion asked;
            asked.question.text = "what is red?";
            asked.question.mode = Mode::MsaoNoCollab;
            asked.question.maxNewTokens = 8;
            asked.question.visuals.push_back({engine::VisualKind::Image, {{picture(4)}, 2}, {}});
            const CloudOutlook cloud{.isExpected = true, .link = {.bytesPerSecond = 1e4, .rttMs = 20}};
            return orThrow(preparer.prepare(asked, {}, cloud, {})).media.at(0).bytes.size();
        };
        const auto fine = bytesWith({{90, 300}});
        QVERIFY(bytesWith({{90, 300}, {10, 30}}) < fine);
        QCOMPARE(bytesWith({}), fine);  // nothing measured: as fine as that
    }

    void withoutACloudTokensAreUnverifiedAndCorrectedWhenItComes() {
        const protocol::tests::HeldPort place;  // at which nobody listens yet
        EdgeAtWork edge(*m_pair, at(QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(place.port()))));
        const auto request = edge.ask("and then?", 96);
        QVERIFY(edge.waitForTokens(20));
        QVERIFY(edge.run.unverifiedTokens() >= 20);
        QVERIFY(edge.reports.empty());
        QVERIFY(!edge.link.words.isEmpty());
        const auto server = startCloud(*m_pair, place.port());
        edge.runtime().connectNow();
        QVERIFY(edge.waitForReports(1));
        QCOMPARE(faultOf(edge.run.events(), request, m_pair->answerAlone("and then?", 96)), std::string());
    }

    void aServerThatDiesInMidAnswerAndComesBackChangesNothing_data() {
        QTest::addColumn<int>("tokens");
        for (const int tokens : {1, 7, 40, 90}) QTest::newRow(qPrintable(QString::number(tokens))) << tokens;
    }
    void aServerThatDiesInMidAnswerAndComesBackChangesNothing() {
        QFETCH(int, tokens);
        const protocol::tests::HeldPort place;
        auto server = startCloud(*m_pair, place.port());
        EdgeAtWork edge(*m_pair, at(server->url()));
        const auto request = edge.ask("tell me more", 160);
        QVERIFY(edge.waitForTokens(static_cast<std::size_t>(tokens)));
        server.reset();
        if (edge.reports.empty()) QVERIFY(edge.waitForLink(Stage::Waiting));
        server = startCloud(*m_pair, place.port());
        QVERIFY(edge.waitForReports(1));
        QCOMPARE(faultOf(edge.run.events(), request, m_pair->answerAlone("tell me more", 160)), std::string());
    }

    void aLineThatBreaksIsResumedWhereItWas() {
        const auto server = startCloud(*m_pair);
        CloudLine line(server->url());
        EdgeAtWork edge(*m_pair, at(line.url()));
        const auto request = edge.ask("go on", 2000);
        for (std::uint64_t cuts = 1; cuts <= 3; ++cuts) {
            QVERIFY(edge.waitForTokens(10 * cuts));
            const int before = edge.connections;
            line.cut();
            QVERIFY(QTest::qWaitFor([&] { return edge.connections > before; }, 60'000));
            // Later cuts may take the next token with them: then the question is opened again.
            QTRY_VERIFY_WITH_TIMEOUT(server->metrics().resumes >= 1, 60'000);
        }
        QVERIFY(edge.waitForReports(1));
        QCOMPARE(faultOf(edge.run.events(), request, m_pair->answerAlone("go on", 2000)), std::string());
    }

    void theEdgeAloneIsUnverifiedAndEnds() {
        EdgeAtWork edge(*m_pair);
        edge.ask("who is there?", 32, Mode::EdgeOnly);
        QVERIFY(edge.waitForReports(1));
        QCOMPARE(edge.reports[0].counts.unverified, 32);
        QCOMPARE(edge.link.stage, Stage::None);
    }

    void anAnswerStopsAtOnceAndTheNextIsWhole() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()));
        const auto first = edge.ask("go on", 4000);
        const auto waiting = edge.ask("never asked", 10);
        const auto last = edge.ask("what is there?", 40);
        QVERIFY(edge.waitForTokens(5));
        edge.runtime().stop(waiting);
        edge.runtime().stop(first);
        QVERIFY(edge.waitForReports(3));
        QCOMPARE(edge.reports[0].request, waiting);
        QCOMPARE(edge.reports[1].request, first);
        QCOMPARE(edge.reports[1].outcome, engine::RequestOutcome::Cancelled);
        QCOMPARE(faultOf(edge.run.events(), last, m_pair->answerAlone("what is there?", 40)), std::string());
        QTRY_COMPARE_WITH_TIMEOUT(server->metrics().openAnswers, std::size_t{0}, 30'000);
    }

    void anEmulatedLinkIsSaidToBeOneAndEstimated() {
        const auto server = startCloud(*m_pair);
        CloudAddress address = at(server->url());
        address.emulated = orThrow(protocol::parseLinkProfile("20mbit,60ms"));
        EdgeAtWork edge(*m_pair, address);
        const auto request = edge.ask("what is there?", 48);
        QVERIFY(edge.waitForReports(1));
        QCOMPARE(optionOf(edge.run, "emulated link"), std::string("20 Mbit/s, 60 ms"));
        QVERIFY(edge.link.isEmulated);
        QTRY_VERIFY_WITH_TIMEOUT(edge.link.estimate.rttMs >= 55 && edge.link.estimate.rttMs < 200, 30'000);
        QCOMPARE(faultOf(edge.run.events(), request, m_pair->answerAlone("what is there?", 48)), std::string());
    }

    void aLinkIsUnpluggedAndPluggedInInMidAnswer() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()));
        const auto request = edge.ask("go on", 1500);
        QVERIFY(edge.waitForTokens(10));
        edge.runtime().emulate(orThrow(protocol::parseLinkProfile("down")));
        QTRY_VERIFY_WITH_TIMEOUT(edge.run.unverifiedTokens() > 0, 30'000);
        QCOMPARE(optionOf(edge.run, "emulated link"), std::string("unplugged"));
        edge.runtime().emulate({});
        QVERIFY(edge.waitForReports(1));
        QCOMPARE(optionOf(edge.run, "emulated link"), std::string());
        QCOMPARE(faultOf(edge.run.events(), request, m_pair->answerAlone("go on", 1500)), std::string());
    }

    void theProbeLooksBetweenAnswersAndSeesWhatMoves() {
        EdgeAtWork edge(*m_pair);
        edge.runtime().watch({true, 0.5, 20, 20});
        edge.runtime().setFrameSource(std::make_unique<SceneSource>(SceneSourceOptions{}));
        QTRY_VERIFY_WITH_TIMEOUT(idleFramesOf(edge.run).size() >= 5, 30'000);
        const std::vector<engine::FrameProbed> frames = idleFramesOf(edge.run);
        QCOMPARE(frames[0].gamma, 1.0);
        bool hasMoved = false;
        for (std::size_t i = 0; i < frames.size(); ++i) {
            QCOMPARE(frames[i].frame, static_cast<std::int64_t>(i));
            QCOMPARE(frames[i].importance.size(), static_cast<std::size_t>(frames[i].rows * frames[i].columns));
            QVERIFY(frames[i].kept.empty());
            hasMoved |= i > 0 && frames[i].gamma > 0 && frames[i].gamma < 1;
        }
        QVERIFY(hasMoved);
        QCOMPARE(optionOf(edge.run, "source"), std::string("Scene 1"));
        edge.runtime().setFrameSource(nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(optionOf(edge.run, "source"), std::string(), 30'000);
    }

    void theLastSecondsAreAClipWhoseFramesAreAllProbed() {
        const auto server = startCloud(*m_pair);
        EdgeAtWork edge(*m_pair, at(server->url()));
        std::optional<std::chrono::steady_clock::time_point> first, newest;
        connect(&edge.runtime(), &EdgeRuntime::frameTaken, this, [&](const Frame& frame) {
            first = first.value_or(frame.time);
            newest = frame.time;
        });
        SceneSourceOptions scene;
        scene.width = 112;
        scene.height = 84;
        edge.runtime().setFrameSource(std::make_unique<SceneSource>(scene));
        QTRY_VERIFY_WITH_TIMEOUT(newest && *newest - *first > std::chrono::milliseconds(3300), 20'000);
        Question question;
        question.text = "what moves?";
        question.mode = Mode::MsaoNoCollab;
        question.maxNewTokens = 16;
        question.clipSeconds = 4;
        const auto request = edge.runtime().ask(question);
        QVERIFY(edge.waitForReports(1));
        QVERIFY2(!edge.reports[0].error, edge.reports[0].error ? edge.reports[0].error->message.c_str() : "");
        // Four frames are two steps of the tower: what changed in the second is told.
        std::vector<engine::FrameProbed> steps;
        for (const engine::TraceEvent& event : edge.run.events()) {
            const auto* frame = std::get_if<engine::FrameProbed>(&event.fact);
            if (frame != nullptr && event.request == request) steps.push_back(*frame);
        }
        QCOMPARE(steps.size(), std::size_t{2});
        QVERIFY(steps[0].modality == engine::Modality::Video);
        QVERIFY(steps[1].gamma > 0 && steps[1].gamma < 1);
    }

    void aStandingQuestionAsksItselfWhenTheSceneChanges_data() {
        QTest::addColumn<double>("clipSeconds");
        QTest::newRow("about a picture") << 0.0;
        QTest::newRow("about a clip") << 2.0;
    }
    void aStandingQuestionAsksItselfWhenTheSceneChanges() {
        QFETCH(double, clipSeconds);
        EdgeAtWork edge(*m_pair);
        edge.runtime().watch({true, 0.5, 20, 20});
        std::size_t asked = 0;
        connect(&edge.runtime(), &EdgeRuntime::askedByItself, this, [&] { ++asked; });
        const auto show = [&](std::uint64_t seed) {
            edge.runtime().setFrameSource(std::make_unique<StillSource>(
                std::make_shared<const engine::RgbImage>(picture(seed)), QStringLiteral("still")));
        };
        const auto looksMore = [&](std::size_t than) {
            return QTest::qWaitFor([&] { return idleFramesOf(edge.run).size() > than; }, 20'000);
        };
        StandingOrder order;
        order.question.text = "what is there?";
        order.question.looks = true;
        order.question.mode = Mode::EdgeOnly;
        order.question.maxNewTokens = 8;
        order.question.clipSeconds = clipSeconds;
        order.threshold = 0.05;
        order.pause = std::chrono::milliseconds(1);
        edge.runtime().stand(order);
        show(3);
        QTRY_COMPARE_WITH_TIMEOUT(asked, std::size_t{1}, 20'000);
        QVERIFY(edge.waitForReports(1));
        // The same picture again asks nothing; another one does.
        QVERIFY(looksMore(idleFramesOf(edge.run).size() + 1));
        QCOMPARE(asked, std::size_t{1});
        show(4);
        QTRY_COMPARE_WITH_TIMEOUT(asked, std::size_t{2}, 20'000);
        QVERIFY(edge.waitForReports(2));
        QVERIFY(looksMore(idleFramesOf(edge.run).size() + 1));
        QCOMPARE(asked, std::size_t{2});
        edge.runtime().stand({});
        show(5);
        QVERIFY(looksMore(idleFramesOf(edge.run).size()));
        QCOMPARE(asked, std::size_t{2});
    }

    /// From one picture to the next hardly anything happens, and after some of them the scene is another.
    void aStandingQuestionNoticesASceneThatChangesSlowly() {
        EdgeAtWork edge(*m_pair);
        edge.runtime().watch({true, 0.5, 20, 20});
        std::size_t asked = 0;
        connect(&edge.runtime(), &EdgeRuntime::askedByItself, this, [&] { ++asked; });
        const auto seen = [&](engine::RgbImage image) {
            const std::size_t before = idleFramesOf(edge.run).size();
            edge.runtime().setFrameSource(std::make_unique<StillSource>(
                std::make_shared<const engine::RgbImage>(std::move(image)), QStringLiteral("still")));
            return QTest::qWaitFor([&] { return idleFramesOf(edge.run).size() > before + 1; }, 20'000);
        };
        QVERIFY(seen(picture(3)));
        const std::size_t atOnce = idleFramesOf(edge.run).size();
        QVERIFY(seen(picture(4)));
        StandingOrder order;
        order.question.text = "what is there?";
        order.question.looks = true;
        order.question.mode = Mode::EdgeOnly;
        order.question.maxNewTokens = 8;
        order.threshold = 0;
        for (const engine::FrameProbed& frame : idleFramesOf(edge.run) | std::views::drop(atOnce))
            order.threshold = std::max(order.threshold, frame.gamma * 0.6);
        order.pause = std::chrono::milliseconds(1);
        QVERIFY(order.threshold > 0);
        edge.runtime().stand(order);
        QTRY_COMPARE_WITH_TIMEOUT(asked, std::size_t{1}, 20'000);
        QVERIFY(edge.waitForReports(1));
        const std::size_t slowly = idleFramesOf(edge.run).size();
        constexpr std::size_t kSteps = 8;
        engine::RgbImage blend = picture(4);
        const engine::RgbImage end = picture(3);
        for (std::size_t step = 1; step <= kSteps; ++step) {
            const auto rows = static_cast<std::ptrdiff_t>(end.pixels.size() * step / kSteps);
            std::copy_n(end.pixels.begin(), rows, blend.pixels.begin());
            QVERIFY(seen(blend));
        }
        for (const engine::FrameProbed& frame : idleFramesOf(edge.run) | std::views::drop(slowly))
            QVERIFY(frame.gamma < order.threshold);
        QTRY_VERIFY_WITH_TIMEOUT(asked >= 2, 60'000);
    }

    void aStillPictureDoesNotChange() {
        EdgeAtWork edge(*m_pair);
        edge.runtime().watch({true, 0.5, 20, 20});
        edge.runtime().setFrameSource(std::make_unique<StillSource>(
            std::make_shared<const engine::RgbImage>(picture(3)), QStringLiteral("still")));
        QTRY_VERIFY_WITH_TIMEOUT(idleFramesOf(edge.run).size() >= 2, 30'000);
        QCOMPARE(idleFramesOf(edge.run)[1].gamma, 0.0);
    }

private:
    std::unique_ptr<ModelPair> m_pair;
};

}  // namespace msao::edge

QTEST_GUILESS_MAIN(msao::edge::EdgeAnswersTest)
#include "answers_test.moc"
