// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace msao::engine {

/// The power spectrum of `size` real values, by a mixed-radix transform; fast where `size` has small prime factors.
/// Double precision. One thread at a time.
class PowerSpectrum {
public:
    explicit PowerSpectrum(std::size_t size);

    std::size_t bins() const { return m_size / 2 + 1; }

    /// |X_k|^2 for k in [0, bins()); `values` has `size` entries.
    void compute(std::span<const double> values, std::span<double> power);

private:
    struct Complex {
        double real = 0;
        double imaginary = 0;
    };
    static Complex product(Complex a, Complex b) {
        return {a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real};
    }

    void transform(const double* in, std::size_t stride, std::size_t factor, std::span<Complex> out);
    void combine(std::size_t factor, std::span<Complex> out);

    std::size_t m_size;
    std::vector<std::size_t> m_factors;
    std::vector<Complex> m_turns;  // exp(-2 pi i k / size)
    std::vector<Complex> m_spectrum;
    std::vector<Complex> m_parts;
};

}  // namespace msao::engine
