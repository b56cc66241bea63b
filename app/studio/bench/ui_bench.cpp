// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/bench/ui_bench.h"

#include "app/studio/bench/bare_repaint.h"
#include "app/studio/bench/bench_report.h"
#include "app/studio/bench/first_frame.h"
#include "app/studio/bench/open_panels.h"
#include "msao/engine/trace_writer.h"
#include "ui/run/live_feed.h"

#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>

#include <unistd.h>

#include <cstdio>

namespace msao::app {
namespace {

constexpr QSize kWindow{1920, 1080};
constexpr int kBareMs = 2000;
constexpr int kVideoMs = 2000;
constexpr std::int64_t kFewTokens = 40;
constexpr std::int64_t kManyTokens = 3900;
constexpr std::int64_t kSpan = 400;  // tokens over which a cost is measured
constexpr std::int64_t kAnswerTokens = kManyTokens + kSpan;
constexpr std::int64_t kEndless = 1 << 20;  // a slow machine must not find the answer over
constexpr int kMemoryMs = 500;

double residentMegabytes() {
    QFile statm(QStringLiteral("/proc/self/statm"));
    if (!statm.open(QIODevice::ReadOnly)) return 0;
    const double pages = statm.readAll().split(' ').value(1).toDouble();
    return pages * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

MemorySlope slopeOf(const std::vector<double>& megabytes) {
    if (megabytes.empty()) return {};
    MemorySlope slope{megabytes.front(), megabytes.back(), 0};
    double n = 0, sumX = 0, sumY = 0, sumXX = 0, sumXY = 0;
    for (std::size_t i = megabytes.size() / 3; i < megabytes.size(); ++i) {
        const double x = static_cast<double>(i) * kMemoryMs / 60'000;
        n += 1;
        sumX += x;
        sumY += megabytes[i];
        sumXX += x * x;
        sumXY += x * megabytes[i];
    }
    const double spread = n * sumXX - sumX * sumX;
    if (spread > 0) slope.kilobytesPerMinute = (n * sumXY - sumX * sumY) / spread * 1000;
    return slope;
}

/// A recording of a long answer, as large as one that is opened at a stand.
bool writeRecording(const QString& file) {
    auto writer = engine::TraceWriter::create(file.toStdString());
    if (!writer) return false;
    LoadAnswer answer(*writer, engine::RequestId{1}, {});
    UiLoad::tellProbe(*writer, {}, engine::RequestId{1});
    for (int ms = 20; answer.tokens() < kManyTokens; ms += 20)
        answer.playRound(engine::TraceTime(std::int64_t{ms} * 1'000'000));
    return static_cast<bool>(writer->close());
}

/// The window under load. Everything happens on the GUI thread, but for the load itself.
class UiBench final : public QObject {
public:
    UiBench(ui::MainWindow& window, TickMeter& meter)
        : m_window(window), m_meter(meter), m_feed(window.model()), m_load(new UiLoad(m_feed, {})) {
        m_load->moveToThread(&m_thread);
        connect(&m_thread, &QThread::finished, m_load, &QObject::deleteLater);
        connect(m_load, &UiLoad::pictureTaken, this, [this](const QImage& picture) {
            ++m_sent;
            m_window.setLivePicture(picture);
        });
        window.panels().heatmap().installEventFilter(this);
        m_thread.start();
    }
    ~UiBench() override {
        m_thread.quit();
        m_thread.wait();
    }

    void run(UiBenchFigures& figures, double minutes) {
        openAllPanels(m_window, kWindow);
        m_window.beginLive();
        ask([](UiLoad& load) { load.start(); });
        figures.videoCpuShare = videoShare();
        ask([](UiLoad& load) { load.answer(kEndless); });
        figures.few = costFrom(kFewTokens, figures.videoCpuShare);
        ask([](UiLoad& load) { load.fillTo(kManyTokens); });
        figures.many = costFrom(kManyTokens, figures.videoCpuShare);
        // As it goes on: answer after answer.
        ask([](UiLoad& load) { load.answer(kAnswerTokens); });
        runSteadily(figures, minutes);
        figures.window = m_window.size();
        figures.openDocks = openPanels(m_window);
        count(figures);
    }

protected:
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() == QEvent::Paint) ++m_painted;
        return false;
    }

private:
    template <typename Do>
    void ask(const Do& what) {
        QMetaObject::invokeMethod(
            m_load, [load = m_load, what] { what(*load); }, Qt::QueuedConnection);
    }

