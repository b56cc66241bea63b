// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/camera_menu.h"

#include <utility>

namespace msao::ui {

CameraMenu::CameraMenu(LiveDesk& desk, QWidget* parent) : QMenu(parent), m_desk(desk) {
    connect(this, &QMenu::aboutToShow, this, [this] {
        forget();
        addAction(tr("Looking for cameras…"))->setEnabled(false);
        m_desk.listCameras();
    });
    connect(&desk, &LiveDesk::camerasListed, this, &CameraMenu::show);
    connect(&desk, &LiveDesk::sourceWanted, this, [this](const SourceWish& wish) { m_shown = wish; });
    retranslate();
}

void CameraMenu::retranslate() {
    setTitle(tr("Camera"));
}

void CameraMenu::show(const QList<CameraChoice>& cameras) {
    forget();
    if (cameras.isEmpty()) addAction(tr("No camera found. Use a file or the scene."))->setEnabled(false);
    for (const CameraChoice& camera : cameras) add(camera);
    if (!cameras.isEmpty()) addMirror();
}

/// A menu below another one stays when that is cleared.
void CameraMenu::forget() {
    clear();
    for (QMenu* sizes : std::as_const(m_sizes)) sizes->deleteLater();
    m_sizes.clear();
}

void CameraMenu::add(const CameraChoice& camera) {
    const auto offer = [this, camera](QAction* action, QSize size) {
        connect(action, &QAction::triggered, this, [this, camera, size] { choose(camera, size); });
    };
    if (camera.sizes.isEmpty()) return offer(addAction(camera.name), {});
    QMenu* sizes = addMenu(camera.name);
    m_sizes.push_back(sizes);
    offer(sizes->addAction(tr("At its usual size")), {});
    for (const QSize size : camera.sizes)
        offer(sizes->addAction(tr("%1 × %2").arg(size.width()).arg(size.height())), size);
}

void CameraMenu::addMirror() {
    addSeparator();
    QAction* action = addAction(tr("Mirrored"));
    action->setToolTip(tr("As in a mirror, for the models too: writing is the wrong way round for them as well"));
    action->setCheckable(true);
    action->setChecked(m_isMirrored);
    connect(action, &QAction::triggered, this, &CameraMenu::mirror);
}

void CameraMenu::choose(const CameraChoice& camera, QSize size) {
    SourceWish wish;
    wish.kind = SourceKind::Camera;
    wish.cameraId = camera.id;
    wish.cameraName = camera.name;
    wish.cameraSize = size;
    wish.isMirrored = m_isMirrored;
    m_desk.look(wish);
}

void CameraMenu::mirror(bool isMirrored) {
    m_isMirrored = isMirrored;
    if (m_shown.kind != SourceKind::Camera) return;
    SourceWish wish = m_shown;
    wish.isMirrored = isMirrored;
    m_desk.look(wish);
}

}  // namespace msao::ui
