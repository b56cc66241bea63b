// SPDX-License-Identifier: Apache-2.0
#include "engine/text/read_tokenizer.h"

#include "engine/base/mapped_file.h"
#include "engine/text/malformed_file.h"
#include "engine/text/read_added_tokens.h"
#include "engine/text/read_merges.h"
#include "engine/text/read_vocab.h"
#include "engine/text/tokenizer_parts.h"
#include "engine/text/vocabulary.h"

#include <string>

namespace msao::engine {
namespace {

constexpr std::size_t kMostFileBytes = std::size_t{64} << 20;  // published files of the family take 7 to 12 MB

}  // namespace

Result<Tokenizer> readTokenizer(std::span<const std::byte> bytes, std::string_view nameForErrors) {
    if (bytes.size() > kMostFileBytes) {
        return beyondLimit(nameForErrors, "expected at most " + std::to_string(kMostFileBytes) + " bytes, found " +
                                              std::to_string(bytes.size()));
    }
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    MSAO_TRY(const TokenizerParts parts, takeApart(text, nameForErrors));
    MSAO_CHECK(checkArchitecture(parts.rest, nameForErrors));
    MSAO_TRY(VocabularyIndex index, readVocab(parts.vocab, nameForErrors));
    BpeRules rules;
    MSAO_TRY(rules.byteTokens, findByteTokens(index, nameForErrors));
    MSAO_TRY(rules.merges, readMerges(parts.merges, index, nameForErrors));
    rules.takesWholeWords = parts.rest["model"].value("ignore_merges", nlohmann::json(false)) == true;
    // Only now, since merges speak of the model's own entries.
    MSAO_TRY(std::vector<AddedToken> added, readAddedTokens(parts.rest, nameForErrors, index));
    return Tokenizer(std::make_unique<Tokenizer::Vocabulary>(std::move(index), std::move(rules), std::move(added)));
}

Result<Tokenizer> Tokenizer::read(const std::filesystem::path& tokenizerJson) {
    MSAO_TRY(const MappedFile file, MappedFile::open(tokenizerJson));
    return readTokenizer(file.bytes(), tokenizerJson.string());
}

}  // namespace msao::engine
