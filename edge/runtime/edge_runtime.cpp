// SPDX-License-Identifier: Apache-2.0
#include "edge/runtime/edge_runtime.h"

#include "edge/capture/capture_desk.h"
#include "edge/runtime/edge_worker.h"
#include "edge/runtime/lower_half.h"

#include <utility>

namespace msao::edge {
namespace {

// Chosen: what happens in a second is seen, and sixteen seconds are eight steps of a tower.
constexpr double kClipFramesPerSecond = 1;

}  // namespace

EdgeRuntime::EdgeRuntime(engine::TraceSink& trace, std::unique_ptr<NetworkWatch> network)
    : m_network(std::move(network)),
      m_model(new DraftModel),
      m_lower(new LowerHalf),
      m_worker(new EdgeWorker(trace, *m_model, *m_lower)),
      m_capture(new CaptureDesk) {
    const auto live = [this](QObject* object, QThread& thread, const char* name) {
        object->moveToThread(&thread);
        connect(&thread, &QThread::finished, object, &QObject::deleteLater);
        thread.setObjectName(QString::fromLatin1(name));
        thread.start();
    };
    connect(m_worker, &EdgeWorker::linkChanged, this, &EdgeRuntime::linkChanged);
    connect(m_worker, &EdgeWorker::modelChanged, this, &EdgeRuntime::modelChanged);
    connect(m_worker, &EdgeWorker::answered, this, &EdgeRuntime::answered);
    connect(m_worker, &EdgeWorker::glanced, this, &EdgeRuntime::glanced);
    connect(m_capture, &CaptureDesk::stateChanged, this, [this](const SourceState& state) {
        note(QStringLiteral("source"), state.isOpen ? state.name : QString());
        Q_EMIT sourceChanged(state);
    });
    connect(m_capture, &CaptureDesk::camerasListed, this, &EdgeRuntime::camerasListed);
    connect(m_capture, &CaptureDesk::frameTaken, this, &EdgeRuntime::see);
    m_lower->moveToThread(&m_modelThread);
    connect(&m_modelThread, &QThread::finished, m_lower, &QObject::deleteLater);
    live(m_model, m_modelThread, "draft model");
    live(m_worker, m_edgeThread, "edge");
    live(m_capture, m_captureThread, "capture");
    watchNetwork();
}

/// In this order: the edge's thread speaks to the model's.
EdgeRuntime::~EdgeRuntime() {
    QMetaObject::invokeMethod(m_worker, &EdgeWorker::shutDown, Qt::BlockingQueuedConnection);
    for (QThread* thread : {&m_captureThread, &m_edgeThread, &m_modelThread}) {
        thread->quit();
        thread->wait();
    }
}

void EdgeRuntime::watchNetwork() {
    connect(m_network.get(), &NetworkWatch::changed, this, [this](QNetworkInformation::Reachability reachability) {
        if (reachability != QNetworkInformation::Reachability::Disconnected) connectNow();
    });
}

void EdgeRuntime::configure(EdgeOptions options) {
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, options = std::move(options)] { worker->configure(options); },
        Qt::QueuedConnection);
}

void EdgeRuntime::setFrameSource(std::unique_ptr<FrameSource> source) {
    m_seen = {};
    m_ring.clear();
    ++m_source;
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker] { worker->see({}); }, Qt::QueuedConnection);
    if (source) source->moveToThread(&m_captureThread);
    QMetaObject::invokeMethod(
        m_capture,
        [capture = m_capture, source = source.release(), number = m_source] {
            capture->take(std::unique_ptr<FrameSource>(source), number);
        },
        Qt::QueuedConnection);
}

void EdgeRuntime::see(const Frame& frame, std::uint64_t source) {
    if (source != m_source) return;  // of the one before, still under way
    m_seen = frame;
    m_ring.take(frame);
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, frame] { worker->see(frame); }, Qt::QueuedConnection);
    Q_EMIT frameTaken(frame);
}

engine::RequestId EdgeRuntime::ask(Question question) {
    const engine::RequestId request{++m_lastRequest};
    AskedQuestion asked{request, std::move(question), {}};
    if (asked.question.clipSeconds > 0) {
        asked.question.looks = false;
        if (engine::RgbClip clip = m_ring.last(asked.question.clipSeconds, kClipFramesPerSecond); !clip.frames.empty())
            asked.question.visuals.push_back({engine::VisualKind::Video, std::move(clip), {}});
    }
    if (asked.question.looks) asked.seen = m_seen;
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, asked = std::move(asked)] { worker->ask(asked); }, Qt::QueuedConnection);
    return request;
}

void EdgeRuntime::stop(engine::RequestId request) {
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, request] { worker->stop(request); }, Qt::QueuedConnection);
}

void EdgeRuntime::emulate(std::optional<protocol::LinkProfile> profile) {
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, profile = std::move(profile)] { worker->emulate(profile); },
        Qt::QueuedConnection);
}

void EdgeRuntime::watch(const WatchOptions& options) {
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, options] { worker->watch(options); }, Qt::QueuedConnection);
}

void EdgeRuntime::stand(std::optional<StandingOrder> order) {
    m_standing.reset();
    if (order) m_standing.emplace(*std::move(order));
}

void EdgeRuntime::glanced(double gamma) {
    if (!m_standing || !m_standing->isDue(gamma, std::chrono::steady_clock::now())) return;
    Q_EMIT askedByItself({ask(m_standing->order().question), gamma});
}

void EdgeRuntime::note(const QString& name, const QString& value) {
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, name = name.toStdString(), value = value.toStdString()] { worker->note(name, value); },
        Qt::QueuedConnection);
}

void EdgeRuntime::listCameras() {
    QMetaObject::invokeMethod(m_capture, &CaptureDesk::listCameras, Qt::QueuedConnection);
}

void EdgeRuntime::connectNow() {
    QMetaObject::invokeMethod(m_worker, &EdgeWorker::connectNow, Qt::QueuedConnection);
}

}  // namespace msao::edge
