// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heatmap/picture_source.h"
#include "ui/run/run_model.h"

#include <cstdint>

namespace msao::ui {

/// What an export is made of: the whole run, also what lies behind the time cursor, and the pictures it looked at.
struct ExportSource {
    const RunModel& run;
    PictureSource pictures = {};
    engine::RequestId request = engine::RequestId::None;  // the one that a figure shows; None: the last one asked
    std::uint64_t conversation = 0;                       // of which a transcript tells; 0: of all

    bool tells(const RequestState& asked) const { return conversation == 0 || asked.conversation == conversation; }
    const RequestState* subject() const {
        return request == engine::RequestId::None ? run.whole().current() : run.whole().find(request);
    }
};

}  // namespace msao::ui
