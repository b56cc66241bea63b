// SPDX-License-Identifier: Apache-2.0
#include "engine/probe/diverse_order.h"

#include "engine/probe/feature_hash.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace msao::engine {
namespace {

/// How far each token of a frame is from the nearest that was taken, as a share of the frame's diagonal.
class PlacesLeft {
public:
    PlacesLeft(std::size_t tokens, std::int64_t columns) {
        for (std::size_t t = 0; t < tokens; ++t) {
            const auto place = static_cast<std::int64_t>(t);
            m_rows.push_back(place / columns);
            m_columns.push_back(place % columns);
        }
        if (tokens > 1) m_diagonal = std::sqrt(static_cast<double>(squared(0, tokens - 1)));
        m_nearest.assign(tokens, INT64_MAX);
        m_away.assign(tokens, 1);
    }

    double away(std::size_t token) const { return m_away[token]; }

    void take(std::size_t token) {
        for (std::size_t t = 0; t < m_nearest.size(); ++t) {
            const std::int64_t distance = squared(t, token);
            if (distance >= m_nearest[t]) continue;
            m_nearest[t] = distance;
            m_away[t] = std::sqrt(static_cast<double>(distance)) / m_diagonal;
        }
    }

private:
    std::int64_t squared(std::size_t a, std::size_t b) const {
        const std::int64_t down = m_rows[a] - m_rows[b], right = m_columns[a] - m_columns[b];
        return down * down + right * right;
    }

    std::vector<std::int64_t> m_rows;
    std::vector<std::int64_t> m_columns;
    double m_diagonal = 1;
    std::vector<std::int64_t> m_nearest;  // squared
    std::vector<double> m_away;
};

class Ranking {
public:
    explicit Ranking(const FrameTokens& frame)
        : m_frame(frame), m_places(frame.importance.size(), frame.columns), m_isTaken(frame.isMerged) {
        for (std::size_t t = 0; t < frame.importance.size(); ++t)
            m_unlike.push_back(frame.before.empty() ? kHashBits : hashDistance(frame.hashes[t], frame.before[t]));
    }

    double score(std::size_t token) const {
        if (m_frame.isDuplicate[token]) return 0;
        const double unlike = static_cast<double>(m_unlike[token]) / kHashBits;
        // Behind the first frame of a clip there is something everywhere already: only change counts.
        const double distance = m_frame.before.empty() ? (unlike + m_places.away(token)) / 2 : unlike;
        return static_cast<double>(m_frame.importance[token]) * distance;
    }

    RankedToken take(std::size_t token) {
        const RankedToken ranked{token, score(token), m_frame.isGuarded[token]};
        m_isTaken[token] = true;
        m_places.take(token);
        for (std::size_t t = 0; t < m_unlike.size(); ++t)
            m_unlike[t] = std::min(m_unlike[t], hashDistance(m_frame.hashes[t], m_frame.hashes[token]));
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
    PlacesLeft m_places;
    std::vector<int> m_unlike;  // the nearest in looks of the tokens taken so far, in bits
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
