// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_state.h"

#include <algorithm>

namespace msao::ui {

using namespace engine;

namespace {

// The γ strip's length; a camera that is probed for hours must not fill the memory.
constexpr qsizetype kIdleFramesKept = 240;
// Ten minutes at ten a second, for the views of link and resources.
constexpr qsizetype kSamplesKept = 6000;
constexpr qsizetype kRequestsKept = 8;

template <typename Record>
void keepNewest(QList<Record>& records, Record record, qsizetype kept) {
    records.push_back(std::move(record));
    if (records.size() > kept + kept / 4) records.remove(0, records.size() - kept);
}

}  // namespace

void RunState::apply(const TraceEvent& event) {
    ++events;
    time = std::max(time, event.time);
    if (event.request == RequestId::None) return applyToRun(event);
    if (const auto* asked = std::get_if<RequestStarted>(&event.fact)) {
        requests.push_back(RequestState(event.request, event.time, *asked));
        return;
    }
    // Mostly the last one; a race has several under way.
    for (qsizetype i = requests.size(); i-- > 0;) {
        if (requests[i].id != event.request) continue;
        requests[i].apply(event.time, event.fact);
        break;
    }
    // What is said of one question is no option of the run.
    if (!std::holds_alternative<OptionChanged>(event.fact)) applyToRun(event);
}

void RunState::applyToRun(const TraceEvent& event) {
    if (const auto* link = std::get_if<LinkEstimated>(&event.fact)) {
        keepNewest(links, {event.time, link->estimate, link->isConnected, !isAnswering()}, kSamplesKept);
    } else if (const auto* sample = std::get_if<ResourceSample>(&event.fact)) {
        keepNewest(resources[static_cast<std::size_t>(sample->side)], {event.time, *sample}, kSamplesKept);
    } else if (const auto* server = std::get_if<ServerSampled>(&event.fact)) {
        keepNewest(servers, {event.time, server->figures}, kSamplesKept);
    } else if (const auto* error = std::get_if<ErrorReported>(&event.fact)) {
        keepNewest(errors, {event.time, *error}, kSamplesKept);
    } else if (const auto* option = std::get_if<OptionChanged>(&event.fact)) {
        const QString name = QString::fromStdString(option->name);
        const QString value = QString::fromStdString(option->value);
        const auto known =
            std::find_if(options.begin(), options.end(), [&name](const auto& entry) { return entry.first == name; });
        if (known != options.end()) {
            known->second = value;
        } else {
            options.push_back({name, value});
        }
    } else if (const auto* frame = std::get_if<FrameProbed>(&event.fact); frame && event.request == RequestId::None) {
        keepNewest(idleFrames, {event.time, *frame}, kIdleFramesKept);
    }
}

const FrameRecord* RunState::frame() const {
    const FrameRecord* newest = idleFrames.isEmpty() ? nullptr : &idleFrames.back();
    for (qsizetype i = requests.size(); i-- > 0;) {
        if (requests[i].frames.isEmpty()) continue;
        const FrameRecord& last = requests[i].frames.back();
        return newest && newest->time > last.time ? newest : &last;
    }
    return newest;
}

const FrameRecord* RunState::idleFrame() const {
    const FrameRecord* newest = frame();
    return idleFrames.isEmpty() || newest != &idleFrames.back() ? nullptr : newest;
}

bool RunState::isAnswering() const {
    return std::any_of(requests.begin(), requests.end(), [](const RequestState& request) { return !request.ended; });
}

const RequestState* RunState::find(RequestId id) const {
    for (qsizetype i = requests.size(); i-- > 0;) {
        if (requests[i].id == id) return &requests[i];
    }
    return nullptr;
}

void RunState::forgetBefore(TraceTime moment) {
    qsizetype gone = 0;
    while (requests.size() - gone > kRequestsKept && requests[gone].ended && *requests[gone].ended < moment) ++gone;
    if (gone > 0) requests.remove(0, gone);
}

}  // namespace msao::ui
