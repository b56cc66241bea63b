// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export_source.h"

class QIODevice;

namespace msao::ui {

/// Every draft and every token of the cloud's own as a row (RFC 4180; point as decimal mark, English names, whatever
/// the window's language). Texts are JSON strings: spaces and line ends stay visible, a row is a line, and no
/// spreadsheet takes one for a formula. What was not measured is empty.
class TokenCsv {
public:
    static engine::Status write(const ExportSource& source, QIODevice& out);
};

}  // namespace msao::ui