    static void spin(int ms) {
        QEventLoop loop;
        QTimer::singleShot(ms, Qt::PreciseTimer, &loop, &QEventLoop::quit);
        loop.exec();
    }

    std::int64_t tokens() const {
        const ui::RequestState* request = m_window.model().whole().current();
        return request ? request->answer.size() : 0;
    }

    void waitForTokens(std::int64_t wanted) {
        QEventLoop loop;
        connect(&m_window.model(), &ui::RunModel::changed, &loop, [&] {
            if (tokens() >= wanted) loop.quit();
        });
        loop.exec();
    }

    double videoShare() {
        spin(500);
        const double before = threadCpuMs();
        spin(kVideoMs);
        return (threadCpuMs() - before) / kVideoMs;
    }

    TokenCost costFrom(std::int64_t first, double videoCpuShare) {
        waitForTokens(first);
        spin(200);  // the leap to there is behind us
        m_meter.restart();
        TokenCost cost;
        cost.from = tokens();
        const double before = threadCpuMs();
        QElapsedTimer clock;
        clock.start();
        waitForTokens(cost.from + kSpan);
        const double spent = threadCpuMs() - before;
        cost.to = tokens();
        const auto count = static_cast<double>(cost.to - cost.from);
        cost.ms = spent / count;
        cost.ownMs = (spent - videoCpuShare * static_cast<double>(clock.elapsed())) / count;
        cost.worstTickMs = m_meter.figures().maxMs;
        return cost;
    }

    void runSteadily(UiBenchFigures& figures, double minutes) {
        std::vector<double> memory;
        QTimer samples;
        connect(&samples, &QTimer::timeout, this, [&memory] { memory.push_back(residentMegabytes()); });
        samples.start(kMemoryMs);
        spin(500);
        m_meter.restart();
        const double before = threadCpuMs();
        const int ms = static_cast<int>(minutes * 60'000);
        spin(ms);
        figures.ticks = m_meter.figures();
        figures.loadCpuShare = (threadCpuMs() - before) / ms;
        figures.minutes = minutes;
        figures.memory = slopeOf(memory);
    }

    void count(UiBenchFigures& figures) const {
        figures.picturesSent = m_sent;
        figures.picturesPainted = m_painted;
        figures.eventsDropped = static_cast<std::int64_t>(m_feed.dropped());
        figures.countsAddUp = true;
        for (const ui::RequestState& request : m_window.model().whole().requests) {
            figures.tokensShown += request.counts.emitted;
            figures.countsAddUp &= request.counts.addsUp();
        }
    }

    ui::MainWindow& m_window;
    TickMeter& m_meter;
    ui::LiveFeed m_feed;
    QThread m_thread;
    UiLoad* m_load;  // lives in m_thread, and ends with it
    std::int64_t m_sent = 0;
    std::int64_t m_painted = 0;
};

void measureFirstFrames(UiBenchFigures& figures, const UiBenchOptions& options) {
    const QTemporaryDir folder;
    const QString recording = folder.filePath(QStringLiteral("bench.msao"));
    if (writeRecording(recording))
        figures.replayFirstFrameMs = firstFrameOf(options.program, {QStringLiteral("--replay"), recording});
    if (options.pair.isEmpty()) return;
    figures.demoFirstFrameMs =
        firstFrameOf(options.program, {QStringLiteral("--demo"), QStringLiteral("--pair"), options.pair});
}

}  // namespace

int runUiBench(MeteredApplication& application, ui::MainWindow& window, const UiBenchOptions& options) {
    UiBenchFigures figures;
    if (!options.program.isEmpty()) measureFirstFrames(figures, options);
    TickMeter meter;
    application.setMeter(&meter);
    figures.bare = bareRepaint(meter, kWindow, figures.rates.framesPerSecond, kBareMs);
    UiBench(window, meter).run(figures, options.minutes);
    application.setMeter(nullptr);
    printBench(figures);
    if (!options.json.isEmpty() && !saveBench(figures, options.json)) {
        std::fprintf(stderr, "msao-studio: %s could not be written\n", qPrintable(options.json));
        return 1;
    }
    const bool hasShown =
        figures.picturesPainted > 0 && figures.tokensShown >= kManyTokens + kSpan && figures.countsAddUp;
    const bool hasStarted = options.program.isEmpty() || figures.replayFirstFrameMs;
    return hasShown && hasStarted ? 0 : 1;
}

}  // namespace msao::app
