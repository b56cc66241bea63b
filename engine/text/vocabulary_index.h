// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace msao::engine {

/// The entries of a vocabulary while it is read: by content and by id. Entries are kept as the bytes that they stand
/// for.
class VocabularyIndex {
public:
    // Twice the largest vocabulary of the family; keeps what a hostile file can make us take in bounds.
    static constexpr std::uint32_t kMostIds = 1u << 19;

    enum class Origin { Model, AddedToken };
    enum class Added { Yes, EntryTwice, IdTwice, TooManyCollisions };

    /// `entryBytes`: at most so much text will come.
    explicit VocabularyIndex(std::size_t entryBytes);

    /// `id` must be below kMostIds.
    Added add(std::string_view entry, std::uint32_t id, Origin origin);

    std::optional<std::uint32_t> find(std::string_view entry) const;

    /// The entry of the model that stands for just these bytes.
    std::optional<std::uint32_t> findWord(std::string_view bytes) const;

    /// One past the largest id.
    std::uint32_t idEnd() const { return static_cast<std::uint32_t>(m_entries.size()); }
    bool has(std::uint32_t id) const { return id < m_entries.size() && m_entries[id].isThere; }
    std::string_view bytes(std::uint32_t id) const;

private:
    struct Entry {
        std::uint32_t begin = 0;
        std::uint32_t length = 0;
        bool isThere = false;
        bool isOfBytes = false;  // written in the byte alphabet throughout, so that words can be made of it
        Origin origin = Origin::Model;
    };

    struct Slot {
        std::uint32_t id = kNoId;
        std::uint32_t hash = 0;  // kept here, so that most misses need no look at the entry
    };
    static constexpr std::uint32_t kNoId = kMostIds;

    /// The slot where `bytes` is, or the empty one where it would go; nullopt after too many probes.
    std::optional<std::size_t> slotOf(std::string_view bytes, bool isOfBytes) const;
    void growSlots();

    std::string m_text;
    std::vector<Entry> m_entries;  // by id
    std::vector<Slot> m_slots;     // by hash; open addressing, a power of two, at most half full
    std::size_t m_count = 0;
};

}  // namespace msao::engine
