// SPDX-License-Identifier: Apache-2.0
#include "engine/audio/fourier.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace msao::engine {

PowerSpectrum::PowerSpectrum(std::size_t size) : m_size(size), m_spectrum(size) {
    for (std::size_t factor = 2, rest = size; rest > 1;) {
        if (rest % factor == 0) {
            m_factors.push_back(factor);
            rest /= factor;
        } else {
            ++factor;
        }
    }
    for (std::size_t k = 0; k < size; ++k) {
        const double angle = -2 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(size);
        m_turns.push_back({std::cos(angle), std::sin(angle)});
    }
    m_parts.resize(m_factors.empty() ? 1 : m_factors.back());  // the factors ascend
}

void PowerSpectrum::compute(std::span<const double> values, std::span<double> power) {
    transform(values.data(), 1, 0, m_spectrum);
    for (std::size_t k = 0; k < bins(); ++k) {
        const Complex x = m_spectrum[k];
        power[k] = x.real * x.real + x.imaginary * x.imaginary;
    }
}

/// Every stride-th value of `in`, out.size() of them: one transform for each remainder modulo the factor, then
/// combined.
void PowerSpectrum::transform(const double* in, std::size_t stride, std::size_t factor, std::span<Complex> out) {
    if (out.size() == 1) {
        out[0] = {*in, 0};
        return;
    }
    const std::size_t radix = m_factors[factor];
    const std::size_t length = out.size() / radix;
    for (std::size_t q = 0; q < radix; ++q)
        transform(in + q * stride, stride * radix, factor + 1, out.subspan(q * length, length));
    combine(radix, out);
}

void PowerSpectrum::combine(std::size_t radix, std::span<Complex> out) {
    const std::size_t length = out.size() / radix;
    const std::size_t turn = m_size / out.size();
    for (std::size_t k = 0; k < length; ++k) {
        for (std::size_t q = 0; q < radix; ++q) m_parts[q] = product(out[q * length + k], m_turns[q * k * turn]);
        for (std::size_t r = 0; r < radix; ++r) {
            Complex sum;
            for (std::size_t q = 0; q < radix; ++q) {
                const Complex term = product(m_parts[q], m_turns[q * r * (m_size / radix) % m_size]);
                sum = {sum.real + term.real, sum.imaginary + term.imaginary};
            }
            out[r * length + k] = sum;
        }
    }
}

}  // namespace msao::engine
