// SPDX-License-Identifier: Apache-2.0
#include "engine/trace/chrome_timeline.h"
#include "engine/trace/concat.h"
#include "engine/trace/enum_names.h"
#include "engine/trace/event_json.h"
#include "engine/trace/export_status.h"

#include "msao/engine/trace_export.h"

#include <algorithm>
#include <map>
#include <ostream>

namespace msao::engine {
namespace {

constexpr std::size_t kMostSlices = 4'000'000;  // about 1 GB of memory; more than five hours of drafting

TraceTime fromMs(double ms) {
    constexpr double kLongestNs = 1e15;  // keeps nonsense from a file within the integers
    return TraceTime(static_cast<std::int64_t>(ms > 0 ? std::min(ms * 1e6, kLongestNs) : 0.0));
}

std::string positionName(std::int64_t position) {
    return concat({"#", std::to_string(position)});
}

/// Draws each fact into the timeline.
class ChromePainter {
public:
    explicit ChromePainter(std::ostream& out) : m_timeline(out) {}

    Status paint(const TraceEvent& event) {
        m_now = event.time;
        m_request = event.request;
        m_details = jsonText(detailsOf(event));
        std::visit([this](const auto& fact) { draw(fact); }, event.fact);
        if (m_timeline.sliceCount() + m_requests.size() <= kMostSlices) return Done{};
        return Error{ErrorCode::LimitExceeded, "too long for a Chrome trace: more than " + std::to_string(kMostSlices) +
                                                   " slices; export JSON lines"};
    }

    void finish() {
        for (const auto& [request, begun] : m_requests) endRequest(request, begun);
        m_timeline.finish();
    }

private:
    struct Begun {
        TraceTime at;
        std::string details;
    };

    static nlohmann::ordered_json detailsOf(const TraceEvent& event) {
        nlohmann::ordered_json details = factJson(event.fact);
        details["request"] = static_cast<std::uint64_t>(event.request);
        return details;
    }

    void instant(ChromeLane lane, const std::string& name) { m_timeline.instant(lane, m_now, name, m_details); }
    void counter(std::string_view name, double value) { m_timeline.counter(name, m_now, value); }
    void counter(const std::string& name, const std::optional<double>& value) {
        if (value) counter(std::string_view(name), *value);
    }
    void counter(const std::string& name, const std::optional<std::int64_t>& value) {
        if (value) counter(std::string_view(name), static_cast<double>(*value));
    }
    void slice(ChromeLane lane, TraceTime begin, TraceTime end, std::string name) {
        m_timeline.slice(lane, begin, end, std::move(name), m_details);
    }
    void endRequest(RequestId request, const Begun& begun) {
        m_timeline.slice(ChromeLane::Request, begun.at, m_now,
                         concat({"request ", std::to_string(static_cast<std::uint64_t>(request))}), begun.details);
    }

    void draw(const RequestStarted&) { m_requests.try_emplace(m_request, Begun{m_now, m_details}); }
    void draw(const RequestEnded& fact) {
        instant(ChromeLane::Events, concat({"request ended: ", enumName(fact.outcome)}));
        if (const auto begun = m_requests.extract(m_request)) endRequest(m_request, begun.mapped());
    }
    void draw(const FrameProbed& fact) {
        instant(ChromeLane::Events, "frame probed");
        counter("gamma", fact.gamma);
    }
    void draw(const ModalityScored& fact) {
        instant(ChromeLane::Events, concat({enumName(fact.probe.modality), " scored"}));
    }
    void draw(const PlanMade& fact) { instant(ChromeLane::Events, concat({"plan: ", enumName(fact.plan.mode)})); }
    void draw(const TokenDrafted& fact) {
        slice(ChromeLane::EdgeDraft, m_now - fromMs(fact.draftMs), m_now, positionName(fact.position));
        counter("entropy", static_cast<double>(fact.normalisedEntropy));
    }
    void draw(const BatchSent& fact) {
        instant(ChromeLane::Sent,
                concat({std::to_string(fact.batch.tokens.size()), " drafts, ", enumName(fact.reason)}));
    }
    void draw(const VerdictArrived& fact) {
        const std::string name = positionName(fact.verdict.firstPosition);
        if (fact.cloud) {
            slice(ChromeLane::Uplink, fact.cloud->sent, fact.cloud->received, name);
            slice(ChromeLane::CloudVerify, fact.cloud->began, fact.cloud->ended, name);
            slice(ChromeLane::Downlink, fact.cloud->ended, m_now, name);
        } else {  // it took that long and was over by now; more is not known
            slice(ChromeLane::CloudVerify, m_now - fromMs(fact.verdict.cloudStepMs), m_now, name);
        }
    }
    void draw(const RolledBack& fact) {
        instant(ChromeLane::Rollback, concat({"to ", positionName(fact.position), ", ",
                                              std::to_string(fact.discarded.size()), " drafts void"}));
    }
    void draw(const TokenEmitted& fact) {
        instant(ChromeLane::Answer, concat({positionName(fact.position), " ", enumName(fact.provenance)}));
    }
    void draw(const TokenRevised& fact) {
        instant(ChromeLane::Answer, concat({positionName(fact.position), " revised: ", enumName(fact.provenance)}));
    }
    void draw(const ThetaMoved& fact) { counter("theta", fact.to); }
    void draw(const LinkEstimated& fact) {
        counter("link bytes/s", fact.estimate.bytesPerSecond);
        counter("link RTT ms", fact.estimate.rttMs);
        counter("link jitter ms", fact.estimate.jitterMs);
    }
    void draw(const ResourceSample& fact) {
        const std::string side(enumName(fact.side));
        counter(side + " CPU load", fact.cpuLoad);
        counter(side + " memory bytes", fact.memoryBytes);
        counter(side + " GPU load", fact.gpuLoad);
        counter(side + " GPU memory bytes", fact.gpuMemoryBytes);
        counter(side + " power W", fact.powerWatts);
    }
    void draw(const ServerSampled& fact) {
        counter("cloud sessions", fact.figures.sessions);
        counter("cloud answers open", fact.figures.openAnswers);
        counter("cloud answers waiting", fact.figures.waitingAnswers);
        counter("cloud pass answers", fact.figures.passSessions);
    }
    void draw(const OptionChanged& fact) { instant(ChromeLane::Events, fact.name + " = " + fact.value); }
    void draw(const ErrorReported& fact) { instant(ChromeLane::Events, concat({"error: ", fact.message})); }

    ChromeTimeline m_timeline;
    TraceTime m_now{};
    RequestId m_request = RequestId::None;
    std::string m_details;                  // of the event being drawn
    std::map<RequestId, Begun> m_requests;  // not ended yet
};

}  // namespace

Status exportChromeTrace(TraceReader& reader, std::ostream& out, std::stop_token stop) {
    ChromePainter painter(out);
    const auto paint = [&](const TraceEvent& event) -> Status {
        MSAO_CHECK(mayGoOn(out, stop));
        return painter.paint(event);
    };
    MSAO_CHECK(reader.visit({}, paint));
    painter.finish();
    out.flush();
    return mayGoOn(out, stop);
}

}  // namespace msao::engine
