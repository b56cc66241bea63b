// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/bench/ui_load.h"

#include <algorithm>
#include <utility>

namespace msao::app {

using namespace engine;

namespace {

constexpr int kPictures = 30;
constexpr int kWidth = 1280;
constexpr int kHeight = 720;
constexpr int kCells = 24;
constexpr int kStepMs = 5;

/// A bar that moves over a gradient, so that no two pictures are alike.
QImage pictureAt(int phase) {
    QImage image(kWidth, kHeight, QImage::Format_RGB888);  // as a camera's are
    const int bar = phase * kWidth / kPictures;
    for (int y = 0; y < kHeight; ++y) {
        uchar* const line = image.scanLine(y);
        for (int x = 0; x < kWidth; ++x) {
            const bool isBar = x >= bar && x < bar + 80;
            line[3 * x] = static_cast<uchar>(isBar ? 230 : x * 120 / kWidth);
            line[3 * x + 1] = static_cast<uchar>(y * 160 / kHeight);
            line[3 * x + 2] = static_cast<uchar>(isBar ? 40 : 90);
        }
    }
    return image;
}

FrameProbed probeAt(std::int64_t frame) {
    FrameProbed probe;
    probe.frame = frame;
    probe.gamma = static_cast<double>(frame * 37 % 100) / 100;
    probe.rows = probe.columns = kCells;
    for (int cell = 0; cell < kCells * kCells; ++cell) {
        const auto value = static_cast<std::uint8_t>((cell * 5 + frame * 11) % 256);
        probe.importance.push_back(value);
        probe.kept.push_back(value > 80);
    }
    return probe;
}

/// How many of them are due by now.
std::int64_t dueBy(TraceTime now, int perSecond) {
    return now.count() * perSecond / 1'000'000'000;
}

}  // namespace

UiLoad::UiLoad(TraceSink& sink, UiLoadRates rates) : m_sink(sink), m_rates(rates), m_timer(this) {
    for (int i = 0; i < kPictures; ++i) m_pictures.push_back(pictureAt(i));
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kStepMs);
    connect(&m_timer, &QTimer::timeout, this, &UiLoad::step);
}

void UiLoad::start() {
    m_clock.start();
    m_timer.start();
}

void UiLoad::answer(std::int64_t tokensEach) {
    endAnswer();
    m_tokensEach = tokensEach;
    m_tokensDue = 0;
}

void UiLoad::fillTo(std::int64_t tokens) {
    while (m_answer && m_answer->tokens() < tokens) m_answer->playRound(now());
    m_tokensDue = std::max(m_tokensDue, static_cast<double>(tokens));
}

void UiLoad::endAnswer() {
    if (m_answer) m_answer->end(now());
    m_answer.reset();
}

void UiLoad::step() {
    const TraceTime time = now();
    const double seconds = static_cast<double>((time - std::exchange(m_steppedAt, time)).count()) / 1e9;
    // A picture that is late is left out, as a camera would; what an answer is made of comes late.
    if (dueBy(time, m_rates.framesPerSecond) > m_frames) showPicture();
    m_frames = dueBy(time, m_rates.framesPerSecond);
    tellSurroundings(time);
    if (m_tokensEach == 0) return;
    if (!m_answer) {
        m_answer.emplace(m_sink, RequestId{++m_answers}, time);
        m_tokensDue = 0;
    }
    m_tokensDue += seconds * m_rates.tokensPerSecond;
    while (static_cast<double>(m_answer->tokens()) < m_tokensDue) m_answer->playRound(time);
    if (m_answer->tokens() >= m_tokensEach) endAnswer();
}

void UiLoad::tellProbe(TraceSink& sink, TraceTime time, RequestId request) {
    sink.record({time, request, probeAt(0)});
}

void UiLoad::showPicture() {
    Q_EMIT pictureTaken(m_pictures[static_cast<std::size_t>(m_frames) % m_pictures.size()]);
}

void UiLoad::tellSurroundings(TraceTime time) {
    const auto tell = [&](TraceFact fact) { m_sink.record({time, RequestId::None, std::move(fact)}); };
    while (m_probes < dueBy(time, m_rates.probesPerSecond)) tell(probeAt(m_probes++));
    while (m_estimates < dueBy(time, m_rates.estimatesPerSecond))
        tell(LinkEstimated{{37.5e6, 20 + double(m_estimates++ % 7), 0.6}, true});
    while (m_samples < dueBy(time, m_rates.samplesPerSecond)) {
        const double load = 0.3 + 0.05 * double(m_samples++ % 9);
        tell(ResourceSample{Side::Edge, load, 2'100'000'000, {}, {}, {}});
        tell(ResourceSample{Side::Cloud, load, 4'100'000'000, 0.7, 9'000'000'000, 210});
    }
}

}  // namespace msao::app
