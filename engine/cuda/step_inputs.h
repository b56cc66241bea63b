// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/step_arguments.h"
#include "engine/decode/decode_backend.h"
#include "engine/decode/rope.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace msao::engine {

/// What a step is told about its rows lies in one piece of memory, so that one copy brings it to the device: tokens,
/// slots and page list beginnings of kMaxPassRows rows, their rotations, then the page lists.
struct StepInputLayout {
    std::int32_t headDim = 0;
    std::int32_t pageCapacity = 0;

    static StepInputLayout of(std::int32_t headDim, std::int32_t pageCount);
    std::size_t rotaryOffset() const;
    std::size_t pagesOffset() const;
    std::size_t bytes() const;
    RowInputs rowInputs(const std::byte* begin) const;
};

/// Fills such a piece on the host.
class StepInputs {
public:
    StepInputs(const TextConfig& config, std::int32_t pageCount);

    /// An Error where the row names a token or slot that does not exist.
    static Status check(const DecodeRow& row, const TextConfig& config, std::int64_t maxSlots);

    /// At most kMaxPassRows rows, checked.
    Status set(std::span<const DecodeRow* const> rows);
    /// What has to be copied.
    std::span<const std::byte> bytes() const { return std::span(m_bytes).first(m_used); }

private:
    void setRotation(std::size_t row, const RopePosition& position);
    std::int32_t pageListOf(const KvSequence& sequence);

    StepInputLayout m_layout;
    RotaryEmbedding m_rotary;
    std::vector<std::byte> m_bytes;
    std::size_t m_used = 0;
    std::vector<const KvSequence*> m_sequences;  // those whose page list is in already
    std::vector<std::int32_t> m_firstPages;
    std::int32_t m_pages = 0;
};

}  // namespace msao::engine
