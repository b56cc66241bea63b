// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/merged_tokens.h"

#include "engine/probe/patch_cues.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace msao::engine {
namespace {

struct Duplicate {
    std::size_t token = 0;
    std::size_t first = 0;  // of its pixels in its time step
};

class DuplicateSearch {
public:
    DuplicateSearch(const VisualInput& visual, const VisionConfig& vision)
        : m_visual(visual), m_tokens(tokenCount(visual, vision)), m_alike(m_tokens) {
        const std::size_t frameTokens = m_tokens / static_cast<std::size_t>(std::max(visual.grid.time, 1));
        for (std::size_t begin = 0; begin < m_tokens; begin += frameTokens) addFrame(begin, begin + frameTokens);
    }

    std::size_t tokens() const { return m_tokens; }
    const std::vector<Duplicate>& found() const { return m_found; }

    /// The largest groups first; each in the order of its tokens.
    std::vector<Duplicate> without(const std::vector<bool>& guarded) && {
        std::erase_if(m_found, [&](const Duplicate& duplicate) { return guarded[duplicate.token]; });
        std::ranges::sort(m_found, [&](const Duplicate& a, const Duplicate& b) {
            return std::tuple(m_alike[b.first], a.first, a.token) < std::tuple(m_alike[a.first], b.first, b.token);
        });
        return std::move(m_found);
    }

private:
    void addFrame(std::size_t begin, std::size_t end) {
        std::unordered_map<std::string_view, std::size_t> firsts;
        for (std::size_t t = begin; t < end; ++t) {
            const std::span<const float> pixels = tokenPixels(m_visual, m_tokens, t);
            const std::string_view bytes(reinterpret_cast<const char*>(pixels.data()), pixels.size_bytes());
            const std::size_t first = firsts.emplace(bytes, t).first->second;
            ++m_alike[first];
            if (first != t) m_found.push_back({t, first});
        }
    }

    const VisualInput& m_visual;
    std::size_t m_tokens = 0;
    std::vector<std::size_t> m_alike;  // by the first of a group: how many it has
    std::vector<Duplicate> m_found;
};

}  // namespace

StandIns mergedTokens(const VisualInput& visual, const VisionConfig& vision, double most) {
    if (!(most > 0)) return {};
    DuplicateSearch search(visual, vision);
    if (search.found().empty()) return {};
    StandIns standIns(search.tokens());
    std::iota(standIns.begin(), standIns.end(), std::int64_t{0});
    std::vector<Duplicate> duplicates = std::move(search).without(fineTextTokens(visual, vision));
    const double budget = std::min(most, 1.0) * static_cast<double>(standIns.size());
    duplicates.resize(std::min(duplicates.size(), static_cast<std::size_t>(budget)));
    if (duplicates.empty()) return {};
    for (const Duplicate& duplicate : duplicates)
        standIns[duplicate.token] = static_cast<std::int64_t>(duplicate.first);
    return standIns;
}

}  // namespace msao::engine
