// SPDX-License-Identifier: Apache-2.0
#include "engine/base/philox.h"
#include "msao/engine/importance.h"

namespace msao::engine {
namespace {

/// Both know nothing of modalities, and of tokens only that one is as good as another.
class Baseline : public ImportanceSource {
public:
    double relevance(std::span<const float>, std::span<const float>) const override { return 0; }
    /// That of training-free: they stand in its place, at the budget that it would get.
    double uncertainty(std::span<const float>) const override { return 0.5; }
};

class RandomImportance : public Baseline {
public:
    explicit RandomImportance(std::uint64_t seed) : m_seed(seed) {}
    ImportanceKind kind() const override { return ImportanceKind::Random; }

    ImportanceMap importance(const ProbedMedium& medium, std::span<const TokenHash> hashes,
                             FeatureView) const override {
        const std::uint64_t stream = medium.ordinal * kModalities.size() + static_cast<std::uint64_t>(medium.modality);
        ImportanceMap map;
        map.reserve(hashes.size());
        for (std::uint64_t t = 0; t < hashes.size(); ++t) {
            const PhiloxWords words = philox(m_seed, philoxCounter(t, stream));
            map.push_back(static_cast<float>(words[0] >> 8) * 0x1p-24f);
        }
        return map;
    }

private:
    std::uint64_t m_seed;
};

class DownsamplingImportance : public Baseline {
public:
    ImportanceKind kind() const override { return ImportanceKind::Downsampling; }

    ImportanceMap importance(const ProbedMedium&, std::span<const TokenHash> hashes, FeatureView) const override {
        return ImportanceMap(hashes.size(), 0.5f);
    }
};

}  // namespace

std::unique_ptr<ImportanceSource> randomImportance(std::uint64_t seed) {
    return std::make_unique<RandomImportance>(seed);
}

std::unique_ptr<ImportanceSource> downsamplingImportance() {
    return std::make_unique<DownsamplingImportance>();
}

}  // namespace msao::engine
