// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/probe.h"

#include "engine/probe/feature_hash.h"
#include "engine/probe/vector_math.h"
#include "msao/engine/mas_score.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace msao::engine {
namespace {

/// More tokens than any published model reads in one prompt.
constexpr std::int64_t kMaxTokens = std::int64_t{1} << 22;

Error wrongMedium(std::size_t index, const std::string& what) {
    return {ErrorCode::ShapeMismatch, "probe, medium " + std::to_string(index) + ": " + what};
}

bool areFinite(std::span<const float> values) {
    return std::ranges::all_of(values, [](float value) { return std::isfinite(value); });
}

bool isWhole(FeatureView features) {
    return features.rows >= 0 && features.width > 0 && features.rows <= kMaxTokens && features.width <= kMaxTokens &&
           std::cmp_equal(features.rows * features.width, features.values.size());
}

Result<std::int64_t> checkedTokens(const TokenGrid& grid, std::size_t index) {
    for (const std::int64_t side : {grid.frames, grid.rows, grid.columns}) {
        if (side < 1 || side > kMaxTokens) return wrongMedium(index, "its grid has a side of " + std::to_string(side));
    }
    // Three factors below 2^22: the product of two fits, then it is looked at.
    if (grid.frameTokens() > kMaxTokens || grid.tokens() > kMaxTokens) {
        return Error{ErrorCode::LimitExceeded, "probe, medium " + std::to_string(index) + ": more than " +
                                                   std::to_string(kMaxTokens) + " tokens"};
    }
    return grid.tokens();
}

Status checkPixels(const ProbedMedium& medium, std::size_t index, const VisionConfig& vision) {
    if (medium.pixels == nullptr) return Done{};
    const bool fits =
        tokenGrid(medium.pixels->grid, vision.spatialMergeSize) == medium.grid &&
        std::cmp_equal(medium.pixels->patches.size(), medium.pixels->grid.patches() * vision.patchValues());
    if (!fits) return wrongMedium(index, "its pixels are not those of its features");
    return Done{};
}

Status checkMedium(const ProbedMedium& medium, std::size_t index, const ProbeRequest& request) {
    MSAO_TRY(const std::int64_t tokens, checkedTokens(medium.grid, index));
    if (medium.modality == Modality::Text) return wrongMedium(index, "text is the prompt itself, not a medium");
    if (!isWhole(medium.pooled) || medium.pooled.rows != tokens) {
        return wrongMedium(index, "expected pooled features of " + std::to_string(tokens) + " tokens, found " +
                                      std::to_string(medium.pooled.rows));
    }
    if (!areFinite(medium.pooled.values)) return wrongMedium(index, "its features are not numbers");
    if (!areStandIns(medium.standIns, tokens)) return wrongMedium(index, "its stand-ins are not those of its tokens");
    MSAO_CHECK(checkPixels(medium, index, request.vision));
    if (medium.projected.isEmpty()) return Done{};
    const bool fits = isWhole(medium.projected) && medium.projected.rows == tokens &&
                      (request.prompt.isEmpty() || medium.projected.width == request.prompt.width);
    if (!fits) return wrongMedium(index, "its projected features do not fit its tokens and the prompt");
    if (!areFinite(medium.projected.values)) return wrongMedium(index, "its projected features are not numbers");
    return Done{};
}

Status checkRequest(const ProbeRequest& request) {
    if (request.prompt.isEmpty() && request.media.empty())
        return Error{ErrorCode::InvalidArgument, "probe: there is neither text nor a medium"};
    if (!request.prompt.isEmpty() && (!isWhole(request.prompt) || !areFinite(request.prompt.values)))
        return Error{ErrorCode::ShapeMismatch, "probe: the prompt's embeddings do not fill their rows with numbers"};
    for (std::size_t i = 0; i < request.media.size(); ++i) MSAO_CHECK(checkMedium(request.media[i], i, request));
    return Done{};
}

/// Eq. 5, token by token against the same place of the frame before, so that a small thing that moves is not lost in
/// the mean of its frame.
std::vector<double> frameChanges(const TokenGrid& grid, std::span<const TokenHash> hashes) {
    const auto frameTokens = static_cast<std::size_t>(grid.frameTokens());
    std::vector<double> gamma = {1.0};
    for (std::size_t begin = frameTokens; begin < hashes.size(); begin += frameTokens) {
        std::int64_t differing = 0;
        for (std::size_t t = begin; t < begin + frameTokens; ++t)
            differing += hashDistance(hashes[t], hashes[t - frameTokens]);
        gamma.push_back(static_cast<double>(differing) / static_cast<double>(frameTokens * kHashBits));
    }
    return gamma;
}

MediumProbe probeMedium(const ProbedMedium& medium, const ProbeRequest& request, const ImportanceSource& source) {
    MediumProbe probed;
    probed.hashes = hashTokens(medium.pooled, request.threads);
    probed.importance = source.importance(medium, probed.hashes, request.prompt);
    probed.gamma = frameChanges(medium.grid, probed.hashes);
    return probed;
}

/// Everything of one modality, gathered over its media.
struct ModalityParts {
    std::vector<std::size_t> media;
    double alpha = 0;
    ModalitySparsity sparsity;
    double uncertainty = 0;
    std::int64_t tokens = 0;
    std::int64_t bytes = 0;
};

bool hasSpace(Modality modality) {
    return modality == Modality::Image || modality == Modality::Video;
}

/// Where the media of one modality are. They are taken in the order of their own numbers, so that the order of the
/// request does not move the last bits.
std::vector<std::size_t> mediaOf(std::span<const ProbedMedium> media, Modality modality) {
    std::vector<std::size_t> found;
    for (std::size_t m = 0; m < media.size(); ++m) {
        if (media[m].modality == modality) found.push_back(m);
    }
    std::ranges::sort(found, {}, [&](std::size_t m) { return media[m].ordinal; });
    return found;
}

ModalityParts gather(Modality modality, const ProbeRequest& request, const ProbeResult& result,
                     const ImportanceSource& source, std::span<const float> prompt) {
    ModalityParts parts;
    parts.media = mediaOf(request.media, modality);
    std::int64_t sparse = 0, steps = 0;
    double change = 0;
    for (const std::size_t m : parts.media) {
        const MediumProbe& probed = result.media[m];
        const std::int64_t tokens = request.media[m].distinctTokens();
        for (std::size_t t = 0; t < probed.importance.size(); ++t) {
            if (isMerged(request.media[m].standIns, t)) continue;
            sparse += probed.importance[t] < request.method.spatialThreshold;
        }
        for (std::size_t f = 1; f < probed.gamma.size(); ++f) change += probed.gamma[f];
        steps += static_cast<std::int64_t>(probed.gamma.size()) - 1;
        parts.uncertainty += source.uncertainty(probed.importance) * static_cast<double>(tokens);
        parts.tokens += tokens;
        parts.bytes += request.media[m].bytes;
    }
    const auto count = static_cast<double>(parts.tokens);
    parts.uncertainty /= std::max(count, 1.0);
    if (hasSpace(modality)) parts.sparsity.spatial = static_cast<double>(sparse) / count;
    if (steps > 0) parts.sparsity.meanChange = change / static_cast<double>(steps);
    parts.alpha = source.relevance(prompt, modalityFeatures(request.media, modality));
    return parts;
}

/// Eq. 6: softmax over the modalities present.
void shareRelevance(std::vector<ModalityParts>& parts) {
    double most = parts.front().alpha, sum = 0;
    for (const ModalityParts& part : parts) most = std::max(most, part.alpha);
    for (const ModalityParts& part : parts) sum += std::exp(part.alpha - most);
    for (ModalityParts& part : parts) part.sparsity.relevance = std::exp(part.alpha - most) / sum;
}

ModalityProbe described(Modality modality, const ModalityParts& parts, const MethodOptions& method) {
    return {.modality = modality,
            .mas = masScore(parts.sparsity, method),
            .beta = parts.sparsity.relevance,
            .rho = parts.sparsity.spatial.value_or(0),
            .gamma = parts.sparsity.meanChange.value_or(1),
            .uncertainty = parts.uncertainty,
            .tokens = parts.tokens,
            .bytes = parts.bytes};
}

}  // namespace

