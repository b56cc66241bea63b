// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/end_process.h"

#include <cstdio>
#include <cstdlib>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

namespace msao::app {

void endProcess(int exitCode) {
    std::fflush(nullptr);
#if defined(__SANITIZE_ADDRESS__)
    __lsan_do_leak_check();  // preset asan: LeakSanitizer would look where std::exit ends, which is never reached
#endif
    std::_Exit(exitCode);
}

}  // namespace msao::app
