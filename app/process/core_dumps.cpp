// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/core_dumps.h"

#include <sys/resource.h>

namespace msao::app {

void forbidCoreDumps() {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

}  // namespace msao::app
