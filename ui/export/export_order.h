// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export_source.h"
#include "ui/export/figure_file.h"

#include <QCoreApplication>

#include <array>
#include <optional>

namespace msao::ui {

/// What one file of an export holds.
enum class ExportFormat { Csv, Chrome, Markdown, Html, Svg, Png };

inline constexpr std::array kExportFormats = {ExportFormat::Csv,  ExportFormat::Chrome, ExportFormat::Markdown,
                                              ExportFormat::Html, ExportFormat::Svg,    ExportFormat::Png};

/// What is to be exported, and how.
struct ExportOrder {
    ExportFormat format = ExportFormat::Csv;
    FigureKind figure = FigureKind::Entropy;  // of Svg and Png
    FigureStyle style = {};                   //
};

class ExportFormats {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::ExportFormats)

public:
    /// The name on the command line: "csv".
    static QString key(ExportFormat format);
    static std::optional<ExportFormat> parse(const QString& key);
    static QString name(ExportFormat format);
    static QString hint(ExportFormat format);
    static QString suffix(ExportFormat format);
    static QString figureName(FigureKind kind);
    static QString presetName(FigurePreset preset);
};

/// Writes the file whole or not at all; an Error is a sentence for the user.
engine::Status exportTo(const QString& file, const ExportOrder& order, const ExportSource& source);

/// The same of a recording, without a window. `picture` may be empty.
engine::Status exportRecording(const QString& recording, const QString& picture, const ExportOrder& order,
                               const QString& file);

}  // namespace msao::ui
