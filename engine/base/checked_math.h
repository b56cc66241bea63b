// SPDX-License-Identifier: Apache-2.0
// Integer arithmetic on numbers that came from a file: absent instead of wrapped.
#pragma once

#include <concepts>
#include <optional>
#include <span>

namespace msao::engine {

template <std::integral T>
constexpr std::optional<T> checkedAdd(T a, T b) {
    T sum{};
    if (__builtin_add_overflow(a, b, &sum)) return std::nullopt;
    return sum;
}

template <std::integral T>
constexpr std::optional<T> checkedMultiply(T a, T b) {
    T product{};
    if (__builtin_mul_overflow(a, b, &product)) return std::nullopt;
    return product;
}

/// The product of all factors; 1 for none. A zero anywhere gives 0 only if the factors before it did not overflow.
template <std::integral T>
constexpr std::optional<T> checkedProduct(std::span<const T> factors) {
    std::optional<T> product = T{1};
    for (const T factor : factors) {
        product = checkedMultiply(*product, factor);
        if (!product) return std::nullopt;
    }
    return product;
}

}  // namespace msao::engine
