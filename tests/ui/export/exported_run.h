// SPDX-License-Identifier: Apache-2.0
// The run that exports are made of in tests, and what comes out.
#pragma once

#include "msao/engine/result.h"
#include "tests/ui/sample_run.h"
#include "ui/export/export_order.h"
#include "ui/run/run_model.h"

#include <QByteArray>
#include <QStringList>

#include <string>
#include <vector>

namespace msao::test {

inline const std::string kHostile = "</span><script>alert(1)</script> \"'&`# [x](http://x) \n> * \x80";

/// The sample, with every text that comes from outside replaced by one that wants to be markup.
std::vector<engine::TraceEvent> hostileEvents();

QByteArray exported(const ui::RunModel& run, ui::ExportFormat format, ui::FigureKind figure = ui::FigureKind::Entropy);
QStringList sentencesOf(const engine::Status& status);

}  // namespace msao::test