std::vector<float> modalityFeatures(std::span<const ProbedMedium> media, Modality modality) {
    FeatureRows all;
    for (const std::size_t m : mediaOf(media, modality)) {
        const FeatureView features = media[m].projected;
        if (features.isEmpty()) continue;
        const std::vector<float> mean = meanRow(features);
        all.width = features.width;
        ++all.rows;
        all.values.insert(all.values.end(), mean.begin(), mean.end());
    }
    return meanRow(all);
}

Result<ProbeResult> probe(const ProbeRequest& request, const ImportanceSource& source) {
    MSAO_CHECK(checkRequest(request));
    ProbeResult result;
    result.source = source.kind();
    for (const ProbedMedium& medium : request.media) result.media.push_back(probeMedium(medium, request, source));

    const std::vector<float> prompt = meanRow(request.prompt);
    std::vector<Modality> present;
    std::vector<ModalityParts> parts;
    for (const Modality modality : kModalities) {
        ModalityParts part;
        if (modality == Modality::Text) {
            if (request.prompt.isEmpty()) continue;
            part.alpha = source.relevance(prompt, prompt);
            part.tokens = request.prompt.rows;
        } else {
            part = gather(modality, request, result, source, prompt);
            if (part.media.empty()) continue;
        }
        present.push_back(modality);
        parts.push_back(std::move(part));
    }
    shareRelevance(parts);
    for (std::size_t m = 0; m < parts.size(); ++m)
        result.modalities.push_back(described(present[m], parts[m], request.method));
    return result;
}

}  // namespace msao::engine
