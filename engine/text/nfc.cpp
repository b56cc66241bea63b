// SPDX-License-Identifier: Apache-2.0
#include "engine/text/nfc.h"

#include "engine/text/utf8.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

namespace msao::engine {
namespace {

struct CombiningRange {
    char32_t first = 0;
    char32_t last = 0;
    std::uint8_t order = 0;
};

struct Decomposition {
    char32_t codePoint = 0;
    std::uint16_t begin = 0;
    std::uint8_t length = 0;
};

struct Composition {
    char32_t first = 0;
    char32_t second = 0;
    char32_t both = 0;
};

#include "engine/text/nfc_tables.inc"

// Hangul syllables are composed by arithmetic (Unicode, section 3.12).
constexpr char32_t kSyllableBase = 0xAC00, kLeadBase = 0x1100, kVowelBase = 0x1161, kTrailBase = 0x11A7;
constexpr char32_t kLeadCount = 19, kVowelCount = 21, kTrailCount = 28;  // trail 0 is "none"
constexpr char32_t kSyllableCount = kLeadCount * kVowelCount * kTrailCount;

constexpr char32_t kEndOfInterest = 0x30000;
constexpr char32_t kLeastOfInterest =
    0xC0;  // nothing below decomposes, combines or composes with what stands before it

bool isIn(char32_t c, char32_t base, char32_t count) {
    return c >= base && c < base + count;
}

std::uint8_t combiningOrder(char32_t c) {
    const auto* range = std::lower_bound(std::begin(kCombiningRanges), std::end(kCombiningRanges), c,
                                         [](const CombiningRange& r, char32_t value) { return r.last < value; });
    return range != std::end(kCombiningRanges) && range->first <= c ? range->order : std::uint8_t{0};
}

std::span<const char32_t> canonicalDecomposition(char32_t c) {
    const auto* entry = std::lower_bound(std::begin(kDecompositions), std::end(kDecompositions), c,
                                         [](const Decomposition& d, char32_t value) { return d.codePoint < value; });
    if (entry == std::end(kDecompositions) || entry->codePoint != c) return {};
    return std::span(kDecomposed).subspan(entry->begin, entry->length);
}

/// The character that the two make, or 0.
char32_t composed(char32_t first, char32_t second) {
    if (isIn(first, kLeadBase, kLeadCount) && isIn(second, kVowelBase, kVowelCount)) {
        return kSyllableBase + ((first - kLeadBase) * kVowelCount + (second - kVowelBase)) * kTrailCount;
    }
    const bool hasNoTrail = isIn(first, kSyllableBase, kSyllableCount) && (first - kSyllableBase) % kTrailCount == 0;
    if (hasNoTrail && isIn(second, kTrailBase + 1, kTrailCount - 1)) return first + (second - kTrailBase);

    const auto isBefore = [](const Composition& a, const Composition& b) {
        return a.first != b.first ? a.first < b.first : a.second < b.second;
    };
    const Composition wanted{first, second, 0};
    const auto* pair = std::lower_bound(std::begin(kCompositions), std::end(kCompositions), wanted, isBefore);
    const bool isFound = pair != std::end(kCompositions) && pair->first == first && pair->second == second;
    return isFound ? pair->both : 0;
}

/// One bit a code point: can it change, or change what stands before it? Spread out once, since every character asks.
std::vector<bool> charactersOfInterest() {
    static_assert(std::rbegin(kDecompositions)->codePoint < kEndOfInterest);
    static_assert(std::rbegin(kCombiningRanges)->last < kEndOfInterest);
    std::vector<bool> interesting(kEndOfInterest, false);
    for (const CombiningRange& range : kCombiningRanges) {
        for (char32_t c = range.first; c <= range.last; ++c) interesting[c] = true;
    }
    // Characters that decompose and come together again (most of them) are in NFC where they stand.
    std::vector<char32_t> recomposed;
    for (const Composition& pair : kCompositions) {
        interesting[pair.second] = true;
        recomposed.push_back(pair.both);
    }
    std::sort(recomposed.begin(), recomposed.end());
    for (const Decomposition& entry : kDecompositions) {
        if (!std::binary_search(recomposed.begin(), recomposed.end(), entry.codePoint))
            interesting[entry.codePoint] = true;
    }
    for (char32_t c = kVowelBase; c < kVowelBase + kVowelCount; ++c) interesting[c] = true;
    for (char32_t c = kTrailBase; c < kTrailBase + kTrailCount; ++c) interesting[c] = true;
    return interesting;
}

bool isOfInterest(char32_t c) {
    static const std::vector<bool> interesting = charactersOfInterest();
    return c >= kLeastOfInterest && c < interesting.size() && interesting[c];
}

struct Mark {
    char32_t codePoint = 0;
    std::uint8_t order = 0;  // of its combining class; 0: a starter
};

/// Takes characters in text order and appends the normal form: one starter and its marks at a time.
class NfcWriter {
public:
    explicit NfcWriter(std::string& out) : m_out(out) {}

