// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/status_chips.h"

#include "ui/theme/quantities.h"

namespace msao::ui {

StatusChips::StatusChips(RunModel& model, const Look& look, QWidget* parent) : Panel(look, parent), m_model(model) {
    setAccessibleName(tr("State of the run"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&model, &RunModel::changed, this, [this] { update(); });
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

QList<StatusChips::Chip> StatusChips::chips() const {
    const Theme& theme = look().theme();
    QList<Chip> chips;
    if (m_source.isEmpty()) return {{theme.unverified, tr("No recording open")}};
    chips.push_back({m_isLive ? theme.accepted : theme.modality,
                     m_isLive ? tr("Live · %1").arg(m_source) : tr("Replay · %1").arg(m_source)});
    if (const QString origin = option(QStringLiteral("source")); !origin.isEmpty())
        chips.push_back({theme.corrected, origin});
    if (!m_model.shown().links.isEmpty()) {
        const LinkRecord& link = m_model.shown().links.back();
        const QString figures =
            tr("Cloud %1 · %2")
                .arg(Quantities::ms(link.estimate.rttMs), Quantities::rate(link.estimate.bytesPerSecond));
        chips.push_back(link.isConnected ? Chip{theme.cloud, figures}
                                         : Chip{theme.rejected, tr("Cloud lost · local only, unverified")});
    }
    if (const QString device = option(QStringLiteral("device_profile")); !device.isEmpty())
        chips.push_back({theme.corrected, device});
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
