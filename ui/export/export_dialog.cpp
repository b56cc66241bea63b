// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_dialog.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace msao::ui {
namespace {

constexpr int kClipRow = static_cast<int>(kExportFormats.size());

QDoubleSpinBox* numberBox(QWidget* parent, double least, double most, int digits, const QString& unit,
                          const QString& name) {
    auto* box = new QDoubleSpinBox(parent);
    box->setRange(least, most);
    box->setDecimals(digits);
    box->setSuffix(unit.isEmpty() ? QString() : QLatin1Char(' ') + unit);
    box->setAccessibleName(name);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    return box;
}

}  // namespace

ExportDialog::ExportDialog(const ExportSource& source, ClipFrames::Picture clipPicture, const Look& look,
                           QWidget* parent)
    : QDialog(parent),
      m_source(source),
      m_clipPicture(std::move(clipPicture)),
      m_formats(new QListWidget(this)),
      m_hint(new QLabel(this)),
      m_message(new QLabel(this)),
      m_progress(new QProgressBar(this)) {
    setWindowTitle(tr("Export"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(look.px(760), look.px(460));
    makeFormats();
    m_hint->setWordWrap(true);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_progress->hide();
    m_progress->setAccessibleName(tr("Pictures written"));
    auto* choices = new QVBoxLayout;
    choices->addWidget(m_hint);
    choices->addWidget(makeFigureOptions());
    choices->addWidget(makeClipOptions());
    choices->addStretch(1);
    choices->addWidget(m_progress);
    choices->addWidget(m_message);
    auto* buttons = new QDialogButtonBox(this);
    // Of our own: Qt's has its word in English where Qt's translations are not installed, and a desktop's dark icon.
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    m_save = buttons->addButton(tr("Save…"), QDialogButtonBox::ActionRole);
    m_save->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ExportDialog::askWhere);
    choices->addWidget(buttons);
    auto* row = new QHBoxLayout(this);
    m_formats->setFixedWidth(look.px(240));
    m_formats->setSpacing(look.px(3));
    row->setContentsMargins(look.px(16), look.px(16), look.px(16), look.px(16));
    row->setSpacing(look.px(16));
    row->addWidget(m_formats);
    row->addLayout(choices, 1);
    connect(m_formats, &QListWidget::currentRowChanged, this, &ExportDialog::showOptions);
    m_tick.setInterval(0);
    connect(&m_tick, &QTimer::timeout, this, &ExportDialog::writeClipFrame);
    m_formats->setCurrentRow(0);
}

void ExportDialog::makeFormats() {
    m_formats->setAccessibleName(tr("What to export"));
    for (const ExportFormat format : kExportFormats) m_formats->addItem(ExportFormats::name(format));
    m_formats->addItem(tr("Clip (PNG pictures)"));
}

QWidget* ExportDialog::makeFigureOptions() {
    m_figureOptions = new QWidget(this);
    auto* form = new QFormLayout(m_figureOptions);
    form->setContentsMargins({});
    const auto chooser = [&](const QString& name) {
        auto* box = new QComboBox(m_figureOptions);
        box->setAccessibleName(name);
        form->addRow(name, box);
        return box;
    };
    m_figure = chooser(tr("Figure"));
    for (const FigureKind kind : kFigureKinds) m_figure->addItem(ExportFormats::figureName(kind), figureKindKey(kind));
    m_preset = chooser(tr("Made for"));
    for (const FigurePreset preset : kFigurePresets)
        m_preset->addItem(ExportFormats::presetName(preset), figurePresetKey(preset));
    m_width = numberBox(m_figureOptions, 20, 1200, 1, tr("mm"), tr("Width"));
    m_height = numberBox(m_figureOptions, 20, 1200, 1, tr("mm"), tr("Height"));
    form->addRow(tr("Width"), m_width);
    form->addRow(tr("Height"), m_height);
    m_font = new QFontComboBox(m_figureOptions);
    m_font->setAccessibleName(tr("Typeface"));
    form->addRow(tr("Typeface"), m_font);
    m_points = numberBox(m_figureOptions, 4, 48, 1, tr("pt"), tr("Size of type"));
    form->addRow(tr("Size of type"), m_points);
    m_theme = chooser(tr("Colours"));
    m_theme->addItem(tr("Light"), themeKey(ThemeName::Light));
    m_theme->addItem(tr("Dark"), themeKey(ThemeName::Dark));
    m_theme->addItem(tr("High contrast"), themeKey(ThemeName::HighContrast));
    connect(m_preset, &QComboBox::currentIndexChanged, this, &ExportDialog::applyPreset);
    applyPreset();
    return m_figureOptions;
}

QWidget* ExportDialog::makeClipOptions() {
    m_clipOptions = new QWidget(this);
    auto* form = new QFormLayout(m_clipOptions);
    form->setContentsMargins({});
    const TraceTimeline& timeline = m_source.run.timeline();
    const double seconds = toMs(timeline.end() - timeline.begin()) / 1000;
    m_from = numberBox(m_clipOptions, 0, seconds, 2, tr("s"), tr("From"));
    m_to = numberBox(m_clipOptions, 0, seconds, 2, tr("s"), tr("To"));
    m_rate = numberBox(m_clipOptions, 1, 60, 0, tr("a second"), tr("Pictures"));
    m_to->setValue(seconds);
    m_rate->setValue(15);
    form->addRow(tr("From"), m_from);
    form->addRow(tr("To"), m_to);
    form->addRow(tr("Pictures"), m_rate);
    return m_clipOptions;
}

void ExportDialog::applyPreset() {
    const FigureStyle style =
        figureStyle(parseFigurePreset(m_preset->currentData().toString()).value_or(FigurePreset::Column));
    m_width->setValue(style.millimetres.width());
    m_height->setValue(style.millimetres.height());
    m_font->setCurrentFont(QFont(style.family));
    m_points->setValue(style.points);
    m_theme->setCurrentIndex(m_theme->findData(themeKey(style.theme)));
}

void ExportDialog::chooseFormat(ExportFormat format) {
    m_formats->setCurrentRow(static_cast<int>(format));
}

void ExportDialog::chooseClip() {
    m_formats->setCurrentRow(kClipRow);
}

void ExportDialog::showOptions() {
    const auto chosen = order();
    const bool isFigure = chosen && (chosen->format == ExportFormat::Svg || chosen->format == ExportFormat::Png);
    m_figureOptions->setVisible(isFigure);
    m_clipOptions->setVisible(!chosen);
    m_hint->setText(chosen ? ExportFormats::hint(chosen->format)
                           : tr("The window through a stretch of the run, a picture a moment, in a new folder."));
    m_message->clear();
}

std::optional<ExportOrder> ExportDialog::order() const {
    const int row = m_formats->currentRow();
    if (row < 0 || row >= kClipRow) return std::nullopt;
    ExportOrder order;
    order.format = kExportFormats[static_cast<std::size_t>(row)];
    order.figure = parseFigureKind(m_figure->currentData().toString()).value_or(FigureKind::Entropy);
    order.style = figureStyle(parseFigurePreset(m_preset->currentData().toString()).value_or(FigurePreset::Column));
    order.style.millimetres = {m_width->value(), m_height->value()};
    order.style.family = m_font->currentFont().family();
    order.style.points = m_points->value();
    order.style.theme = parseTheme(m_theme->currentData().toString()).value_or(ThemeName::Light);
    return order;
}

ClipRange ExportDialog::clipRange() const {
    const TraceTime begin = m_source.run.timeline().begin();
    return {begin + fromMs(m_from->value() * 1000), begin + fromMs(m_to->value() * 1000), m_rate->value()};
}

void ExportDialog::askWhere() {
    if (isWritingClip()) return endClip();
    const auto chosen = order();
    const QString suffix = chosen ? ExportFormats::suffix(chosen->format) : QString();
    auto* dialog = new QFileDialog(this, windowTitle());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    if (chosen) {
        dialog->setNameFilter(QStringLiteral("%1 (*.%2)").arg(ExportFormats::name(chosen->format), suffix));
        dialog->setDefaultSuffix(suffix);
    }
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::save);
    dialog->open();
}

