// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/text/read_tokenizer.h"
#include "training/tokenizer_file.h"

#include <span>
#include <string>

namespace msao::training {

/// A tokenizer of the demo world; made once, since learning its merges takes a moment.
inline const engine::Tokenizer& demoTokenizer() {
    static const engine::Tokenizer tokenizer = [] {
        const std::string json = tokenizerJson(learnDemoMerges(1));
        auto read = engine::readTokenizer(std::as_bytes(std::span(json)), "demo tokenizer");
        return *std::move(read);
    }();
    return tokenizer;
}

inline std::int32_t demoRegularTokens() {
    return engine::toIndex(*demoTokenizer().specialToken("<|endoftext|>"));
}

}  // namespace msao::training
