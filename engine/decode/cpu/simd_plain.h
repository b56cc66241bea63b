// SPDX-License-Identifier: Apache-2.0
// Portable C++ as the kernel templates see it: vectors of four, which compilers turn into what the machine has.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace msao::engine {

struct SimdPlain {
    static constexpr int kWidth = 4;
    struct Floats {
        float lane[4];
    };
    struct Ints {
        std::int32_t lane[4];
    };

    template <typename Operation>
    static Floats each(Operation operation) {
        return {operation(0), operation(1), operation(2), operation(3)};
    }

    static Floats zero() { return {}; }
    static Floats set(float x) { return {x, x, x, x}; }
    static Floats load(const float* p) { return {p[0], p[1], p[2], p[3]}; }
    static Floats loadFirst(const float* p, std::int64_t n) {
        return each([&](int i) { return i < n ? p[i] : 0.0F; });
    }
    static float fromBf16(std::uint16_t x) { return std::bit_cast<float>(static_cast<std::uint32_t>(x) << 16); }
    static Floats loadBf16(const std::uint16_t* p) {
        return each([&](int i) { return fromBf16(p[i]); });
    }
    static void store(float* p, Floats x) { storeFirst(p, 4, x); }
    static void storeFirst(float* p, std::int64_t n, Floats x) {
        for (int i = 0; i < 4; ++i) {
            if (i < n) p[i] = x.lane[i];
        }
    }
    static void storeBf16(std::uint16_t* p, Floats x) {
        for (int i = 0; i < 4; ++i) {
            const auto bits = std::bit_cast<std::uint32_t>(x.lane[i]);
            p[i] = static_cast<std::uint16_t>((bits + 0x7fffU + ((bits >> 16) & 1U)) >> 16);
        }
    }

    static Floats add(Floats a, Floats b) {
        return each([&](int i) { return a.lane[i] + b.lane[i]; });
    }
    static Floats subtract(Floats a, Floats b) {
        return each([&](int i) { return a.lane[i] - b.lane[i]; });
    }
    static Floats multiply(Floats a, Floats b) {
        return each([&](int i) { return a.lane[i] * b.lane[i]; });
    }
    static Floats divide(Floats a, Floats b) {
        return each([&](int i) { return a.lane[i] / b.lane[i]; });
    }
    static Floats fma(Floats a, Floats b, Floats c) {
        return each([&](int i) { return a.lane[i] * b.lane[i] + c.lane[i]; });
    }
    static Floats smaller(Floats a, Floats b) {
        return each([&](int i) { return a.lane[i] < b.lane[i] ? a.lane[i] : b.lane[i]; });
    }
    static Floats larger(Floats a, Floats b) {
        return each([&](int i) { return a.lane[i] > b.lane[i] ? a.lane[i] : b.lane[i]; });
    }
    static Floats magnitude(Floats a) {
        return each([&](int i) { return std::fabs(a.lane[i]); });
    }
    static Floats zeroWhereBelow(Floats x, Floats limit, Floats value) {
        return each([&](int i) { return x.lane[i] < limit.lane[i] ? 0.0F : value.lane[i]; });
    }

    /// Callers keep the argument within +-2^22; adding 1.5 * 2^23 leaves the nearest (even) integer in the low bits.
    static Ints round(Floats x) {
        Ints out;
        for (int i = 0; i < 4; ++i) {
            out.lane[i] = std::bit_cast<std::int32_t>(x.lane[i] + 12582912.0F) - 0x4b400000;
        }
        return out;
    }
    static Floats toFloats(Ints x) {
        return each([&](int i) { return static_cast<float>(x.lane[i]); });
    }
    static Floats powerOfTwo(Ints n) {
        return each([&](int i) { return std::bit_cast<float>(static_cast<std::uint32_t>(n.lane[i] + 127) << 23); });
    }
    static Ints zeroInts() { return {}; }
    static Ints add(Ints a, Ints b) {
        Ints out;
        for (int i = 0; i < 4; ++i) out.lane[i] = a.lane[i] + b.lane[i];
        return out;
    }
    static void storeInt8(std::int8_t* p, Ints x) {
        for (int i = 0; i < 4; ++i) p[i] = static_cast<std::int8_t>(x.lane[i]);
    }
    static std::int32_t sum(Ints x) { return x.lane[0] + x.lane[1] + x.lane[2] + x.lane[3]; }
    static float sum(Floats x) { return (x.lane[0] + x.lane[1]) + (x.lane[2] + x.lane[3]); }
    static void sumFour(Floats a, Floats b, Floats c, Floats d, float* out) {
        out[0] = sum(a);
        out[1] = sum(b);
        out[2] = sum(c);
        out[3] = sum(d);
    }
    static float largest(Floats x) {
        float result = x.lane[0];
        for (int i = 1; i < 4; ++i) result = result < x.lane[i] ? x.lane[i] : result;
        return result;
    }

    static void prefetch(const void*) {}

    struct F32 {
        static constexpr int kStep = 4;
        using Element = float;
        using Operand = Floats;
        static Operand load(const float* p) { return SimdPlain::load(p); }
        static Operand loadFirst(const float* p, std::int64_t n) { return SimdPlain::loadFirst(p, n); }
        static void multiplyAdd(Floats& sum, Operand w, Operand x) { sum = fma(w, x, sum); }
    };
    struct Bf16 {
        static constexpr int kStep = 4;
        using Element = std::uint16_t;
        using Operand = Floats;
        static Operand load(const std::uint16_t* p) { return loadBf16(p); }
        static Operand loadFirst(const std::uint16_t* p, std::int64_t n) {
            return each([&](int i) { return i < n ? fromBf16(p[i]) : 0.0F; });
        }
        static void multiplyAdd(Floats& sum, Operand w, Operand x) { sum = fma(w, x, sum); }
    };
    static constexpr int kWeightRows = 4;
    static constexpr int kTokenRows = 2;
};

}  // namespace msao::engine
