// SPDX-License-Identifier: Apache-2.0
// Questions and answers of one picture or sound, laid into rows of equal length.
#pragma once

#include "msao/engine/tokenizer.h"
#include "msao/world/question.h"

#include <cstdint>
#include <string>
#include <vector>

namespace msao::training {

inline constexpr std::int64_t kRowTokens = 80;

/// What a conversation is about: a picture or clip, then a sound; one of them at least.
struct Media {
    bool isSeen = true;
    bool isClip = false;
    bool isHeard = false;
};

/// A conversation about one picture or sound, as tokens, cut where that ends.
class TurnWriter {
public:
    TurnWriter(const engine::Tokenizer& tokenizer, const Media& media);

    /// Up to the picture's pad; then up to the sound's, where there are both; and what follows before the question.
    const std::vector<engine::TokenId>& before() const { return m_before; }
    const std::vector<engine::TokenId>& between() const { return m_between; }
    const std::vector<engine::TokenId>& after() const { return m_after; }

    std::vector<engine::TokenId> question(const std::string& text) const;
    std::vector<engine::TokenId> answer(const std::string& text) const;

private:
    const engine::Tokenizer& m_tokenizer;
    std::vector<engine::TokenId> m_before, m_between, m_after;
    Media m_media;
};

struct PlacedTurn {
    std::size_t question = 0;  // which of those that were to be placed
    std::size_t row = 0;
    std::int64_t first = 0;  // place in the row
    std::vector<engine::TokenId> asked, answer;

    /// The answer's last token ends it and is read by nobody.
    std::int64_t length() const { return static_cast<std::int64_t>(asked.size() + answer.size()) - 1; }
};

/// Each question into the first row that has room; those that find none are left out.
std::vector<PlacedTurn> placeTurns(const TurnWriter& writer, const std::vector<world::Question>& questions,
                                   std::size_t rows);

}  // namespace msao::training
