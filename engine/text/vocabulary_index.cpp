// SPDX-License-Identifier: Apache-2.0
#include "engine/text/vocabulary_index.h"

#include "engine/text/byte_alphabet.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace msao::engine {
namespace {

constexpr std::uint32_t kEmpty = std::numeric_limits<std::uint32_t>::max();
// A file may be written so that its entries collide. At half load an honest one never comes near this many probes.
constexpr std::size_t kMostProbes = 512;

}  // namespace

VocabularyIndex::VocabularyIndex(std::size_t entryBytes) : m_slots(2 * std::size_t{kMostIds}, kEmpty) {
    m_text.reserve(entryBytes);
}

std::string_view VocabularyIndex::bytes(std::uint32_t id) const {
    if (!has(id)) return {};
    return std::string_view(m_text).substr(m_entries[id].begin, m_entries[id].length);
}

std::optional<std::size_t> VocabularyIndex::slotOf(std::string_view wanted, bool isOfBytes) const {
    std::size_t at = std::hash<std::string_view>{}(wanted) & (m_slots.size() - 1);
    for (std::size_t probes = 0; probes < kMostProbes; ++probes) {
        const std::uint32_t id = m_slots[at];
        if (id == kEmpty || (m_entries[id].isOfBytes == isOfBytes && bytes(id) == wanted)) return at;
        at = (at + 1) & (m_slots.size() - 1);
    }
    return std::nullopt;
}

VocabularyIndex::Added VocabularyIndex::add(std::string_view entry, std::uint32_t id, Origin origin) {
    const EntryBytes read = bytesOfEntry(entry);
    const auto slot = slotOf(read.bytes, read.isOfBytes);
    if (!slot) return Added::TooManyCollisions;
    if (m_slots[*slot] != kEmpty) return Added::EntryTwice;
    if (has(id)) return Added::IdTwice;
    if (id >= m_entries.size()) m_entries.resize(id + std::size_t{1});
    m_slots[*slot] = id;
    const auto begin = static_cast<std::uint32_t>(m_text.size());
    const auto length = static_cast<std::uint32_t>(read.bytes.size());
    m_entries[id] = {begin, length, true, read.isOfBytes, origin};
    m_text += read.bytes;
    return Added::Yes;
}

std::optional<std::uint32_t> VocabularyIndex::find(std::string_view entry) const {
    const EntryBytes read = bytesOfEntry(entry);
    const auto slot = slotOf(read.bytes, read.isOfBytes);
    if (!slot || m_slots[*slot] == kEmpty) return std::nullopt;
    return m_slots[*slot];
}

std::optional<std::uint32_t> VocabularyIndex::findWord(std::string_view word) const {
    const auto slot = slotOf(word, true);
    if (!slot || m_slots[*slot] == kEmpty || m_entries[m_slots[*slot]].origin != Origin::Model) return std::nullopt;
    return m_slots[*slot];
}

}  // namespace msao::engine
