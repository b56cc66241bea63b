// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/trace_event.h"

#include <QImage>

#include <functional>

namespace msao::ui {

/// The picture that a probe's frame saw; null where the recording has none. Asked on the GUI thread.
using PictureSource = std::function<QImage(const engine::FrameProbed&)>;

}  // namespace msao::ui
