// SPDX-License-Identifier: Apache-2.0
#include "training/missing_tokens.h"

#include "training/demo_models.h"

#include <algorithm>
#include <tuple>

namespace msao::training {
namespace {

constexpr std::size_t kStepTokens = kTokensPerSide * kTokensPerSide;

}  // namespace

MissingTokens::MissingTokens(const Stage& stage, Draws draws) : m_draws(draws) {
    constexpr double kLeast = 0.10, kMost = 0.75, kBackgroundFirst = 0.8;
    if (m_draws.unit() >= stage.dropShare) return;
    m_share = kLeast + (kMost - kLeast) * m_draws.unit();
    m_isBackgroundFirst = m_draws.unit() < kBackgroundFirst;
}

std::vector<std::int64_t> MissingTokens::kept(const std::vector<Owners>& pictures) {
    std::vector<std::int64_t> kept;
    std::int64_t firstPlace = 0;
    for (const Owners& picture : pictures) {
        keepOf(picture, firstPlace, kept);
        firstPlace += static_cast<std::int64_t>(picture.size());
    }
    return kept;
}

void MissingTokens::keepOf(const Owners& picture, std::int64_t firstPlace, std::vector<std::int64_t>& kept) {
    std::vector<double> objectRanks;  // one that is lost early in a clip is lost in all of it
    const auto rankOf = [&](const std::optional<std::size_t>& owner) {
        if (!m_isBackgroundFirst || !owner) return 0.0;
        while (objectRanks.size() <= *owner) objectRanks.push_back(-1 - m_draws.unit());
        return objectRanks[*owner];
    };
    for (std::size_t first = 0; first < picture.size(); first += kStepTokens) {
        std::vector<std::tuple<double, double, std::int64_t>> order;
        for (std::size_t token = first; token < first + kStepTokens; ++token)
            order.emplace_back(rankOf(picture[token]), m_draws.unit(), firstPlace + static_cast<std::int64_t>(token));
        std::sort(order.begin(), order.end());
        order.resize(order.size() - static_cast<std::size_t>(static_cast<double>(order.size()) * m_share));
        const auto begin = static_cast<std::ptrdiff_t>(kept.size());
        for (const auto& [rank, draw, place] : order) kept.push_back(place);
        std::sort(kept.begin() + begin, kept.end());
    }
}

WhatIsLeft whatIsLeft(const world::Situation& situation, const Owners& owners, std::span<const std::int64_t> kept) {
    constexpr double kRecognisable = 1.0 / 3;  // of an object's tokens
    const std::size_t objects = situation.scene.objects.size();
    std::vector<std::int64_t> all(objects), left(objects);
    for (const std::optional<std::size_t>& owner : owners) {
        if (owner) ++all[*owner];
    }
    for (const std::int64_t place : kept) {
        const std::optional<std::size_t>& owner = owners[static_cast<std::size_t>(place)];
        if (owner) ++left[*owner];
    }
    WhatIsLeft result{situation, owners};
    result.situation.scene.objects.clear();
    std::vector<std::optional<std::size_t>> renamed(objects);
    for (std::size_t i = 0; i < objects; ++i) {
        if (static_cast<double>(left[i]) < kRecognisable * static_cast<double>(all[i])) continue;
        renamed[i] = result.situation.scene.objects.size();
        result.situation.scene.objects.push_back(situation.scene.objects[i]);
    }
    for (std::optional<std::size_t>& owner : result.owners) {
        if (owner) owner = renamed[*owner];
    }
    return result;
}

}  // namespace msao::training
