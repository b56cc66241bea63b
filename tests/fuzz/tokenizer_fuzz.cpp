// SPDX-License-Identifier: Apache-2.0
// libFuzzer target: the input is a tokenizer.json; what stands behind its last newline is also a text, if the file is
// good.
#include "engine/text/read_tokenizer.h"
#include "engine/text/utf8.h"

#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>
#include <vector>

using namespace msao::engine;

namespace {

// Long enough for every branch, short enough for many runs a second.
constexpr std::size_t kMostText = 4096;

void useTokenizer(const Tokenizer& tokenizer, std::string_view text) {
    const std::vector<TokenId> ids = tokenizer.encode(text);
    for (const TokenId id : ids) {
        if (toIndex(id) < 0 || toIndex(id) >= tokenizer.idEnd()) std::abort();
    }
    for (const bool skipSpecial : {false, true}) {
        if (!isValidUtf8(tokenizer.decode(ids, skipSpecial))) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view whole(reinterpret_cast<const char*>(data), size);
    // The text is the part behind the last newline; JSON may hold none outside of it.
    const std::size_t split = whole.rfind('\n');
    const std::string_view file = whole.substr(0, split);
    const std::string_view text = split == std::string_view::npos ? whole : whole.substr(split + 1);
    const auto tokenizer = readTokenizer(std::as_bytes(std::span(file.data(), file.size())), "input");
    if (tokenizer) useTokenizer(*tokenizer, text.substr(0, kMostText));
    return 0;
}