    void add(char32_t c) {
        if (isIn(c, kSyllableBase, kSyllableCount)) {
            addSyllable(c - kSyllableBase);
        } else if (const auto parts = canonicalDecomposition(c); !parts.empty()) {
            for (const char32_t part : parts) addDecomposed(part);
        } else {
            addDecomposed(c);
        }
    }

    void finish() {
        composeMarks();
        writeOut();
    }

private:
    void writeOut() {
        if (m_hasStarter) appendUtf8(m_out, m_starter);
        for (const Mark& mark : m_marks) appendUtf8(m_out, mark.codePoint);
        m_marks.clear();
        m_hasStarter = false;
    }

    void addSyllable(char32_t index) {
        addDecomposed(kLeadBase + index / (kVowelCount * kTrailCount));
        addDecomposed(kVowelBase + index % (kVowelCount * kTrailCount) / kTrailCount);
        if (index % kTrailCount != 0) addDecomposed(kTrailBase + index % kTrailCount);
    }

    void addDecomposed(char32_t c) {
        const std::uint8_t order = c < kLeastOfInterest ? std::uint8_t{0} : combiningOrder(c);
        if (order != 0) {
            m_marks.push_back({c, order});
            return;
        }
        composeMarks();
        // A starter joins the one before it only if nothing was left standing between them.
        if (m_hasStarter && m_marks.empty()) {
            if (const char32_t both = composed(m_starter, c); both != 0) {
                m_starter = both;
                return;
            }
        }
        writeOut();
        m_starter = c;
        m_hasStarter = true;
    }

    /// Sorts the marks and melts into the starter those that it can reach; the others stay, in order.
    void composeMarks() {
        std::stable_sort(m_marks.begin(), m_marks.end(),
                         [](const Mark& a, const Mark& b) { return a.order < b.order; });
        if (!m_hasStarter) return;
        std::uint8_t lastKept = 0;
        std::size_t kept = 0;
        for (const Mark& mark : m_marks) {
            const char32_t both = mark.order > lastKept ? composed(m_starter, mark.codePoint) : 0;
            if (both != 0) {
                m_starter = both;
            } else {
                lastKept = mark.order;
                m_marks[kept++] = mark;
            }
        }
        m_marks.resize(kept);
    }

    std::string& m_out;
    char32_t m_starter = 0;
    bool m_hasStarter = false;
    std::vector<Mark> m_marks;  // since the starter
};

}  // namespace

bool isSurelyNfc(std::string_view utf8) {
    for (std::size_t at = 0; at < utf8.size();) {
        if (static_cast<unsigned char>(utf8[at]) < 0x80) {
            ++at;
            continue;
        }
        const Utf8Step step = decodeUtf8(utf8, at);
        if (isOfInterest(step.codePoint)) return false;
        at += step.length;
    }
    return true;
}

std::string toNfc(std::string_view utf8) {
    std::string normal;
    normal.reserve(utf8.size());
    NfcWriter writer(normal);
    for (std::size_t at = 0; at < utf8.size();) {
        const Utf8Step step = decodeUtf8(utf8, at);
        writer.add(step.codePoint);
        at += step.length;
    }
    writer.finish();
    return normal;
}

}  // namespace msao::engine
