// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace msao::app {

/// How a program ends that links both Qt and libtorch: the last line of its main. What buffers hold is written;
/// destructors of globals, and what was registered with atexit, do not run. Qt detaches its threads, so that one that
/// was waited for may still be ending; beside the destructors of libtorch's globals glibc then found its heap broken
/// ("malloc_consolidate()"), behind a whole answer.
///
/// Recordings, settings, windows and the application are closed before, by their own destructors: all of such a main
/// but its end is a function of its own, as in endProcess(run(argc, argv)). Options may be refused with it: of these
/// only the application is there by then.
[[noreturn]] void endProcess(int exitCode);

}  // namespace msao::app
