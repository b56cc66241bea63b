// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/bench/load_answer.h"

#include <QElapsedTimer>
#include <QImage>
#include <QObject>
#include <QTimer>

#include <optional>
#include <vector>

namespace msao::app {

/// The rates of a busy live run.
struct UiLoadRates {
    int framesPerSecond = 30;
    int tokensPerSecond = 200;
    int probesPerSecond = 10;     // of the picture, between questions
    int estimatesPerSecond = 10;  // of the link
    int samplesPerSecond = 2;     // of each side's resources
};

/// A live run's stream of pictures and events without its models. Lives in a thread of its own, as the edge does;
/// everything but the constructor is called there.
class UiLoad final : public QObject {
    Q_OBJECT

public:
    UiLoad(engine::TraceSink& sink, UiLoadRates rates);

    void start();
    /// A question is answered from now on, at the load's rate, and after so many tokens the next; 0: none is.
    void answer(std::int64_t tokensEach);
    /// At once up to so many tokens.
    void fillTo(std::int64_t tokens);

    /// One look at a picture, for recordings.
    static void tellProbe(engine::TraceSink& sink, engine::TraceTime time, engine::RequestId request);

Q_SIGNALS:
    void pictureTaken(const QImage& picture);

private:
    void step();
    void showPicture();
    void tellSurroundings(engine::TraceTime now);
    void endAnswer();
    engine::TraceTime now() const { return engine::TraceTime(m_clock.nsecsElapsed()); }

    engine::TraceSink& m_sink;
    UiLoadRates m_rates;
    QElapsedTimer m_clock;
    QTimer m_timer;
    std::vector<QImage> m_pictures;
    std::optional<LoadAnswer> m_answer;
    std::uint64_t m_answers = 0;
    std::int64_t m_tokensEach = 0;
    double m_tokensDue = 0;
    engine::TraceTime m_steppedAt{};
    std::int64_t m_frames = 0;
    std::int64_t m_probes = 0;
    std::int64_t m_estimates = 0;
    std::int64_t m_samples = 0;
};

}  // namespace msao::app
