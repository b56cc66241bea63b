// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/compositing.h"

#include <QGuiApplication>
#include <QLibrary>

namespace msao::ui {

/// freedesktop.org: whoever composites screen 0 owns this selection. Qt has no word for it, and its X11 plugin has
/// libX11 loaded.
bool isComposited() {
#if QT_CONFIG(xcb)
    const auto* x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    if (!x11 || x11->display() == nullptr) return true;  // drawing into memory has the interface, but no display
    QLibrary library(QStringLiteral("X11"), 6);
    using InternAtom = unsigned long (*)(void*, const char*, int);
    using SelectionOwner = unsigned long (*)(void*, unsigned long);
    const auto internAtom = reinterpret_cast<InternAtom>(library.resolve("XInternAtom"));
    const auto selectionOwner = reinterpret_cast<SelectionOwner>(library.resolve("XGetSelectionOwner"));
    if (!internAtom || !selectionOwner) return true;
    return selectionOwner(x11->display(), internAtom(x11->display(), "_NET_WM_CM_S0", 0)) != 0;
#else
    return true;
#endif
}

}  // namespace msao::ui
