// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/status_chips.h"

#include "ui/theme/quantities.h"

namespace msao::ui {

StatusChips::StatusChips(RunModel& model, LiveDesk& desk, const Look& look, QWidget* parent)
    : Panel(look, parent), m_model(model), m_desk(desk) {
    setAccessibleName(tr("State of the run"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&model, &RunModel::changed, this, [this] { update(); });
    connect(&desk, &LiveDesk::changed, this, [this] { update(); });
    connect(&desk.microphone(), &MicrophoneDesk::changed, this, [this] { update(); });
}

void StatusChips::setSource(const QString& source, bool isLive) {
    m_source = source;
    m_isLive = isLive;
    update();
}

QSize StatusChips::sizeHint() const {
    return {look().px(600), look().px(52)};
}

QString StatusChips::option(const QString& name) const {
    for (const auto& [key, value] : m_model.shown().options) {
        if (key == name) return value;
    }
    return {};
}

StatusChips::Chip StatusChips::ofOrigin() const {
    const Theme& theme = look().theme();
    const QString origin = option(QStringLiteral("source"));
    if (!m_isLive) return {theme.modality, tr("Replay · %1").arg(m_source)};
    return {theme.accepted, origin.isEmpty() ? tr("Live") : tr("Live · %1").arg(origin)};
}

/// Whatever is emulated is said to be, in the same breath as its figures.
std::optional<StatusChips::Chip> StatusChips::ofLink() const {
    const Theme& theme = look().theme();
    const QString emulated = option(QStringLiteral("emulated link"));
    const QList<LinkRecord>& links = m_model.shown().links;
    if (links.isEmpty()) return std::nullopt;
    const LinkRecord& link = links.back();
    if (!link.isConnected)
        return Chip{theme.rejected, emulated == QLatin1String("unplugged") ? tr("Unplugged · local only, unverified")
                                                                           : tr("Cloud lost · local only, unverified")};
    const QString trip =
        link.estimate.rttMs > 0 ? tr("Cloud %1").arg(Quantities::ms(link.estimate.rttMs)) : tr("Cloud");
    // Its rate is what was asked for; an answer's few bytes do not show it.
    if (!emulated.isEmpty()) return Chip{theme.corrected, tr("%1 · emulated: %2").arg(trip, emulated)};
    if (link.estimate.bytesPerSecond <= 0) return Chip{theme.cloud, trip};
    return Chip{theme.cloud, tr("%1 · %2").arg(trip, Quantities::rate(link.estimate.bytesPerSecond))};
}

QList<StatusChips::Chip> StatusChips::chips() const {
    const Theme& theme = look().theme();
    QList<Chip> chips;
    if (m_source.isEmpty() && !m_isLive) return {{theme.unverified, tr("No recording open")}};
    chips.push_back(ofOrigin());
    const QString origin = option(QStringLiteral("source"));
    if (!m_isLive && !origin.isEmpty()) chips.push_back({theme.corrected, origin});
    if (const std::optional<Chip> link = ofLink()) chips.push_back(*link);
    if (const QString device = option(QStringLiteral("device_profile")); !device.isEmpty())
        chips.push_back({theme.corrected, device});
    if (m_desk.microphone().state().isOpen) chips.push_back({theme.rejected, tr("microphone open")});
    if (m_desk.state().isRecording) chips.push_back({theme.rejected, tr("recording")});
    return chips;
}

void StatusChips::paintEvent(QPaintEvent*) {
    Ink ink(this, look());
    const QRectF line(0, 0, width(), height() - look().px(8));
    qreal x = ink.text(line, Qt::AlignVCenter, QStringLiteral("MSAO"), TextRole::Number, ink.theme().text);
    x += look().px(6);
    x += ink.text(line.adjusted(x, 0, 0, 0), Qt::AlignVCenter, QStringLiteral("Studio"), TextRole::Question,
                  ink.theme().secondary);
    x += look().px(28);
    for (const Chip& chip : chips()) {
        const qreal words = ink.widthOf(chip.text, TextRole::Body);
        const qreal height = look().px(32);
        const QRectF box(x, line.center().y() - height / 2, words + look().px(44), height);
        if (box.right() > line.right()) break;
        ink.roundedBox(box, ink.theme().panel, 16);
        ink.painter().setBrush(chip.colour);
        ink.painter().drawEllipse(QPointF(box.left() + look().px(17), box.center().y()), look().px(5), look().px(5));
        ink.text(box.adjusted(look().px(30), 0, 0, 0), Qt::AlignVCenter, chip.text, TextRole::Body, ink.theme().text);
        x = box.right() + look().px(8);
    }
}

}  // namespace msao::ui
