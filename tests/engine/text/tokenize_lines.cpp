// SPDX-License-Identifier: Apache-2.0
// Test program: tokenize_lines FILE reads strings from stdin, each behind its length as 8 bytes, little-endian, and
// answers for each: the number of ids and the ids, then the bytes of the decoded text and the text with special tokens,
// then the same without. All numbers are 4 bytes. With --ids it reads lists of ids (4 bytes each) and only decodes;
// with --seconds it answers for each string the processor time of encoding it, as a double: the least of several runs.
#include "msao/engine/tokenizer.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <iostream>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace {

using msao::engine::TokenId;
using msao::engine::Tokenizer;

std::optional<std::string> readRecord() {
    std::uint64_t size = 0;
    if (!std::cin.read(reinterpret_cast<char*>(&size), sizeof size)) return std::nullopt;
    std::string record(size, '\0');
    if (!std::cin.read(record.data(), static_cast<std::streamsize>(size))) return std::nullopt;
    return record;
}

void write(const void* bytes, std::size_t size) {
    std::fwrite(bytes, 1, size, stdout);
}

void writeCount(std::size_t count) {
    const auto narrow = static_cast<std::uint32_t>(count);
    write(&narrow, sizeof narrow);
}

void writeDecoded(const Tokenizer& tokenizer, const std::vector<TokenId>& ids) {
    for (const bool skipSpecial : {false, true}) {
        const std::string text = tokenizer.decode(ids, skipSpecial);
        writeCount(text.size());
        write(text.data(), text.size());
    }
}

std::vector<TokenId> idsOf(const std::string& record) {
    std::vector<TokenId> ids(record.size() / sizeof(TokenId));
    std::memcpy(ids.data(), record.data(), ids.size() * sizeof(TokenId));
    return ids;
}

double secondsToEncode(const Tokenizer& tokenizer, const std::string& text) {
    constexpr int kRuns = 5;
    double least = std::numeric_limits<double>::max();
    for (int run = 0; run < kRuns; ++run) {
        const std::clock_t begin = std::clock();
        tokenizer.encode(text);
        least = std::min(least, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    return least;
}

void answer(const Tokenizer& tokenizer, const std::string& record, const std::string& mode) {
    if (mode == "--seconds") {
        const double seconds = secondsToEncode(tokenizer, record);
        write(&seconds, sizeof seconds);
    } else if (mode == "--ids") {
        writeDecoded(tokenizer, idsOf(record));
    } else {
        const std::vector<TokenId> ids = tokenizer.encode(record);
        writeCount(ids.size());
        write(ids.data(), ids.size() * sizeof(TokenId));
        writeDecoded(tokenizer, ids);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    const auto tokenizer = Tokenizer::read(argv[1]);
    if (!tokenizer) {
        std::fprintf(stderr, "%s\n", tokenizer.error().message.c_str());
        return 1;
    }
    std::ios::sync_with_stdio(false);
    while (const auto record = readRecord()) answer(*tokenizer, *record, argc > 2 ? argv[2] : "");
    return 0;
}
