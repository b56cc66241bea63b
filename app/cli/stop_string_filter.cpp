// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/stop_string_filter.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace msao::app {
namespace {

/// How many bytes at the end of `text` may be the beginning of `stop`.
std::size_t begunBytes(const std::string& text, const std::string& stop) {
    std::size_t count = std::min(text.size(), stop.size());
    while (count > 0 && !text.ends_with(std::string_view(stop).substr(0, count))) --count;
    return count;
}

}  // namespace

std::string StopStringFilter::pass(std::string_view bytes) {
    if (m_hasStopped) return {};
    m_kept += bytes;
    std::size_t stopsAt = std::string::npos;
    std::size_t begun = 0;
    for (const std::string& stop : m_stopStrings) {
        if (stop.empty()) continue;
        stopsAt = std::min(stopsAt, m_kept.find(stop));
        begun = std::max(begun, begunBytes(m_kept, stop));
    }
    m_hasStopped = stopsAt != std::string::npos;
    const std::size_t shown = m_hasStopped ? stopsAt : m_kept.size() - begun;
    std::string text = m_kept.substr(0, shown);
    m_kept.erase(0, shown);
    return text;
}

std::string StopStringFilter::rest() {
    return m_hasStopped ? std::string() : std::exchange(m_kept, {});
}

}  // namespace msao::app
