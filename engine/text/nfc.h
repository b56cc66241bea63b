// SPDX-License-Identifier: Apache-2.0
// Unicode Normalization Form C; tables taken from the `tokenizers` package (unicode_tables.py).
#pragma once

#include <string>
#include <string_view>

namespace msao::engine {

/// True only if `utf8` is in NFC already; false may mean "perhaps not". One pass, no memory.
bool isSurelyNfc(std::string_view utf8);

/// `utf8` must be valid.
std::string toNfc(std::string_view utf8);

}  // namespace msao::engine
