// SPDX-License-Identifier: Apache-2.0
#include "engine/text/read_vocab.h"

#include "engine/base/printable.h"
#include "engine/text/byte_alphabet.h"
#include "engine/text/json_scanner.h"
#include "engine/text/malformed_file.h"

#include <string>

namespace msao::engine {
namespace {

constexpr std::size_t kMostVocabBytes = std::size_t{32} << 20;  // published files take 2 to 5 MB

Status addEntry(VocabularyIndex& index, std::string_view entry, std::int64_t id, std::string_view file) {
    const std::string where = "key `model.vocab`: entry `" + printable(entry) + "`: ";
    if (entry.empty()) return malformedFile(file, where + "expected some text, found none");
    if (id < 0 || id >= VocabularyIndex::kMostIds) {
        return malformedFile(file, where + "expected an id from 0 to " + std::to_string(VocabularyIndex::kMostIds - 1) +
                                       ", found " + std::to_string(id));
    }
    using Added = VocabularyIndex::Added;
    switch (index.add(entry, static_cast<std::uint32_t>(id), VocabularyIndex::Origin::Model)) {
        case Added::Yes:
            break;
        case Added::EntryTwice:
            return malformedFile(file, where + "expected once, found twice");
        case Added::IdTwice:
            return malformedFile(file, where + "expected an id of its own, found " + std::to_string(id) + " again");
        case Added::TooManyCollisions:
            return malformedFile(file, where + "too many entries share one hash");
    }
    return Done{};
}

}  // namespace

Result<VocabularyIndex> readVocab(const UnreadPart& part, std::string_view file) {
    if (part.text.size() > kMostVocabBytes) {
        return beyondLimit(file, "key `model.vocab`: expected at most " + std::to_string(kMostVocabBytes) +
                                     " bytes, found " + std::to_string(part.text.size()));
    }
    VocabularyIndex index(part.text.size());
    JsonScanner scanner(part.text, file, part.begin);
    MSAO_CHECK(scanner.forEachMember([&](std::string_view entry) -> Status {
        MSAO_TRY(const std::int64_t id, scanner.integer());
        return addEntry(index, entry, id, file);
    }));
    return index;
}

Result<std::array<std::uint32_t, 256>> findByteTokens(const VocabularyIndex& index, std::string_view file) {
    std::array<std::uint32_t, 256> tokens{};
    for (std::size_t byte = 0; byte < tokens.size(); ++byte) {
        const std::string entry = entryOfByte(static_cast<unsigned char>(byte));
        const auto id = index.find(entry);
        if (!id)
            return malformedFile(
                file, "key `model.vocab`: expected an entry for each of the 256 bytes, found none for byte " +
                          std::to_string(byte));
        tokens[byte] = *id;
    }
    return tokens;
}

}  // namespace msao::engine
