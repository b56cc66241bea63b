// SPDX-License-Identifier: Apache-2.0
#include "engine/probe/diverse_order.h"

#include "engine/probe/feature_hash.h"

#include <algorithm>

namespace msao::engine {
namespace {

class Ranking {
public:
    explicit Ranking(const FrameTokens& frame) : m_frame(frame), m_isTaken(frame.isMerged) {
        for (std::size_t t = 0; t < frame.importance.size(); ++t) {
            int distance = frame.before.empty() ? kHashBits : hashDistance(frame.hashes[t], frame.before[t]);
            if (frame.isDuplicate[t]) distance = 0;
            m_distance.push_back(distance);
        }
    }

    double score(std::size_t token) const {
        return static_cast<double>(m_frame.importance[token]) * m_distance[token] / kHashBits;
    }

    RankedToken take(std::size_t token) {
        const RankedToken ranked{token, score(token), m_frame.isGuarded[token]};
        m_isTaken[token] = true;
        for (std::size_t t = 0; t < m_distance.size(); ++t)
            m_distance[t] = std::min(m_distance[t], hashDistance(m_frame.hashes[t], m_frame.hashes[token]));
        return ranked;
    }

    /// The best that is left; equals go by importance, then by place.
    std::size_t best() const {
        std::size_t best = m_isTaken.size();
        for (std::size_t t = 0; t < m_isTaken.size(); ++t) {
            if (m_isTaken[t]) continue;
            if (best == m_isTaken.size() || isBetter(t, best)) best = t;
        }
        return best;
    }

private:
    bool isBetter(std::size_t a, std::size_t b) const {
        const double scoreA = score(a), scoreB = score(b);
        return scoreA != scoreB ? scoreA > scoreB : m_frame.importance[a] > m_frame.importance[b];
    }

    const FrameTokens& m_frame;
    std::vector<int> m_distance;  // to the nearest token taken so far, in bits
    std::vector<bool> m_isTaken;
};

}  // namespace

std::vector<RankedToken> diverseOrder(const FrameTokens& frame, std::size_t count) {
    Ranking ranking(frame);
    std::vector<RankedToken> order;
    for (std::size_t t = 0; t < frame.isGuarded.size(); ++t) {
        if (frame.isGuarded[t] && !frame.isMerged[t]) order.push_back(ranking.take(t));
    }
    const auto distinct = static_cast<std::size_t>(std::ranges::count(frame.isMerged, false));
    while (order.size() < std::min(count, distinct)) order.push_back(ranking.take(ranking.best()));
    return order;
}

}  // namespace msao::engine
