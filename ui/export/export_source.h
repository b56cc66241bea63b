// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heatmap/picture_source.h"
#include "ui/run/run_model.h"

namespace msao::ui {

/// What an export is made of: the whole run, also what lies behind the time cursor, and the pictures it looked at.
struct ExportSource {
    const RunModel& run;
    PictureSource pictures = {};
    engine::RequestId request = engine::RequestId::None;  // the one that a figure shows; None: the last one asked

    const RequestState* subject() const {
        return request == engine::RequestId::None ? run.whole().current() : run.whole().find(request);
    }
};

}  // namespace msao::ui
