// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export_source.h"

class QIODevice;

namespace msao::ui {

/// The run for ui.perfetto.dev, by the engine's own exporter, so that it is what `msao trace export` makes of the
/// recording of the same run.
class ChromeTrace {
public:
    static engine::Status write(const ExportSource& source, QIODevice& out);
};

}  // namespace msao::ui
