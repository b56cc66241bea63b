// SPDX-License-Identifier: Apache-2.0
#include "engine/text/vocabulary_index.h"

#include "engine/text/byte_alphabet.h"

#include <functional>
#include <utility>

namespace msao::engine {
namespace {

// A file may be written so that its entries collide. At half load an honest one never comes near this many probes.
constexpr std::size_t kMostProbes = 512;
constexpr std::size_t kFirstSlots = 1024;

std::uint32_t hashOf(std::string_view bytes) {
    return static_cast<std::uint32_t>(std::hash<std::string_view>{}(bytes));
}

}  // namespace

VocabularyIndex::VocabularyIndex(std::size_t entryBytes) : m_slots(kFirstSlots) {
    m_text.reserve(entryBytes);
}

std::string_view VocabularyIndex::bytes(std::uint32_t id) const {
    if (!has(id)) return {};
    return std::string_view(m_text).substr(m_entries[id].begin, m_entries[id].length);
}

std::optional<std::size_t> VocabularyIndex::slotOf(std::string_view wanted, bool isOfBytes) const {
    const std::uint32_t hash = hashOf(wanted);
    std::size_t at = hash & (m_slots.size() - 1);
    for (std::size_t probes = 0; probes < kMostProbes; ++probes) {
        const Slot slot = m_slots[at];
        if (slot.id == kNoId) return at;
        if (slot.hash == hash && m_entries[slot.id].isOfBytes == isOfBytes && bytes(slot.id) == wanted) return at;
        at = (at + 1) & (m_slots.size() - 1);
    }
    return std::nullopt;
}

void VocabularyIndex::growSlots() {
    std::vector<Slot> grown(2 * m_slots.size());
    for (const Slot slot : m_slots) {
        if (slot.id == kNoId) continue;
        std::size_t at = slot.hash & (grown.size() - 1);
        while (grown[at].id != kNoId) at = (at + 1) & (grown.size() - 1);
        grown[at] = slot;
    }
    m_slots = std::move(grown);
}

VocabularyIndex::Added VocabularyIndex::add(std::string_view entry, std::uint32_t id, Origin origin) {
    if (2 * m_count >= m_slots.size()) growSlots();
    const EntryBytes read = bytesOfEntry(entry);
    const auto slot = slotOf(read.bytes, read.isOfBytes);
    if (!slot) return Added::TooManyCollisions;
    if (m_slots[*slot].id != kNoId) return Added::EntryTwice;
    if (has(id)) return Added::IdTwice;
    if (id >= m_entries.size()) m_entries.resize(id + std::size_t{1});
    m_slots[*slot] = {id, hashOf(read.bytes)};
    ++m_count;
    const auto begin = static_cast<std::uint32_t>(m_text.size());
    const auto length = static_cast<std::uint32_t>(read.bytes.size());
    m_entries[id] = {begin, length, true, read.isOfBytes, origin};
    m_text += read.bytes;
    return Added::Yes;
}

std::optional<std::uint32_t> VocabularyIndex::find(std::string_view entry) const {
    const EntryBytes read = bytesOfEntry(entry);
    const auto slot = slotOf(read.bytes, read.isOfBytes);
    if (!slot || m_slots[*slot].id == kNoId) return std::nullopt;
    return m_slots[*slot].id;
}

std::optional<std::uint32_t> VocabularyIndex::findWord(std::string_view word) const {
    const auto slot = slotOf(word, true);
    if (!slot || m_slots[*slot].id == kNoId || m_entries[m_slots[*slot].id].origin != Origin::Model)
        return std::nullopt;
    return m_slots[*slot].id;
}

}  // namespace msao::engine
