// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/image.h"

#include <QByteArray>

namespace msao::cloud {

/// "data:image/png;base64,...": these very pixels.
QByteArray pictureUrl(const engine::RgbImage& image);

}  // namespace msao::cloud
