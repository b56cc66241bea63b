// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/live/live_desk.h"

#include <QMenu>

namespace msao::ui {

/// The cameras of this machine, each at the sizes that it knows, and whether pictures are mirrored. They are looked for
/// when the menu is opened; choosing one is the permission to open it.
class CameraMenu final : public QMenu {
    Q_OBJECT

public:
    explicit CameraMenu(LiveDesk& desk, QWidget* parent = nullptr);

    void retranslate();

private:
    void show(const QList<CameraChoice>& cameras);
    void forget();
    void add(const CameraChoice& camera);
    void addMirror();
    void choose(const CameraChoice& camera, QSize size);
    void mirror(bool isMirrored);

    LiveDesk& m_desk;
    QList<QMenu*> m_sizes;  // of each camera that is listed
    SourceWish m_shown;     // chosen last, wherever
    bool m_isMirrored = false;
};

}  // namespace msao::ui
