// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/mode.h"
#include "msao/engine/trace_sink.h"

#include <QImage>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace msao::test {

/// A span of a question's time, from asking, in which the link is down.
struct Outage {
    double fromMs = 0;
    double toMs = 0;
};

struct SampleQuestion {
    engine::Mode mode = engine::Mode::Msao;       // as the question is asked
    engine::Mode way = engine::Mode::VerifyOnly;  // as it is run
    std::string question = {};
    std::string answer = {};
    std::optional<Outage> outage = {};
    std::uint64_t seed = 7;
};

/// A scripted world: objects on a table, and what a probe would say of the picture, from the objects' own places.
QImage sampleScene(QSize size);

/// Plays questions through the engine's own EdgeController and CloudSession under a virtual clock and records what
/// happens. What the two models say is scripted, and the events say "synthetic"; what is sent, verified, rolled back
/// and emitted is not.
class SampleRun {
public:
    explicit SampleRun(engine::TraceSink& sink) : m_sink(sink) {}

    void beginRecording();
    void ask(const SampleQuestion& question);

private:
    void record(engine::RequestId request, engine::TraceFact fact);
    void recordProbe(engine::RequestId request, const SampleQuestion& question);
    void recordMachines();

    engine::TraceSink& m_sink;
    double m_nowMs = 0;
    double m_nextSampleMs = 0;
    std::uint64_t m_requests = 0;
};

/// The run of the pictures: the question asked of the cloud alone, and then with MSAO.
void playSample(engine::TraceSink& sink);
std::vector<engine::TraceEvent> sampleEvents();

}  // namespace msao::test