bool ExportDialog::save(const QString& file) {
    if (const auto chosen = order()) return report(exportTo(file, *chosen, m_source), file);
    auto clip = ClipFrames::begin(file, clipRange(), m_clipPicture);
    if (!clip) return report(clip.error(), file);
    m_clip = *std::move(clip);
    m_clipFolder = file;
    m_progress->setRange(0, m_clip->frameCount());
    m_progress->show();
    m_message->clear();
    m_formats->setEnabled(false);
    m_save->setText(tr("Stop"));
    m_tick.start();
    return true;
}

void ExportDialog::writeClipFrame() {
    const engine::Status written = m_clip->writeNext();
    m_progress->setValue(m_clip->framesWritten());
    if (written && !m_clip->isDone()) return;
    endClip();
    report(written, m_clipFolder);
}

void ExportDialog::endClip() {
    m_tick.stop();
    m_clip.reset();
    m_progress->hide();
    m_formats->setEnabled(true);
    m_save->setText(tr("Save…"));
    Q_EMIT clipEnded();
}

bool ExportDialog::report(const engine::Status& status, const QString& file) {
    m_message->setText(status ? tr("Written: %1").arg(QDir::toNativeSeparators(file))
                              : QString::fromStdString(status.error().message));
    return static_cast<bool>(status);
}

void ExportDialog::done(int result) {
    if (isWritingClip()) endClip();
    QDialog::done(result);
}

}  // namespace msao::ui
