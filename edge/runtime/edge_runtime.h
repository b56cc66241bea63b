// SPDX-License-Identifier: Apache-2.0
// The edge as its owner sees it: what to run, what to look at, what to answer. All that happens is in the trace.
#pragma once

#include "edge/capture/frame_ring.h"
#include "edge/capture/frame_source.h"
#include "edge/link/network_watch.h"
#include "edge/runtime/edge_options.h"
#include "edge/runtime/edge_states.h"
#include "edge/runtime/question.h"
#include "edge/runtime/standing_question.h"

#include "msao/engine/trace_sink.h"

#include <QList>
#include <QObject>
#include <QThread>

#include <cstdint>
#include <memory>
#include <optional>

namespace msao::edge {

class CaptureDesk;
class DraftModel;
class EdgeWorker;
class LowerHalf;

/// Lives in its owner's thread, which has an event loop and never waits for it. Three threads work: the edge's (link,
/// controller, trace), the draft model's, and the frame source's.
class EdgeRuntime : public QObject {
    Q_OBJECT

public:
    /// `trace` outlives this, and is called on the edge's thread alone, in order. Times count from here.
    explicit EdgeRuntime(engine::TraceSink& trace, std::unique_ptr<NetworkWatch> network = networkOfThisMachine());
    /// Stops what runs; waits for the model's step under way.
    ~EdgeRuntime() override;

    /// Loads the model if it is another, and connects if it is another cloud. A running answer is cancelled.
    void configure(EdgeOptions options);
    /// Takes the place of the source before, in mid-answer too; null: none. The source opens nothing before this.
    void setFrameSource(std::unique_ptr<FrameSource> source);

    /// Answers come one after the other, in the order of the questions.
    engine::RequestId ask(Question question);
    /// Ended as Cancelled within one token, or never begun.
    void stop(engine::RequestId request);
    /// Does not wait for the next attempt: the network came up, or somebody clicked.
    void connectNow();
    /// Changes the emulated link in mid-answer too: the connection breaks and is made again. Absent: the link as it is.
    void emulate(std::optional<protocol::LinkProfile> profile);
    /// Whether the probe looks between answers.
    void watch(const WatchOptions& options);
    /// Asks by itself when the probe between answers sees that the scene has changed; absent: no more. It needs watch.
    void stand(std::optional<StandingOrder> order);
    /// Writes an OptionChanged: what its owner chose belongs to the run.
    void note(const QString& name, const QString& value);
    /// camerasListed follows. No camera is opened.
    void listCameras();

Q_SIGNALS:
    void linkChanged(const msao::edge::LinkState& state);
    void modelChanged(const msao::edge::ModelState& state);
    void sourceChanged(const msao::edge::SourceState& state);
    /// Of the source, for a preview.
    void frameTaken(const msao::edge::Frame& frame);
    void answered(const msao::edge::AnswerReport& report);
    void askedByItself(const msao::edge::AskedByItself& asked);
    void camerasListed(const QList<msao::edge::Camera>& cameras);

private:
    void see(const Frame& frame, std::uint64_t source);
    void glanced(double gamma);
    void watchNetwork();

    std::unique_ptr<NetworkWatch> m_network;
    QThread m_modelThread;
    QThread m_edgeThread;
    QThread m_captureThread;
    DraftModel* m_model;  // each lives in its thread, and ends with it
    LowerHalf* m_lower;   // in the model's
    EdgeWorker* m_worker;
    CaptureDesk* m_capture;
    Frame m_seen;      // the latest of the source
    FrameRing m_ring;  // and those before
    std::optional<StandingQuestion> m_standing;
    std::uint64_t m_source = 0;  // counts sources
    std::uint64_t m_lastRequest = 0;
};

}  // namespace msao::edge
