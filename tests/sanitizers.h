// SPDX-License-Identifier: Apache-2.0
// Whether this build runs under a sanitizer: everything is many times slower and memory is not its own.
#pragma once

namespace msao::tests {

inline constexpr bool kHasSanitizer =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    true;
#else
    false;
#endif

}  // namespace msao::tests
