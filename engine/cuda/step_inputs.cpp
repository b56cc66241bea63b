// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/step_inputs.h"

#include <algorithm>
#include <cstring>
#include <string>

namespace msao::engine {
namespace {

static_assert(kPageSlots == kKvPageTokens && sizeof(PageId) == sizeof(KvPageId));
constexpr std::size_t kWord = sizeof(std::int32_t);

}  // namespace

StepInputLayout StepInputLayout::of(std::int32_t headDim, std::int32_t pageCount) {
    return {headDim, pageCount};
}
std::size_t StepInputLayout::rotaryOffset() const {
    return std::size_t{3} * kMaxPassRows * kWord;
}
std::size_t StepInputLayout::pagesOffset() const {
    return rotaryOffset() + std::size_t{kMaxPassRows} * static_cast<std::size_t>(headDim) * sizeof(float);
}
std::size_t StepInputLayout::bytes() const {
    return pagesOffset() + static_cast<std::size_t>(pageCapacity) * kWord;
}

RowInputs StepInputLayout::rowInputs(const std::byte* begin) const {
    const auto* words = reinterpret_cast<const std::int32_t*>(begin);
    return {words, words + kMaxPassRows, words + 2 * kMaxPassRows,
            reinterpret_cast<const KvPageId*>(begin + pagesOffset()),
            reinterpret_cast<const float*>(begin + rotaryOffset())};
}

StepInputs::StepInputs(const TextConfig& config, std::int32_t pageCount)
    : m_layout(StepInputLayout::of(config.headDim, pageCount)), m_rotary(config), m_bytes(m_layout.bytes()) {}

Status StepInputs::check(const DecodeRow& row, const TextConfig& config, std::int64_t maxSlots) {
    if (toIndex(row.token) < 0 || toIndex(row.token) >= config.vocabularySize) {
        return Error{ErrorCode::InvalidArgument, "token " + std::to_string(toIndex(row.token)) +
                                                     " is outside the vocabulary of " +
                                                     std::to_string(config.vocabularySize)};
    }
    if (row.sequence == nullptr || row.slot < 0 || row.slot >= row.sequence->length()) {
        return Error{ErrorCode::InvalidArgument, "slot " + std::to_string(row.slot) + " is not one of the sequence"};
    }
    if (row.slot >= maxSlots) {
        return Error{ErrorCode::LimitExceeded, "slot " + std::to_string(row.slot) + " is behind the " +
                                                   std::to_string(maxSlots) + " that this model attends to"};
    }
    return Done{};
}

Status StepInputs::set(std::span<const DecodeRow* const> rows) {
    m_sequences.clear();
    m_firstPages.clear();
    m_pages = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const DecodeRow& row = *rows[i];
        const std::int32_t firstPage = pageListOf(*row.sequence);
        if (firstPage < 0) return Error{ErrorCode::InvalidArgument, "sequences of a step share pages of the KV cache"};
        const std::int32_t words[] = {toIndex(row.token), static_cast<std::int32_t>(row.slot), firstPage};
        for (std::size_t w = 0; w < std::size(words); ++w) {
            std::memcpy(m_bytes.data() + (w * kMaxPassRows + i) * kWord, &words[w], kWord);
        }
        setRotation(i, row.position);
    }
    m_used = m_layout.pagesOffset() + static_cast<std::size_t>(m_pages) * kWord;
    return Done{};
}

void StepInputs::setRotation(std::size_t row, const RopePosition& position) {
    const auto headDim = static_cast<std::size_t>(m_layout.headDim);
    auto* rotary = reinterpret_cast<float*>(m_bytes.data() + m_layout.rotaryOffset()) + row * headDim;
    m_rotary.angles(position, {rotary, headDim / 2}, {rotary + headDim / 2, headDim / 2});
}

/// Where the sequence's page list begins; negative if there is no room, which pages of one pool never cause.
std::int32_t StepInputs::pageListOf(const KvSequence& sequence) {
    const auto known = std::find(m_sequences.begin(), m_sequences.end(), &sequence);
    if (known != m_sequences.end()) return m_firstPages[static_cast<std::size_t>(known - m_sequences.begin())];
    const auto count = static_cast<std::int32_t>(sequence.pages().size());
    if (count > m_layout.pageCapacity - m_pages) return -1;
    std::memcpy(m_bytes.data() + m_layout.pagesOffset() + static_cast<std::size_t>(m_pages) * kWord,
                sequence.pages().data(), sequence.pages().size_bytes());
    m_sequences.push_back(&sequence);
    m_firstPages.push_back(m_pages);
    m_pages += count;
    return m_firstPages.back();
}

}  // namespace msao::engine
