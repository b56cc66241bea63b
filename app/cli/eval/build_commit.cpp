// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/build_commit.h"

namespace msao::app {

const char* buildCommit() {
    return MSAO_COMMIT;
}

}  // namespace msao::app
