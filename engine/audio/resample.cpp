// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/audio.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <string>

namespace msao::engine {
namespace {

// Kaiser's formulas for 90 dB: shape 0.1102 (90 - 8.7), and a transition of (90 - 8) / (2.285 * 2 * 64) radians, which
// is 0.089 of the half rate. The cutoff lies in its middle, so that the stopband begins where aliasing would.
constexpr double kZeroCrossings = 64;
constexpr double kKaiserShape = 8.96;
constexpr double kCutoff = 1 - 0.089 / 2;

/// Kaiser's window from its middle to its end, tabulated because a Bessel function a weight is slow where a rate shares
/// no factor with the other. Between the entries a line is within 1e-7.
class KaiserWindow {
public:
    KaiserWindow() {
        for (std::size_t i = 0; i <= kSteps; ++i) {
            const double x = static_cast<double>(i) / kSteps;
            m_values.push_back(std::cyl_bessel_i(0.0, kKaiserShape * std::sqrt(1 - x * x)) /
                               std::cyl_bessel_i(0.0, kKaiserShape));
        }
    }

    /// `x` from 0 in the middle to 1 at the end; beyond it, nothing.
    double at(double x) const {
        const double place = x * kSteps;
        const auto before = static_cast<std::size_t>(place);
        if (before >= kSteps) return 0;
        const double share = place - static_cast<double>(before);
        return m_values[before] + share * (m_values[before + 1] - m_values[before]);
    }

private:
    static constexpr std::size_t kSteps = 4096;
    std::vector<double> m_values;
};

/// The kernel at `x` zero crossings of the lower rate from its middle, for unit area in units of that rate.
double kernelAt(const KaiserWindow& window, double x) {
    const double angle = std::numbers::pi * kCutoff * x;
    return kCutoff * (angle == 0 ? 1 : std::sin(angle) / angle) * window.at(x / kZeroCrossings);
}

/// Outputs stand at the input times n * step / phases; those with the same n % phases share their weights.
class Resampler {
public:
    Resampler(std::span<const float> input, std::int32_t from, std::int32_t to)
        : m_input(input),
          m_phases(to / std::gcd(from, to)),
          m_step(from / std::gcd(from, to)),
          m_scale(std::min(1.0, static_cast<double>(to) / from)),
          m_reach(static_cast<std::int64_t>(std::ceil(kZeroCrossings / m_scale))) {}

    std::vector<float> run() const {
        const std::int64_t count = (static_cast<std::int64_t>(m_input.size()) * m_phases + m_step - 1) / m_step;
        std::vector<float> output(static_cast<std::size_t>(count));
        for (std::int64_t phase = 0; phase < std::min<std::int64_t>(m_phases, count); ++phase) {
            const std::int64_t before = phase * m_step / m_phases;
            const double rest = static_cast<double>(phase * m_step % m_phases) / static_cast<double>(m_phases);
            const std::vector<double> weights = weightsAt(rest);
            for (std::int64_t n = phase, middle = before; n < count; n += m_phases, middle += m_step)
                output[static_cast<std::size_t>(n)] = static_cast<float>(weightedSum(weights, middle - m_reach));
        }
        return output;
    }

private:
    /// Weights of the inputs middle - reach ... middle + reach + 1 for an output at middle + rest.
    std::vector<double> weightsAt(double rest) const {
        std::vector<double> weights(static_cast<std::size_t>(2 * m_reach + 2));
        for (std::size_t i = 0; i < weights.size(); ++i) {
            const double distance = static_cast<double>(static_cast<std::int64_t>(i) - m_reach) - rest;
            weights[i] = m_scale * kernelAt(m_window, std::abs(distance) * m_scale);
        }
        return weights;
    }

    double weightedSum(const std::vector<double>& weights, std::int64_t first) const {
        const std::int64_t begin = std::max<std::int64_t>(first, 0);
        const std::int64_t end =
            std::min(first + static_cast<std::int64_t>(weights.size()), static_cast<std::int64_t>(m_input.size()));
        double sum = 0;
        for (std::int64_t i = begin; i < end; ++i)
            sum += weights[static_cast<std::size_t>(i - first)] *
                   static_cast<double>(m_input[static_cast<std::size_t>(i)]);
        return sum;
    }

    KaiserWindow m_window;
    std::span<const float> m_input;
    std::int64_t m_phases;
    std::int64_t m_step;
    double m_scale;        // the lower rate in units of the input's
    std::int64_t m_reach;  // inputs to each side
};

Status checkRate(std::int32_t rate) {
    if (rate >= kMinSampleRate && rate <= kMaxSampleRate) return Done{};
    return Error{ErrorCode::InvalidArgument, "expected " + std::to_string(kMinSampleRate) + " to " +
                                                 std::to_string(kMaxSampleRate) + " samples a second, found " +
                                                 std::to_string(rate)};
}

}  // namespace

Result<Sound> resampled(const Sound& sound, std::int32_t samplesPerSecond) {
    MSAO_CHECK(checkRate(sound.samplesPerSecond));
    MSAO_CHECK(checkRate(samplesPerSecond));
    if (sound.samplesPerSecond == samplesPerSecond) return sound;
    return Sound{samplesPerSecond, Resampler(sound.samples, sound.samplesPerSecond, samplesPerSecond).run()};
}

}  // namespace msao::engine
