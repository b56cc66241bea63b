// SPDX-License-Identifier: Apache-2.0
// What is learnt: float32 masters with the optimiser's moments, and the rounded copy that the products read.
#pragma once

#include "msao/engine/model_config.h"
#include "msao/engine/result.h"
#include "training/demo_models.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace msao::training {

/// Learning rates differ: the towers are taught first and then moved gently.
enum class ParameterGroup { Vision, Language, Audio };

struct Parameter {
    std::string name;  // as in the checkpoint; those of the heads that only teach are left behind there
    std::vector<std::int64_t> shape;
    std::int64_t offset = 0;  // in the flat tensors
    std::int64_t count = 0;
    ParameterGroup group = ParameterGroup::Language;
    bool isMatrix = false;    // decays; vectors do not
    int orthogonalParts = 0;  // 0: stepped by AdamW; else by Muon, as so many matrices below each other
    bool isFloat32 = false;   // norms and the language model's biases, as the engine computes with them
};

/// Everything flat and of one length, so that saving, rounding and stepping are a few calls each.
struct ParameterSet {
    std::vector<Parameter> list;  // what hears comes last: the pair could see before it could hear
    at::Tensor masters;           // float32
    at::Tensor rounded;           // bfloat16
    at::Tensor firstMoment;       // float32
    at::Tensor secondMoment;      // float32

    const Parameter& named(std::string_view name) const;
    void round();
    /// How much of the flat tensors is taken by what does not hear.
    std::int64_t silentCount() const;
};

/// The classes that the attribute head tells a merged token by: nothing, or kind, colour and size of what it shows.
inline constexpr std::int64_t kKindClasses = 7;
inline constexpr std::int64_t kColourClasses = 9;
inline constexpr std::int64_t kSizeClasses = 3;
inline constexpr std::int64_t kAttributeClasses = kKindClasses + kColourClasses + kSizeClasses;

/// And by its place, once the language model has taken it in: row and column.
inline constexpr std::int64_t kPlaceClasses = 2 * kTokensPerSide;

/// And the classes of a sound's tokens: nothing, a word, or a tone's pitch.
std::int64_t hearingClasses();
/// 0 where it is none of them.
std::int64_t hearingClass(std::string_view word);

/// Random values of the usual scales, the same for the same seed on every machine.
ParameterSet makeParameters(const engine::ModelConfig& config, std::uint64_t seed, at::Device device);

/// Of what a checkpoint of this configuration holds: the heads that only teach are not counted.
std::int64_t modelSize(const engine::ModelConfig& config);

}  // namespace msao::training
