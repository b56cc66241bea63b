// SPDX-License-Identifier: GPL-3.0-or-later
// `msao ask --server`: the edge's runtime for one question.
#include "app/cli/ask_server.h"

#include "app/cli/ask_report.h"
#include "app/cli/elapsed.h"
#include "edge/runtime/cloud_address.h"
#include "edge/runtime/edge_runtime.h"

#include "msao/engine/trace_writer.h"

#include <QCoreApplication>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <optional>
#include <utility>

namespace msao::app {

using namespace engine;

namespace {

using Clock = std::chrono::steady_clock;
using Stage = edge::LinkState::Stage;

/// Times count from the question, not from when the model was loaded.
class OfTheQuestion final : public TraceSink {
public:
    explicit OfTheQuestion(TraceSink& sink) : m_sink(sink) {}
    void record(const TraceEvent& event) override {
        if (event.request != RequestId::None) m_sink.record(event);
    }

private:
    TraceSink& m_sink;
};

/// In mode perllm the edge has one model, and drafts nothing.
Result<ModelArguments> chooseModel(const AskArguments& arguments, Mode mode, edge::EdgeOptions& options) {
    if (mode == Mode::PerLlm) {
        if (arguments.target.empty()) {
            return Error{ErrorCode::InvalidArgument,
                         "mode perllm needs --target with --server too: the edge runs the first layers of the cloud's "
                         "own model"};
        }
        options.draft = options.target = arguments.target;
        return arguments.weights.targetModel(arguments.model, arguments.target);
    }
    if (arguments.draft.empty())
        return Error{ErrorCode::InvalidArgument, "--server needs --draft: the edge reads answers with its tokenizer"};
    options.draft = arguments.draft;
    return arguments.weights.draftModel(arguments.model, arguments.draft);
}

Result<edge::EdgeOptions> edgeOptions(const AskArguments& arguments) {
    edge::EdgeOptions options;
    MSAO_TRY(const Mode mode, arguments.askedMode());
    MSAO_TRY(const ModelArguments model, chooseModel(arguments, mode, options));
    MSAO_TRY(options.load, model.loadOptions());
    const edge::CloudWords words{
        arguments.server,
        arguments.tokenName,
        QString::fromStdString(arguments.secretFile.string()),
        arguments.link,
        {QString::fromStdString(arguments.authorities), QString::fromStdString(arguments.certificate),
         QString::fromStdString(arguments.key)}};
    MSAO_TRY(edge::CloudAddress cloud, edge::cloudAddress(words));
    if (cloud.url.port() < 0) {
        return Error{ErrorCode::InvalidArgument,
                     "--server: expected ws://host:port or wss://host:port, found `" + arguments.server + "`"};
    }
    const bool isTrustNamed = !arguments.authorities.empty() || !arguments.certificate.empty();
    if (isTrustNamed && cloud.url.scheme() != u"wss") {
        return Error{ErrorCode::InvalidArgument, "--ca and --cert: " + arguments.server +
                                                     " is not encrypted; name a wss:// address, or leave them out"};
    }
    options.cloud = std::move(cloud);
    return options;
}

Result<edge::Question> questionOf(const AskArguments& arguments, double qualityBound) {
    edge::Question question;
    MSAO_TRY(question.mode, arguments.askedMode());
    question.text = arguments.prompt.text;
    question.isRaw = arguments.prompt.raw;
    question.policy = arguments.policy == "paper" ? Policy::Paper : Policy::Adaptive;
    question.sampling = [sampling = arguments.sampling](const GenerationDefaults& defaults) {
        return sampling.resolve(defaults);
    };
    question.maxNewTokens = arguments.maxNewTokens;
    question.hidden = arguments.hiddenFormat();
    question.cloudBudget = arguments.cloudBudget;
    question.qualityBound = qualityBound;
    for (const auto& file : arguments.prompt.images) {
        MSAO_TRY(RgbImage image, readImage(file));
        VisualMedium medium;
        medium.clip.frames.push_back(std::move(image));
        question.visuals.push_back(std::move(medium));
    }
    for (const auto& path : arguments.prompt.videos) {
        MSAO_TRY(RgbClip clip, readClip(path, arguments.prompt.framesPerSecond));
        question.visuals.push_back({VisualKind::Video, std::move(clip), {}});
    }
    for (const auto& file : arguments.prompt.sounds) {
        MSAO_TRY(Sound sound, readSound(file));
        question.sounds.push_back({std::move(sound), {}});
    }
    return question;
}

InProcessAnswer answerOf(const edge::AnswerReport& report) {
    InProcessAnswer answer;
    answer.tokens = report.tokens;
    answer.text = report.text;
    answer.outcome = report.outcome;
    answer.error = report.error;
    answer.question.probes = report.probes;
    answer.question.plan = report.plan;
    answer.question.probingMs = report.probingMs;
    answer.question.planningMs = report.planningMs;
    answer.counts = report.counts;
    answer.promptTokens = report.promptTokens;
    answer.edgeLayers = report.edgeLayers;
    answer.hiddenBytes = report.hiddenBytes;
    return answer;
}

/// One question from its asking to its end, in an event loop of its own.
class Conversation : public QObject {
public:
    Conversation(const edge::EdgeOptions& options, const edge::Question& question, TraceSink& trace,
                 std::chrono::seconds patience)
        : m_runtime(trace), m_began(Clock::now()), m_asked(m_began) {
        m_patience.setSingleShot(true);
        m_patience.setInterval(patience);
        connect(&m_patience, &QTimer::timeout, this, &Conversation::giveUp);
        connect(&m_runtime, &edge::EdgeRuntime::modelChanged, this, &Conversation::noteModel);
        connect(&m_runtime, &edge::EdgeRuntime::linkChanged, this, &Conversation::noteLink);
        connect(&m_runtime, &edge::EdgeRuntime::answered, this, [this](const edge::AnswerReport& report) {
            m_report = report;
            m_times.prepareMs = report.preparingMs;
            m_times.answerMs = millisecondsSince(m_asked);
            QCoreApplication::quit();
        });
        m_runtime.configure(options);
        m_request = m_runtime.ask(question);
    }

