// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/bench/bench_report.h"

#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <cstdio>

namespace msao::app {
namespace {

// What docs/desktop.md promises.
constexpr double kTickP99Ms = 16;
constexpr double kTickMostMs = 50;
constexpr double kReplayMs = 1000;
constexpr double kDemoMs = 2000;

void printTicks(const char* name, const TickFigures& ticks) {
    std::printf("%-26s p50 %6.2f   p99 %6.2f   most %6.2f ms   of %zu\n", name, ticks.p50Ms, ticks.p99Ms, ticks.maxMs,
                ticks.count);
}

void printFirstFrame(const char* name, const std::optional<double>& ms, double bar) {
    if (!ms) return static_cast<void>(std::printf("%-26s not measured\n", name));
    std::printf("%-26s %.0f ms (%s %.0f)\n", name, *ms, *ms <= bar ? "within" : "NOT within", bar);
}

void printCost(const char* name, const TokenCost& cost) {
    std::printf("%-26s %.3f ms, of which the pictures leave %.3f   (tokens %lld to %lld, longest tick %.1f ms)\n", name,
                cost.ms, cost.ownMs, static_cast<long long>(cost.from), static_cast<long long>(cost.to),
                cost.worstTickMs);
}

QJsonObject json(const TickFigures& ticks) {
    return {{QStringLiteral("count"), static_cast<qint64>(ticks.count)},
            {QStringLiteral("p50_ms"), ticks.p50Ms},
            {QStringLiteral("p99_ms"), ticks.p99Ms},
            {QStringLiteral("max_ms"), ticks.maxMs}};
}

QJsonObject json(const TokenCost& cost) {
    return {{QStringLiteral("from_token"), static_cast<qint64>(cost.from)},
            {QStringLiteral("to_token"), static_cast<qint64>(cost.to)},
            {QStringLiteral("ms"), cost.ms},
            {QStringLiteral("own_ms"), cost.ownMs},
            {QStringLiteral("worst_tick_ms"), cost.worstTickMs}};
}

QJsonValue json(const std::optional<double>& value) {
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonObject json(const UiBenchFigures& figures) {
    return {{QStringLiteral("platform"), QGuiApplication::platformName()},
            {QStringLiteral("width"), figures.window.width()},
            {QStringLiteral("height"), figures.window.height()},
            {QStringLiteral("open_docks"), figures.openDocks},
            {QStringLiteral("minutes"), figures.minutes},
            {QStringLiteral("frames_per_second"), figures.rates.framesPerSecond},
            {QStringLiteral("tokens_per_second"), figures.rates.tokensPerSecond},
            {QStringLiteral("bare_repaint"), json(figures.bare)},
            {QStringLiteral("ticks"), json(figures.ticks)},
            {QStringLiteral("video_cpu_share"), figures.videoCpuShare},
            {QStringLiteral("load_cpu_share"), figures.loadCpuShare},
            {QStringLiteral("token_cost_few"), json(figures.few)},
            {QStringLiteral("token_cost_many"), json(figures.many)},
            {QStringLiteral("first_frame_replay_ms"), json(figures.replayFirstFrameMs)},
            {QStringLiteral("first_frame_demo_ms"), json(figures.demoFirstFrameMs)},
            {QStringLiteral("rss_begin_mb"), figures.memory.beginMegabytes},
            {QStringLiteral("rss_end_mb"), figures.memory.endMegabytes},
            {QStringLiteral("rss_kb_per_minute"), figures.memory.kilobytesPerMinute},
            {QStringLiteral("pictures_sent"), static_cast<qint64>(figures.picturesSent)},
            {QStringLiteral("pictures_painted"), static_cast<qint64>(figures.picturesPainted)},
            {QStringLiteral("tokens_shown"), static_cast<qint64>(figures.tokensShown)},
            {QStringLiteral("events_dropped"), static_cast<qint64>(figures.eventsDropped)},
            {QStringLiteral("counts_add_up"), figures.countsAddUp}};
}

}  // namespace

void printBench(const UiBenchFigures& figures) {
    std::printf("window %d x %d on %s, %d panels open; %d pictures and %d tokens a second for %.2f min\n",
                figures.window.width(), figures.window.height(), qPrintable(QGuiApplication::platformName()),
                figures.openDocks, figures.rates.framesPerSecond, figures.rates.tokensPerSecond, figures.minutes);
    printTicks("a bare widget's repaint", figures.bare);
    printTicks("the window's ticks", figures.ticks);
    const bool isQuick = figures.ticks.p99Ms <= kTickP99Ms && figures.ticks.maxMs <= kTickMostMs;
    std::printf("%-26s %s p99 %.0f ms, most %.0f ms\n", "", isQuick ? "within" : "NOT within", kTickP99Ms, kTickMostMs);
    std::printf("%-26s %.0f %% of a core for pictures alone, %.0f %% with everything\n", "GUI thread",
                figures.videoCpuShare * 100, figures.loadCpuShare * 100);
    printCost("a token, of few", figures.few);
    printCost("a token, of many", figures.many);
    printFirstFrame("first frame, replay", figures.replayFirstFrameMs, kReplayMs);
    printFirstFrame("first frame, demo", figures.demoFirstFrameMs, kDemoMs);
    std::printf("%-26s %.1f to %.1f MB, %+.0f kB a minute\n", "resident memory", figures.memory.beginMegabytes,
                figures.memory.endMegabytes, figures.memory.kilobytesPerMinute);
    std::printf("%-26s %lld of %lld pictures, %lld tokens; %lld events dropped, counts %s\n", "shown",
                static_cast<long long>(figures.picturesPainted), static_cast<long long>(figures.picturesSent),
                static_cast<long long>(figures.tokensShown), static_cast<long long>(figures.eventsDropped),
                figures.countsAddUp ? "add up" : "DO NOT ADD UP");
    std::fflush(stdout);
}

bool saveBench(const UiBenchFigures& figures, const QString& file) {
    QSaveFile target(file);
    return target.open(QIODevice::WriteOnly) && target.write(QJsonDocument(json(figures)).toJson()) > 0 &&
           target.commit();
}

}  // namespace msao::app
