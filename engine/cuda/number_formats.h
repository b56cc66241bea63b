// SPDX-License-Identifier: Apache-2.0
// How weights and activations are unpacked in registers, two columns at a time. Host and device run the same lines.
#pragma once

#include "engine/cuda/device_language.h"

#include <cstdint>

namespace msao::engine {

/// What a stored code lies above zero; engine/checkpoint/quantization.h says the same, and matrix_packing.cpp checks
/// it. Repeated because a CUDA source is read six times: kernels include next to nothing.
inline constexpr int kByteBias = 128;
inline constexpr int kNibbleBias = 8;

struct FloatPair {
    float first;
    float second;
};

/// Activations beside f32 weights.
struct FloatActivations {
    using Element = float;
    static constexpr int kVectorColumns = 4;  // in 16 bytes
    MSAO_HD static FloatPair pair(const Vector16& v, int index) {
        return {floatOfBits(v.word[2 * index]), floatOfBits(v.word[2 * index + 1])};
    }
    /// Two neighbours from an even index on.
    MSAO_HD static FloatPair loadPair(const Element* address) { return {address[0], address[1]}; }
    MSAO_HD static float load(Element stored) { return stored; }
    MSAO_HD static Element store(float value) { return value; }
};

/// Activations beside all other weights: bfloat16, rounded to nearest even.
struct Bf16Activations {
    using Element = std::uint16_t;
    static constexpr int kVectorColumns = 8;
    MSAO_HD static FloatPair pair(const Vector16& v, int index) {
        return {floatOfBits(v.word[index] << 16), floatOfBits(v.word[index] & 0xFFFF0000u)};
    }
    MSAO_HD static FloatPair loadPair(const Element* address) {
        const std::uint32_t both = loadWord(address);
        return {floatOfBits(both << 16), floatOfBits(both & 0xFFFF0000u)};
    }
    MSAO_HD static float load(Element stored) { return floatOfBits(static_cast<std::uint32_t>(stored) << 16); }
    MSAO_HD static Element store(float value) {
        const std::uint32_t bits = bitsOfFloat(value);
        if ((bits & 0x7FFFFFFFu) > 0x7F800000u) return static_cast<Element>((bits >> 16) | 0x40u);  // NaN stays NaN
        return static_cast<Element>((bits + 0x7FFFu + ((bits >> 16) & 1u)) >> 16);
    }
};

/// kUnit: columns of one row in 16 bytes. pair(v, a, p): columns a * kVectorColumns + 2p and the next of such a unit.
struct F32Format {
    using Activations = FloatActivations;
    static constexpr int kUnit = 4;
    static constexpr bool kHasScales = false;
    MSAO_HD static FloatPair pair(const Vector16& v, int, int p) { return FloatActivations::pair(v, p); }
};

struct Bf16Format {
    using Activations = Bf16Activations;
    static constexpr int kUnit = 8;
    static constexpr bool kHasScales = false;
    MSAO_HD static FloatPair pair(const Vector16& v, int, int p) { return Bf16Activations::pair(v, p); }
};

/// 0x4B000000 is 2^23, whose last mantissa bit counts 1: a code put there is the float 2^23 + code.
struct Int8Format {
    using Activations = Bf16Activations;
    static constexpr int kUnit = 16;
    static constexpr bool kHasScales = true;
    MSAO_HD static float value(std::uint32_t word, int byte) {
#ifdef __CUDA_ARCH__
        const std::uint32_t bits = __byte_perm(word, 0x4B000000u, 0x7440u | static_cast<unsigned>(byte));
#else
        const std::uint32_t bits = 0x4B000000u | ((word >> (8 * byte)) & 0xFFu);
#endif
        return floatOfBits(bits) - (8388608.0f + kByteBias);
    }
    MSAO_HD static FloatPair pair(const Vector16& v, int a, int p) {
        const std::uint32_t word = v.word[2 * a + p / 2];
        const int byte = 2 * (p % 2);
        return {value(word, byte), value(word, byte + 1)};
    }
};

/// The same with codes left at their place in the word: 2^23 + code * 2^shift, brought back by one exact multiply-add.
/// Works while the code lies inside the mantissa, so the upper three codes of a word are shifted down first.
struct Int4Format {
    using Activations = Bf16Activations;
    static constexpr int kUnit = 32;
    static constexpr bool kHasScales = true;
    MSAO_HD static float value(std::uint32_t word, int nibble) {
        const std::uint32_t part = nibble < 5 ? word : word >> 16;
        const int shift = nibble < 5 ? 4 * nibble : 4 * nibble - 16;
        const std::uint32_t bits = 0x4B000000u | (part & (0xFu << shift));
        const float inverse = 1.0f / static_cast<float>(1 << shift);
        return fusedMultiplyAdd(floatOfBits(bits), inverse, -(8388608.0f * inverse + kNibbleBias));
    }
    MSAO_HD static FloatPair pair(const Vector16& v, int a, int p) {
        return {value(v.word[a], 2 * p), value(v.word[a], 2 * p + 1)};
    }

private:
    MSAO_HD static float fusedMultiplyAdd(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
};

}  // namespace msao::engine
