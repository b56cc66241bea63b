// SPDX-License-Identifier: Apache-2.0
#include "edge/runtime/question_tokens.h"

#include "msao/engine/chat_template.h"

#include <string>

namespace msao::edge {

using namespace engine;

namespace {

Message messageOf(const Question& question) {
    Message message;
    for (const VisualMedium& medium : question.visuals) {
        if (medium.kind == VisualKind::Image) {
            message.parts.emplace_back(ImagePart{});
        } else {
            message.parts.emplace_back(VideoPart{});
        }
    }
    message.parts.insert(message.parts.end(), question.sounds.size(), AudioPart{});
    message.parts.emplace_back(TextPart{question.text});
    return message;
}

/// As it stands in the middle of a chat: without the words that every chat begins with.
std::string furtherQuestion(const Question& question) {
    const Message before{Role::System, {}};
    return renderChat({before, messageOf(question)}).substr(renderChat({before}, false).size());
}

/// What ends an answer in a chat, and is the model's own where it came to an end.
std::string endOfAnswer() {
    const Message empty{Role::System, {}};
    const std::string begun = renderChat({empty}, false);
    return begun.substr(begun.find('\n') + 1);
}

}  // namespace

std::vector<TokenId> tokensOf(const Question& question, const Tokenizer& tokenizer, std::optional<TokenId> behind) {
    if (!behind) return tokenizer.encode(question.isRaw ? question.text : renderChat({messageOf(question)}));
    std::vector<TokenId> tokens;
    const auto append = [&](const std::vector<TokenId>& more) {
        tokens.insert(tokens.end(), more.begin(), more.end());
    };
    if (!question.isRaw) append(tokenizer.encode(endOfAnswer()));
    const bool isThere = !tokens.empty() && tokens.front() == *behind;
    if (!isThere) tokens.insert(tokens.begin(), *behind);
    append(tokenizer.encode(question.isRaw ? question.text : furtherQuestion(question)));
    return tokens;
}

}  // namespace msao::edge
