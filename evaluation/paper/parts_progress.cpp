// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/parts_progress.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace msao::evaluation {

PartsProgress::PartsProgress(std::vector<TimedPart> parts, engine::Progress whole)
    : m_parts(std::move(parts)), m_whole(std::move(whole)) {
    for (const TimedPart& part : m_parts) m_seconds += part.seconds;
}

engine::Progress PartsProgress::next() {
    assert(m_next < m_parts.size());
    const TimedPart& part = m_parts[m_next++];
    const double begun = m_begun / m_seconds;
    const double share = part.seconds / m_seconds;
    m_begun += part.seconds;
    engine::Progress progress;
    progress.stop = m_whole.stop;
    progress.report = [report = m_whole.report, name = part.name, begun, share](double fraction,
                                                                                std::string_view what) {
        const std::string text = what.empty() ? name : name + ": " + std::string(what);
        report(begun + share * std::clamp(fraction, 0.0, 1.0), text);
    };
    return progress;
}

}  // namespace msao::evaluation
