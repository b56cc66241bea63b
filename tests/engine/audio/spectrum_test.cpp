// SPDX-License-Identifier: Apache-2.0
#include "engine/audio/fourier.h"
#include "engine/audio/mel_filters.h"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <numbers>
#include <numeric>
#include <random>

namespace msao::engine {
namespace {

TEST(PowerSpectrumTest, EqualsTheDefinitionForAnySize) {
    std::mt19937 generator(3);
    for (const std::size_t size : {1, 2, 6, 7, 30, 49, 400}) {
        SCOPED_TRACE(size);
        std::vector<double> values(size);
        for (double& value : values) value = std::normal_distribution<double>()(generator);
        PowerSpectrum spectrum(size);
        std::vector<double> power(spectrum.bins());
        spectrum.compute(values, power);
        for (std::size_t k = 0; k < power.size(); ++k) {
            std::complex<double> sum;
            for (std::size_t i = 0; i < size; ++i) {
                const double angle = -2 * std::numbers::pi * static_cast<double>(i * k) / static_cast<double>(size);
                sum += values[i] * std::polar(1.0, angle);
            }
            EXPECT_NEAR(power[k], std::norm(sum), 1e-9 * static_cast<double>(size));
        }
    }
}

TEST(MelFiltersTest, HaveUnitAreaWhereTheyAreWiderThanTheSpectrumsBins) {
    // 40 Hz a bin: the sum of a filter's weights times 40 is its area.
    const std::vector<MelFilter> filters = melFilters(40, 201, 16'000);
    ASSERT_EQ(filters.size(), 40u);
    for (std::size_t i = 10; i < filters.size(); ++i) {
        const auto& weights = filters[i].weights;
        EXPECT_NEAR(std::accumulate(weights.begin(), weights.end(), 0.0) * 40, 1, 0.1) << i;
    }
}

TEST(MelFiltersTest, StandEvenlyToOneKilohertzAndFurtherApartAbove) {
    const std::vector<MelFilter> filters = melFilters(128, 201, 16'000);
    std::size_t last = 0;
    for (const MelFilter& filter : filters) {
        if (filter.weights.empty()) continue;  // narrower than a bin
        EXPECT_GE(filter.firstBin, last);
        last = filter.firstBin;
    }
    EXPECT_GT(filters.back().weights.size(), 2 * filters.front().weights.size());
    EXPECT_EQ(filters.back().firstBin + filters.back().weights.size(), 200u);  // half the rate itself weighs nothing
}

}  // namespace
}  // namespace msao::engine
