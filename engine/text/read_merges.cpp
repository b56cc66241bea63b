// SPDX-License-Identifier: Apache-2.0
#include "engine/text/read_merges.h"

#include "engine/base/printable.h"
#include "engine/text/json_scanner.h"
#include "engine/text/malformed_file.h"

#include <string>

namespace msao::engine {
namespace {

constexpr std::size_t kMostMerges = VocabularyIndex::kMostIds;

class MergeReader {
public:
    MergeReader(const UnreadPart& part, const VocabularyIndex& index, std::string_view file)
        : m_part(part), m_file(file), m_scanner(part.text, file, part.begin), m_index(index) {}

    Result<MergeTable> read() {
        MSAO_TRY(const std::size_t count, countMerges());
        m_table = MergeTable(count);
        MSAO_CHECK(m_scanner.forEachElement([this] { return readOne(); }));
        return std::move(m_table);
    }

private:
    /// Counted first, so that the table is made once in its final size.
    Result<std::size_t> countMerges() {
        JsonScanner scanner(m_part.text, m_file, m_part.begin);
        std::size_t count = 0;
        MSAO_CHECK(scanner.forEachElement([&]() -> Status {
            MSAO_TRY(const std::string_view skipped, scanner.skipValue());
            static_cast<void>(skipped);
            if (++count <= kMostMerges) return Done{};
            return beyondLimit(
                m_file, "key `model.merges`: expected at most " + std::to_string(kMostMerges) + " merges, found more");
        }));
        return count;
    }

    Status readOne() {
        MSAO_CHECK(m_scanner.peek() == '[' ? readList() : readString());
        MSAO_TRY(const std::uint32_t left, find(m_left));
        MSAO_TRY(const std::uint32_t right, find(m_right));
        MSAO_TRY(const std::uint32_t both, find(m_left + m_right));
        switch (m_table.add(left, right, both)) {
            case MergeTable::Added::Yes:
                break;
            case MergeTable::Added::Twice:
                return malformedFile(m_file, where() + "expected each pair once, found it again");
            case MergeTable::Added::TooManyCollisions:
                return malformedFile(m_file, where() + "too many pairs share one hash");
        }
        ++m_number;
        return Done{};
    }

    Status readString() {
        MSAO_TRY(const std::string_view text, m_scanner.string());
        const std::size_t space = text.find(' ');
        if (space == std::string_view::npos || text.find(' ', space + 1) != std::string_view::npos) {
            return malformedFile(
                m_file, where() + "expected two entries and one space between, found `" + printable(text) + "`");
        }
        m_left = text.substr(0, space);
        m_right = text.substr(space + 1);
        return Done{};
    }

    Status readList() {
        MSAO_CHECK(m_scanner.take('['));
        MSAO_TRY(m_left, m_scanner.string());
        MSAO_CHECK(m_scanner.take(','));
        MSAO_TRY(m_right, m_scanner.string());
        return m_scanner.take(']');
    }

    Result<std::uint32_t> find(std::string_view entry) const {
        if (const auto id = m_index.find(entry)) return *id;
        return malformedFile(m_file, where() + "expected an entry of model.vocab, found `" + printable(entry) + "`");
    }

    std::string where() const { return "key `model.merges[" + std::to_string(m_number) + "]`: "; }

    UnreadPart m_part;
    std::string_view m_file;
    JsonScanner m_scanner;
    const VocabularyIndex& m_index;
    MergeTable m_table;
    std::size_t m_number = 0;
    std::string m_left;
    std::string m_right;
};

}  // namespace

Result<MergeTable> readMerges(const UnreadPart& part, const VocabularyIndex& index, std::string_view file) {
    return MergeReader(part, index, file).read();
}

}  // namespace msao::engine
