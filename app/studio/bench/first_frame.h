// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/main_window.h"

#include <QObject>

#include <optional>

namespace msao::app {

/// Says, once, when the window has shown a picture or its map, in milliseconds since the program was started, and ends
/// the program.
class FirstFrameWatch final : public QObject {
    Q_OBJECT

public:
    explicit FirstFrameWatch(ui::MainWindow& window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    const ui::HeatmapView& m_heatmap;
    bool m_hasShown = false;
};

/// Goes to the first picture of a recording, at whose beginning none has been looked at. Where there is none it stays.
void showFirstPicture(ui::RunModel& model);

/// Starts the program with these arguments, and gives what FirstFrameWatch says there; absent if it said nothing.
std::optional<double> firstFrameOf(const QString& program, const QStringList& arguments);

}  // namespace msao::app
