// SPDX-License-Identifier: Apache-2.0
#include "engine/text/vocabulary.h"

#include <utility>

namespace msao::engine {
namespace {

AddedTokenSplitter splitterFor(const std::vector<AddedToken>& tokens, bool isNormalized) {
    std::vector<AddedToken> wanted;
    for (const AddedToken& token : tokens) {
        if (token.isNormalized == isNormalized) wanted.push_back(token);
    }
    return AddedTokenSplitter(std::move(wanted));
}

}  // namespace

Tokenizer::Vocabulary::Vocabulary(VocabularyIndex entries, BpeRules bpe, std::vector<AddedToken> added)
    : index(std::move(entries)),
      rules(std::move(bpe)),
      addedTokens(std::move(added)),
      isSpecial(index.idEnd(), false),
      inText(splitterFor(addedTokens, false)),
      inNormalized(splitterFor(addedTokens, true)) {
    for (const AddedToken& token : addedTokens)
        isSpecial[static_cast<std::size_t>(toIndex(token.id))] = token.isSpecial;
}

}  // namespace msao::engine
