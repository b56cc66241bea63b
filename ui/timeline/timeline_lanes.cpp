// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_lanes.h"

namespace msao::ui {

QString TimelineLanes::name(TimelineLane lane) {
    switch (lane) {
        case TimelineLane::EdgeDraft:
            return tr("edge draft");
        case TimelineLane::Uplink:
            return tr("uplink");
        case TimelineLane::CloudVerify:
            return tr("cloud verify");
        case TimelineLane::Downlink:
            return tr("downlink");
        case TimelineLane::Rollback:
            return tr("rollback");
    }
    return {};
}

const QColor& TimelineLanes::colour(const Theme& theme, TimelineLane lane) {
    switch (lane) {
        case TimelineLane::EdgeDraft:
            return theme.accepted;
        case TimelineLane::Uplink:
        case TimelineLane::Downlink:
            return theme.modality;
        case TimelineLane::CloudVerify:
            return theme.cloud;
        case TimelineLane::Rollback:
            return theme.rejected;
    }
    return theme.text;
}

}  // namespace msao::ui
