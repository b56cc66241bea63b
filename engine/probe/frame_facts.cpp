// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/token_selection.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

namespace msao::engine {

std::vector<FrameProbed> frameFacts(const ProbeRequest& request, const ProbeResult& probed,
                                    std::span<const ChosenTokens> chosen) {
    std::vector<FrameProbed> facts;
    std::array<std::int64_t, kModalities.size()> frames{};
    for (std::size_t m = 0; m < request.media.size(); ++m) {
        const ProbedMedium& medium = request.media[m];
        const MediumProbe& probe = probed.media[m];
        const auto frameTokens = static_cast<std::size_t>(medium.grid.frameTokens());
        for (std::size_t f = 0; f < probe.gamma.size(); ++f) {
            FrameProbed fact;
            fact.modality = medium.modality;
            fact.frame = frames[static_cast<std::size_t>(medium.modality)]++;
            fact.gamma = probe.gamma[f];
            fact.rows = static_cast<std::int32_t>(medium.grid.rows);
            fact.columns = static_cast<std::int32_t>(medium.grid.columns);
            for (std::size_t t = f * frameTokens; t < (f + 1) * frameTokens; ++t) {
                fact.importance.push_back(static_cast<std::uint8_t>(std::lround(255 * probe.importance[t])));
                fact.kept.push_back(chosen[m].kept[t]);
            }
            facts.push_back(std::move(fact));
        }
    }
    return facts;
}

}  // namespace msao::engine
