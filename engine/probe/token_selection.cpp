// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/token_selection.h"

#include "engine/probe/diverse_order.h"
#include "engine/probe/patch_cues.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace msao::engine {
namespace {

/// A share that is no number keeps everything.
std::int64_t tokensToKeep(double retention, std::int64_t tokens) {
    const double share = std::isnan(retention) ? 1 : std::clamp(retention, 0.0, 1.0);
    // One part in 10^9 below the next whole number is a rounding error, not a token.
    return static_cast<std::int64_t>(std::ceil(share * static_cast<double>(tokens) - 1e-9 * share));
}

double retentionOf(Modality modality, std::span<const ModalityPlan> plans) {
    const auto plan = std::ranges::find(plans, modality, &ModalityPlan::modality);
    return plan == plans.end() ? 1 : plan->retention;
}

/// One token among all of its modality.
struct Candidate {
    std::size_t medium = 0;
    std::uint64_t ordinal = 0;
    std::size_t token = 0;
    double score = 0;
    float importance = 0;
    bool isGuarded = false;
};

bool comesFirst(const Candidate& a, const Candidate& b) {
    if (a.isGuarded != b.isGuarded) return a.isGuarded;
    if (a.score != b.score) return a.score > b.score;
    if (a.importance != b.importance) return a.importance > b.importance;
    return std::pair(a.ordinal, a.token) < std::pair(b.ordinal, b.token);
}

class Selection {
public:
    Selection(const ProbeRequest& request, const ProbeResult& probed, const SelectionOptions& options)
        : m_request(request), m_probed(probed), m_options(options) {}

    /// Candidates of one medium, as many as could be wanted of it and all that are guarded.
    void addDiverse(std::size_t m, std::size_t count) {
        const ProbedMedium& medium = m_request.media[m];
        const MediumProbe& probe = m_probed.media[m];
        const std::size_t tokens = probe.importance.size();
        const auto frameTokens = static_cast<std::size_t>(medium.grid.frameTokens());
        const bool guards = medium.pixels != nullptr && m_options.guardsFineText;
        const std::vector<bool> guarded =
            guards ? fineTextTokens(*medium.pixels, m_request.vision) : std::vector<bool>(tokens);
        const std::vector<bool> duplicate =
            medium.pixels != nullptr ? duplicateTokens(*medium.pixels, m_request.vision) : std::vector<bool>(tokens);
        for (std::size_t begin = 0; begin < tokens; begin += frameTokens) {
            FrameTokens frame;
            frame.columns = medium.grid.columns;
            frame.importance = std::span(probe.importance).subspan(begin, frameTokens);
            frame.hashes = std::span(probe.hashes).subspan(begin, frameTokens);
            if (begin > 0) frame.before = std::span(probe.hashes).subspan(begin - frameTokens, frameTokens);
            const auto first = static_cast<std::ptrdiff_t>(begin);
            const auto last = first + static_cast<std::ptrdiff_t>(frameTokens);
            frame.isGuarded.assign(guarded.begin() + first, guarded.begin() + last);
            frame.isDuplicate.assign(duplicate.begin() + first, duplicate.begin() + last);
            for (std::size_t t = begin; t < begin + frameTokens; ++t)
                frame.isMerged.push_back(isMerged(medium.standIns, t));
            for (const RankedToken& ranked : diverseOrder(frame, count))
                add(m, begin + ranked.token, ranked.score, ranked.isGuarded);
        }
    }

    /// Candidates of one medium by importance alone.
    void addPlain(std::size_t m) {
        const ImportanceMap& importance = m_probed.media[m].importance;
        for (std::size_t t = 0; t < importance.size(); ++t) {
            if (!isMerged(m_request.media[m].standIns, t)) add(m, t, importance[t], false);
        }
    }

    /// The best `count`, and whatever is guarded beyond them.
    std::vector<Candidate> best(std::size_t count) && {
        std::ranges::sort(m_candidates, comesFirst);
        const auto guarded = static_cast<std::size_t>(std::ranges::count(m_candidates, true, &Candidate::isGuarded));
        m_candidates.resize(std::min(m_candidates.size(), std::max(count, guarded)));
        return std::move(m_candidates);
    }

private:
    void add(std::size_t m, std::size_t token, double score, bool isGuarded) {
        m_candidates.push_back(
            {m, m_request.media[m].ordinal, token, score, m_probed.media[m].importance[token], isGuarded});
    }

    const ProbeRequest& m_request;
    const ProbeResult& m_probed;
    const SelectionOptions& m_options;
    std::vector<Candidate> m_candidates;
};

KeptTokens distinct(const ProbedMedium& medium) {
    KeptTokens kept(static_cast<std::size_t>(medium.grid.tokens()), true);
    for (std::size_t t = 0; t < kept.size(); ++t) kept[t] = !isMerged(medium.standIns, t);
    return kept;
}

std::vector<std::size_t> mediaOf(Modality modality, const ProbeRequest& request) {
    std::vector<std::size_t> media;
    for (std::size_t m = 0; m < request.media.size(); ++m) {
        if (request.media[m].modality == modality) media.push_back(m);
    }
    return media;
}

void chooseInModality(const std::vector<std::size_t>& media, double retention, const ProbeRequest& request,
                      const ProbeResult& probed, const SelectionOptions& options, std::vector<ChosenTokens>& chosen) {
    std::int64_t tokens = 0;
    for (const std::size_t m : media) tokens += request.media[m].distinctTokens();
    const std::int64_t count = tokensToKeep(retention, tokens);
    if (count >= tokens) return;
    Selection selection(request, probed, options);
    for (const std::size_t m : media) {
        if (probed.source == ImportanceKind::Random) {
            selection.addPlain(m);
        } else {
            selection.addDiverse(m, static_cast<std::size_t>(count));
        }
        chosen[m].kept.assign(chosen[m].kept.size(), false);
    }
    for (const Candidate& candidate : std::move(selection).best(static_cast<std::size_t>(count)))
        chosen[candidate.medium].kept[candidate.token] = true;
}

}  // namespace

std::vector<ChosenTokens> chooseTokens(const ProbeRequest& request, const ProbeResult& probed,
                                       std::span<const ModalityPlan> plans, const SelectionOptions& options) {
    std::vector<ChosenTokens> chosen;
    for (const ProbedMedium& medium : request.media) chosen.push_back({distinct(medium), {}});
    for (const Modality modality : kModalities) {
        const std::vector<std::size_t> media = mediaOf(modality, request);
        const double retention = retentionOf(modality, plans);
        if (probed.source != ImportanceKind::Downsampling) {
            chooseInModality(media, retention, request, probed, options, chosen);
            continue;
        }
        for (const std::size_t m : media) {
            const std::int64_t tokens = request.media[m].grid.tokens();
            const std::int64_t count = tokensToKeep(retention, tokens);
            if (count < tokens && request.media[m].pixels != nullptr) chosen[m].resizedTo = count;
        }
    }
    return chosen;
}

PreprocessorConfig withTokenBudget(PreprocessorConfig config, const VisionConfig& vision, std::int64_t tokens) {
    const std::int64_t side = std::int64_t{vision.patchSize} * vision.spatialMergeSize;
    const std::int64_t pixels = std::clamp<std::int64_t>(tokens, 1, 1 << 20) * side * side;
    config.maxPixels = std::min(config.maxPixels, pixels);
    config.videoMaxPixels = std::min(config.videoMaxPixels, pixels);
    config.minPixels = std::min(config.minPixels, config.maxPixels);
    config.videoMinPixels = std::min(config.videoMinPixels, config.videoMaxPixels);
    return config;
}

}  // namespace msao::engine
