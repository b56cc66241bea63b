// SPDX-License-Identifier: Apache-2.0
// The printable characters by which byte-level vocabularies write the 256 bytes: a space is U+0120, 'a' is itself.
#pragma once

#include <string>
#include <string_view>

namespace msao::engine {

struct EntryBytes {
    std::string bytes;
    bool isOfBytes = true;  // false: some character is outside the alphabet, and the entry stands for itself
};

/// The bytes that a vocabulary entry (valid UTF-8) stands for.
EntryBytes bytesOfEntry(std::string_view entry);

/// How the vocabulary writes one byte.
std::string entryOfByte(unsigned char byte);

}  // namespace msao::engine
