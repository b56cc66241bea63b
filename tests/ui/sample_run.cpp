// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/sample_run.h"

#include "tests/ui/sample_answer.h"
#include "tests/ui/sample_figures.h"

#include <QLinearGradient>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace msao::test {

using namespace engine;

namespace {

/// In shares of the picture's width and height.
struct SceneObject {
    enum class Kind { Disc, Box, Cone } kind;
    double x;
    double y;
    double size;
    QRgb colour;
    double importance;
};

constexpr std::array kObjects = {
    SceneObject{SceneObject::Kind::Disc, 0.30, 0.46, 0.135, 0xffd9502a, 1.0},
    SceneObject{SceneObject::Kind::Box, 0.53, 0.40, 0.105, 0xff2f5fae, 0.42},
    SceneObject{SceneObject::Kind::Disc, 0.44, 0.70, 0.078, 0xffd04a28, 0.92},
    SceneObject{SceneObject::Kind::Cone, 0.76, 0.52, 0.115, 0xffc9a03c, 0.50},
};
constexpr int kRows = 19;
constexpr int kColumns = 34;

void paintShadow(QPainter& painter, const QRectF& box) {
    QRadialGradient shadow(QPointF(box.center().x(), box.bottom()), box.width() * 0.6);
    shadow.setColorAt(0, QColor(0, 0, 0, 110));
    shadow.setColorAt(1, QColor(0, 0, 0, 0));
    painter.setBrush(shadow);
    painter.drawEllipse(QPointF(box.center().x(), box.bottom()), box.width() * 0.6, box.height() * 0.12);
}

void paintObject(QPainter& painter, const SceneObject& object, QSizeF size) {
    const double half = object.size * size.height();
    const QPointF centre(object.x * size.width(), object.y * size.height());
    const QRectF box(centre.x() - half, centre.y() - half, 2 * half, 2 * half);
    painter.setPen(Qt::NoPen);
    paintShadow(painter, box);
    QRadialGradient light(centre - QPointF(half * 0.4, half * 0.5), half * 2);
    light.setColorAt(0, QColor(object.colour).lighter(135));
    light.setColorAt(1, QColor(object.colour).darker(150));
    painter.setBrush(light);
    switch (object.kind) {
        case SceneObject::Kind::Disc:
            painter.drawEllipse(box);
            break;
        case SceneObject::Kind::Box:
            painter.drawRoundedRect(box, half * 0.12, half * 0.12);
            break;
        case SceneObject::Kind::Cone:
            painter.drawPolygon(QPolygonF({{centre.x(), box.top()}, box.bottomRight(), box.bottomLeft()}));
            break;
    }
}

double importanceAt(double x, double y) {
    double importance = 0.06;
    for (const SceneObject& object : kObjects) {
        const double dx = (x - object.x) * 16 / 9;
        const double dy = y - object.y;
        const double distance = std::sqrt(dx * dx + dy * dy) / object.size;
        importance =
            std::max(importance, object.importance * std::exp(-std::pow(std::max(0.0, distance - 0.55), 2) * 1.05));
    }
    return std::min(1.0, importance);
}

FrameProbed probedFrame() {
    FrameProbed frame;
    frame.rows = kRows;
    frame.columns = kColumns;
    for (int row = 0; row < kRows; ++row) {
        for (int column = 0; column < kColumns; ++column) {
            const double value = importanceAt((column + 0.5) / kColumns, (row + 0.5) / kRows);
            frame.importance.push_back(static_cast<std::uint8_t>(std::lround(value * 255)));
            frame.kept.push_back(value >= 0.3);
        }
    }
    return frame;
}

ModalityProbe probeOf(Modality modality, double mas, double beta, double rho, std::int64_t tokens, std::int64_t bytes) {
    ModalityProbe probe;
    probe.modality = modality;
    probe.mas = mas;
    probe.beta = beta;
    probe.rho = rho;
    probe.uncertainty = 0.08;
    probe.tokens = tokens;
    probe.bytes = bytes;
    return probe;
}

PlanMade planFor(const SampleQuestion& question, double kept) {
    PlanMade made;
    made.plan.mode = question.way;
    made.plan.modalities = {{Modality::Text, 1, 0}, {Modality::Image, kept, 0.18}};
    made.plan.theta = 0.38;
    made.plan.draftLength = 4;
    made.costs = {{"probe", 6.8},    {"edge prefill", 24.1}, {"uplink", 3.9}, {"cloud prefill", 21.4},
                  {"drafting", 338}, {"verification", 92},   {"downlink", 41}};
    for (const CostTerm& cost : made.costs) made.plan.predictedMs += cost.ms;
    made.plan.bindingConstraint = "quality";
    made.searches = {sampleSearch(kept, 0.18)};
    made.planningMs = 2.3;
    made.answerTokens = 27;
    made.qualityLoss = 0.014;
    return made;
}

}  // namespace

