// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace msao::app {

/// The first line of a main whose program holds what people show, say and ask: should it crash, none of that gets into
/// a core dump. Programs that it starts inherit this. A debugger may still be attached.
///
/// Where the system hands dumps to a program of its own (core_pattern begins with "|"), that one decides;
/// systemd-coredump keeps to this limit, too.
void forbidCoreDumps();

}  // namespace msao::app