    void stop() { m_runtime.stop(m_request); }
    const edge::AnswerReport& report() const { return m_report; }
    const AskTimes& times() const { return m_times; }
    /// Why the cloud will not answer this edge; empty if it does.
    const QString& refusal() const { return m_refusal; }

private:
    void noteModel(const edge::ModelState& state) {
        if (state.stage != edge::ModelState::Stage::Ready) return;
        m_times.loadMs = millisecondsSince(m_began);
        m_asked = Clock::now();
    }
    void noteLink(const edge::LinkState& state) {
        if (state.stage == Stage::Waiting && state.words != m_words)
            std::fprintf(stderr, "msao: %s\n", state.words.toUtf8().constData());
        m_words = state.words;
        if (state.stage == Stage::Connected) m_patience.stop();
        if (state.stage == Stage::Waiting && m_patience.interval() > 0 && !m_patience.isActive()) m_patience.start();
        if (state.stage != Stage::Refused) return;
        m_refusal = state.words;
        stop();
    }
    void giveUp() {
        m_refusal = QStringLiteral("%1 Gave up after %2 s (--patience), so what was answered is the edge's alone.")
                        .arg(m_words)
                        .arg(m_patience.interval() / 1000);
        stop();
    }

    edge::EdgeRuntime m_runtime;
    QTimer m_patience;
    Clock::time_point m_began;
    Clock::time_point m_asked;
    RequestId m_request = RequestId::None;
    AskTimes m_times;
    QString m_words;
    QString m_refusal;
    edge::AnswerReport m_report;
};

}  // namespace

Status askServer(const AskArguments& arguments, std::stop_token stop) {
    int argc = 1;
    char name[] = "msao";
    char* argv[] = {name, nullptr};
    QCoreApplication application(argc, argv);  // before certificates are read: Qt's TLS wants to know it
    MSAO_TRY(const edge::EdgeOptions options, edgeOptions(arguments));
    MSAO_TRY(const Pruning pruning, arguments.pruning.resolve(options.draft));
    MSAO_TRY(const edge::Question question, questionOf(arguments, pruning.qualityBound));
    std::optional<TraceWriter> file;
    if (!arguments.trace.empty()) {
        MSAO_TRY(file, TraceWriter::create(arguments.trace));
    }
    AnswerTimer timer;
    OfTheQuestion timed(timer);
    AnswerPrinter printer;
    TraceFan sinks;
    sinks.add(timed);
    if (!arguments.json) sinks.add(printer);
    if (file) sinks.add(*file);

    std::optional<Conversation> conversation(std::in_place, options, question, sinks,
                                             std::chrono::seconds(arguments.patienceSeconds));
    {
        const std::stop_callback onInterrupt(stop, [&conversation] {
            QMetaObject::invokeMethod(
                &*conversation, [&conversation] { conversation->stop(); }, Qt::QueuedConnection);
        });
        application.exec();
    }
    const InProcessAnswer answer = answerOf(conversation->report());
    const AskTimes times = conversation->times();
    const QString refusal = conversation->refusal();
    conversation.reset();  // the trace is whole from here on
    const Status told =
        tellAnswer(arguments.json, {question.mode, *pruning.importance, pruning.isCalibrated}, answer, times, timer);
    if (file) MSAO_CHECK(file->close());
    if (!refusal.isEmpty()) return Error{ErrorCode::InvalidArgument, refusal.toStdString()};
    return told;
}

}  // namespace msao::app
