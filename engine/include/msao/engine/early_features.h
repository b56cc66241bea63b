// SPDX-License-Identifier: Apache-2.0
// What the first blocks of the towers made of a prompt's images, clips and sounds: the probe reads it, and prefill goes
// on from it, so that no block is computed twice. Torch-free.
#pragma once

#include "msao/engine/feature_rows.h"
#include "msao/engine/stand_ins.h"
#include "msao/engine/visual_input.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace msao::engine {

struct LookOptions {
    /// l of Eq. 3: blocks of each tower that are run, 1 to its depth (a tower with fewer runs them all). The paper
    /// names no number; two of 32 are the project's choice.
    std::int32_t blocks = 2;
    bool projects = true;  // false: nothing is projected, which saves the merger's share of the work
    /// One for each visual input, or none at all. Tokens for which another one stands are not looked at: their rows are
    /// copies of its row, and no prompt that keeps them can go on from here.
    std::vector<StandIns> standIns = {};
};

/// Made by Engine::look, for that engine's prefill. Immutable; may be handed on more than once, or dropped.
class EarlyFeatures {
public:
    EarlyFeatures(EarlyFeatures&&) noexcept;
    EarlyFeatures& operator=(EarlyFeatures&&) noexcept;
    ~EarlyFeatures();

    /// One entry for each visual input that was looked at, in their order; rows in the order of its language tokens.
    std::size_t visualCount() const;
    PatchGrid grid(std::size_t visual) const;
    /// F(l) of Eq. 3: hidden states, averaged over the patches that merge to one token: [tokens, width of the tower].
    const FeatureRows& pooled(std::size_t visual) const;
    /// The same hidden states through the tower's own merger, where words live too: [tokens, width of the language
    /// model]. The merger was trained on the last block, so this is a hint, not a measurement.
    const FeatureRows& projected(std::size_t visual) const;

    /// The same of each sound that was listened to: the mean of the two positions that become one language token, and
    /// that through the encoder's own last norm and projection.
    std::size_t soundCount() const;
    const FeatureRows& pooledSound(std::size_t sound) const;
    const FeatureRows& projectedSound(std::size_t sound) const;

    std::int32_t blocks() const;       // of the vision tower
    std::int32_t soundBlocks() const;  // of the audio encoder
    std::size_t bytes() const;         // of everything held here

    struct State;  // defined where libtorch is known
    explicit EarlyFeatures(std::unique_ptr<State> state);
    const State& state() const { return *m_state; }

private:
    std::unique_ptr<State> m_state;
};

}  // namespace msao::engine
