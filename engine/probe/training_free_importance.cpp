// SPDX-License-Identifier: Apache-2.0
#include "engine/probe/feature_hash.h"
#include "engine/probe/vector_math.h"
#include "msao/engine/importance.h"

#include <algorithm>

namespace msao::engine {
namespace {

// Nothing was measured, so half of what the sparsity allows is kept back.
constexpr double kUncertainty = 0.5;

constexpr double kNoOpinion = 0.5;

/// Of each bit what most tokens of a frame have: the direction of its background, if it has one.
TokenHash commonHash(std::span<const TokenHash> frame) {
    TokenHash common{};
    for (std::size_t k = 0; k < kHashBits; ++k) {
        std::size_t ones = 0;
        for (const TokenHash& hash : frame) ones += hash[k / 64] >> k % 64 & 1u;
        common[k / 64] |= std::uint64_t{2 * ones > frame.size()} << k % 64;
    }
    return common;
}

/// How unlike the rest of its frame each token is, against the frame's mean: 0.5 where all are alike in that, 0 where
/// nothing differs at all.
std::vector<double> distinctness(std::span<const TokenHash> frame) {
    const TokenHash common = commonHash(frame);
    double mean = 0;
    std::vector<double> values;
    for (const TokenHash& hash : frame) {
        values.push_back(hashDistance(hash, common));
        mean += values.back() / static_cast<double>(frame.size());
    }
    for (double& value : values) value = mean > 0 ? value / (value + mean) : 0;
    return values;
}

/// Similarity to the prompt against the other tokens of the medium: absolute cosines between an early block and words
/// mean little, their order is the hint.
std::vector<double> similarity(FeatureView projected, std::span<const float> prompt, std::size_t count) {
    std::vector<double> values(count, kNoOpinion);
    if (projected.isEmpty() || prompt.empty()) return values;
    double mean = 0, square = 0;
    for (std::size_t t = 0; t < count; ++t) {
        values[t] = cosine(projected.row(static_cast<std::int64_t>(t)), prompt);
        mean += values[t] / static_cast<double>(count);
    }
    for (const double value : values) square += (value - mean) * (value - mean) / static_cast<double>(count);
    const double deviation = std::sqrt(square);
    for (double& value : values) value = deviation > 1e-6 ? sigmoid((value - mean) / deviation) : kNoOpinion;
    return values;
}

class TrainingFreeImportance : public ImportanceSource {
public:
    ImportanceKind kind() const override { return ImportanceKind::TrainingFree; }

    ImportanceMap importance(const ProbedMedium& medium, std::span<const TokenHash> hashes,
                             FeatureView prompt) const override {
        const std::vector<double> similar = similarity(medium.projected, meanRow(prompt), hashes.size());
        // A sound's frames are single tokens, which nothing in them could differ from: it is one frame here.
        const bool isSound = medium.modality == Modality::Audio;
        const std::size_t frameTokens = isSound ? hashes.size() : static_cast<std::size_t>(medium.grid.frameTokens());
        ImportanceMap map;
        map.reserve(hashes.size());
        for (std::size_t begin = 0; begin < hashes.size(); begin += frameTokens) {
            for (const double distinct : distinctness(hashes.subspan(begin, frameTokens))) {
                map.push_back(static_cast<float>(std::sqrt(distinct * similar[map.size()])));
            }
        }
        return map;
    }

    double relevance(std::span<const float> prompt, std::span<const float> features) const override {
        if (prompt.empty() || features.empty()) return kNoOpinion;
        return cosine(prompt, features);
    }

    double uncertainty(std::span<const float>) const override { return kUncertainty; }
};

}  // namespace

std::unique_ptr<ImportanceSource> trainingFreeImportance() {
    return std::make_unique<TrainingFreeImportance>();
}

}  // namespace msao::engine
