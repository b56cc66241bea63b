// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/clip_frames.h"
#include "ui/export/export_order.h"
#include "ui/theme/look.h"

#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QFontComboBox>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

#include <memory>

namespace msao::ui {

/// Chooses what is exported and how, and writes it. What went wrong, or where the file is, stands in the dialog. A clip
/// is written picture by picture, so the window goes on meanwhile, and it can be stopped.
class ExportDialog final : public QDialog {
    Q_OBJECT

public:
    /// `source` outlives the dialog.
    ExportDialog(const ExportSource& source, ClipFrames::Picture clipPicture, const Look& look, QWidget* parent);

    /// None: a clip.
    std::optional<ExportOrder> order() const;
    ClipRange clipRange() const;
    /// Of a clip: the folder. Gives false, and says why, where it could not be written or begun.
    bool save(const QString& file);
    bool isWritingClip() const { return m_tick.isActive(); }
    QString message() const { return m_message->text(); }
    void chooseFormat(ExportFormat format);
    void chooseClip();

Q_SIGNALS:
    /// A clip has ended, whole or not.
    void clipEnded();

protected:
    void done(int result) override;

private:
    void makeFormats();
    QWidget* makeFigureOptions();
    QWidget* makeClipOptions();
    void showOptions();
    void applyPreset();
    void askWhere();
    void writeClipFrame();
    void endClip();
    bool report(const engine::Status& status, const QString& file);

    const ExportSource& m_source;
    ClipFrames::Picture m_clipPicture;
    QListWidget* m_formats;
    QLabel* m_hint;
    QWidget* m_figureOptions = nullptr;
    QComboBox* m_figure = nullptr;
    QComboBox* m_preset = nullptr;
    QDoubleSpinBox* m_width = nullptr;
    QDoubleSpinBox* m_height = nullptr;
    QFontComboBox* m_font = nullptr;
    QDoubleSpinBox* m_points = nullptr;
    QComboBox* m_theme = nullptr;
    QWidget* m_clipOptions = nullptr;
    QDoubleSpinBox* m_from = nullptr;
    QDoubleSpinBox* m_to = nullptr;
    QDoubleSpinBox* m_rate = nullptr;
    QLabel* m_message;
    QProgressBar* m_progress;
    QPushButton* m_save = nullptr;
    QTimer m_tick;
    std::unique_ptr<ClipFrames> m_clip;
    QString m_clipFolder;
};

}  // namespace msao::ui
