// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/text/added_tokens.h"
#include "engine/text/bpe.h"
#include "engine/text/vocabulary_index.h"

#include "msao/engine/tokenizer.h"

#include <vector>

namespace msao::engine {

/// Everything that a tokenizer.json says and we use. Immutable.
struct Tokenizer::Vocabulary {
    Vocabulary(VocabularyIndex entries, BpeRules bpe, std::vector<AddedToken> added);

    VocabularyIndex index;
    BpeRules rules;
    std::vector<AddedToken> addedTokens;
    std::vector<bool> isSpecial;      // by id
    AddedTokenSplitter inText;        // of the tokens that are looked for before normalisation
    AddedTokenSplitter inNormalized;  // and of those after it
};

}  // namespace msao::engine
