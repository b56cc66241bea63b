// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/link/link_rate.h"

namespace msao::ui {

LinkRate linkRate(const RunState& run) {
    LinkRate rate{{}, !run.isAnswering()};
    for (qsizetype i = run.links.size(); i-- > 0;) {
        const LinkRecord& link = run.links[i];
        if (link.isIdle || link.estimate.bytesPerSecond <= 0) continue;
        rate.bytesPerSecond = link.estimate.bytesPerSecond;
        break;
    }
    return rate;
}

}  // namespace msao::ui
