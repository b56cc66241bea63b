// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace msao::app {

/// Lets an answer through as it comes, but for what may become a stop string, and for everything from one on.
class StopStringFilter {
public:
    explicit StopStringFilter(std::vector<std::string> stopStrings) : m_stopStrings(std::move(stopStrings)) {}

    /// What can be shown now that `bytes` have come.
    std::string pass(std::string_view bytes);
    /// What was kept back and is no stop string: nothing comes any more.
    std::string rest();

private:
    std::vector<std::string> m_stopStrings;
    std::string m_kept;
    bool m_hasStopped = false;
};

}  // namespace msao::app
