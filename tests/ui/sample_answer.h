// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/simulator/random_stream.h"
#include "msao/engine/cloud_session.h"
#include "msao/engine/edge_controller.h"
#include "tests/ui/sample_run.h"

#include <array>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace msao::test {

/// One answer of a SampleRun: both halves, the link between them, and two scripted models.
class SampleAnswer {
public:
    using Recorder = std::function<void(double nowMs, engine::TraceFact)>;

    SampleAnswer(const SampleQuestion& question, double nowMs, Recorder recorder);

    /// Plays to the end; gives the time of it.
    double play();

    const engine::EdgeCounts& counts() const { return m_edge.counts(); }

private:
    void at(double timeMs, std::function<void()> act);
    void toEdge(const engine::EdgeEvent& event);
    void obey(const engine::DraftNext& command);
    void obey(engine::SendBatch& command);
    void obey(const engine::RollBack& command);
    void obey(const engine::EmitToken& command);
    void obey(const engine::ReviseToken& command);
    void obey(const engine::ThetaMoved& command);
    void obey(const engine::EndAnswer& command);
    void offerPass();
    void endPass(const engine::CloudStep& step, double beganMs, double passMs);
    void sendDown(engine::Verdict verdict, engine::CloudTimes times);
    void tick();

    std::vector<engine::TokenProbability> considered(std::array<engine::TokenId, 3> tokens, double first) const;
    std::vector<engine::TokenProbability> judged(const engine::Verdict& verdict) const;
    bool isDown() const;
    double linkDelay() { return 9.5 + m_random.exponential(0.7); }
    engine::TokenId target(std::int64_t position) const;
    engine::TokenId wrong(std::int64_t position) const;
    bool draftsRightAt(std::int64_t position) const;
    std::string textOf(engine::TokenId token) const;
    static engine::EdgeControllerOptions edgeOptions(const SampleQuestion& question, std::int64_t tokens);
    static engine::CloudSessionOptions cloudOptions(const SampleQuestion& question, std::int64_t tokens);

    SampleQuestion m_question;
    Recorder m_record;
    std::vector<std::string> m_words;
    std::vector<engine::TokenId> m_tokens;  // of the answer, the end of text last
    simulator::RandomStream m_random;
    engine::EdgeController m_edge;
    engine::CloudSession m_cloud;
    std::multimap<double, std::function<void()>> m_agenda;
    std::vector<engine::TokenId> m_prefix;  // what the draft model has read of the answer
    double m_nowMs = 0;
    double m_askedMs = 0;
    double m_lastUpMs = 0;
    double m_lastDownMs = 0;
    double m_batchSentMs = 0;
    double m_batchReceivedMs = 0;
    std::uint64_t m_drafting = 0;  // counts begun steps; a voided one finds another number
    std::int64_t m_emitted = 0;
    bool m_isPassing = false;
    bool m_wasDown = false;
};

}  // namespace msao::test
