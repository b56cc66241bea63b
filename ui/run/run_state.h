// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/request_state.h"

#include <QHash>

#include <array>
#include <cstddef>
#include <utility>

namespace msao::ui {

/// Everything the views show, up to some moment of the trace. Made from events alone, one by one, so that a live run
/// and its replay give equal states.
class RunState {
public:
    void apply(const engine::TraceEvent& event);

    QList<RequestState> requests;   // in order of asking
    QList<FrameRecord> idleFrames;  // the probe between questions; the newest few
    QList<LinkRecord> links;
    std::array<QList<ResourceRecord>, 2> resources;  // by Side
    QList<ServerRecord> servers;                     // what the cloud said of itself
    QList<std::pair<QString, QString>> options;      // as last set
    QList<ErrorRecord> errors;
    TraceTime time{};
    std::size_t events = 0;

    /// The request that the views are about: the last one asked.
    const RequestState* current() const { return requests.isEmpty() ? nullptr : &requests.back(); }
    /// The newest picture's probe, of the request or of the idle time before it.
    const FrameRecord* frame() const;
    /// The same if it is of the idle time, else null.
    const FrameRecord* idleFrame() const;
    /// A question has been asked whose answer has not ended.
    bool isAnswering() const;
    const RequestState* find(engine::RequestId id) const;
    /// Questions that had ended by then, but for the newest few.
    void forgetBefore(TraceTime time);

    bool operator==(const RunState&) const = default;

private:
    void applyToRun(const engine::TraceEvent& event);
};

}  // namespace msao::ui