QImage sampleScene(QSize size) {
    QImage picture(size, QImage::Format_RGB32);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient wall(0, 0, 0, size.height());
    wall.setColorAt(0, QColor(0x5d625f));
    wall.setColorAt(0.66, QColor(0x474b4b));
    wall.setColorAt(0.661, QColor(0x37393a));
    wall.setColorAt(1, QColor(0x2a2c2e));
    painter.fillRect(picture.rect(), wall);
    for (const SceneObject& object : kObjects) paintObject(painter, object, size);
    return picture;
}

void SampleRun::record(RequestId request, TraceFact fact) {
    m_sink.record({TraceTime(static_cast<std::int64_t>(m_nowMs * 1e6)), request, std::move(fact)});
}

void SampleRun::beginRecording() {
    record(RequestId::None, OptionChanged{"source", "synthetic"});
    record(RequestId::None, OptionChanged{"device_profile", "scripted: RTX 3090 + A100"});
    record(RequestId::None, OptionChanged{"spatial_threshold", "0.3"});
    record(RequestId::None, LinkEstimated{{300e6 / 8, 20.4, 0.6}, true});
}

void SampleRun::recordProbe(RequestId request, const SampleQuestion& question) {
    FrameProbed frame = probedFrame();
    const bool prunes = question.mode == Mode::Msao;
    if (!prunes) frame.kept.assign(frame.kept.size(), true);
    const auto kept = static_cast<double>(std::count(frame.kept.begin(), frame.kept.end(), true)) /
                      static_cast<double>(frame.kept.size());
    m_nowMs += 6.8;
    record(request, frame);
    record(request, ModalityScored{probeOf(Modality::Text, 0.34, 0.41, 0.05, 14, 62)});
    record(request, ModalityScored{probeOf(Modality::Image, 0.79, 0.59, 0.72, kRows * kColumns, 162'400)});
    m_nowMs += 2.3;
    if (prunes) record(request, planFor(question, kept));
}

void SampleRun::ask(const SampleQuestion& question) {
    const RequestId request{++m_requests};
    m_nowMs += 30;
    RequestStarted started;
    started.mode = question.mode;
    started.question = question.question;
    started.maxNewTokens = 256;
    record(request, started);
    recordProbe(request, question);
    SampleAnswer answer(question, m_nowMs, [this, request](double nowMs, TraceFact fact) {
        m_nowMs = nowMs;
        recordMachines();
        const bool isOfRun =
            std::holds_alternative<LinkEstimated>(fact) || std::holds_alternative<ResourceSample>(fact);
        record(isOfRun ? RequestId::None : request, std::move(fact));
    });
    m_nowMs = answer.play();
}

void playSample(TraceSink& sink) {
    SampleRun run(sink);
    run.beginRecording();
    SampleQuestion question;
    question.question = "How many red objects are there, and where?";
    question.answer =
        "There are two red circles: a large one on the left, and a small one below it. Between them and the yellow "
        "triangle on the right "
        "stands a blue square, which is not red. Nothing else on the table is red, so the answer is two.";
    question.mode = question.way = Mode::CloudOnly;
    run.ask(question);
    question.mode = Mode::Msao;
    question.way = Mode::VerifyOnly;
    run.ask(question);
}

void SampleRun::recordMachines() {
    if (m_nowMs < m_nextSampleMs) return;
    m_nextSampleMs = m_nowMs + 40;
    record(RequestId::None, sampleResources(Side::Edge, m_nowMs));
    record(RequestId::None, sampleResources(Side::Cloud, m_nowMs));
    record(RequestId::None, ServerSampled{sampleServer(m_nowMs)});
}

std::vector<TraceEvent> sampleEvents() {
    MemoryTraceSink sink;
    playSample(sink);
    return sink.events();
}

}  // namespace msao::test
