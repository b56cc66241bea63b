// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/status_chips.h"

#include "ui/link/link_rate.h"
#include "ui/theme/quantities.h"

#include <algorithm>
#include <vector>

namespace msao::ui {
namespace {

constexpr int kBesideWords = 44;  // of a chip: its dot, and its round ends
constexpr int kApart = 8;
constexpr int kLeastWords = 12;

}  // namespace

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

/// What a trace says in English of how a run came about; anything else stays as it is.
QString StatusChips::inWords(const QString& value) {
    if (value == QLatin1String("synthetic")) return tr("synthetic");
    // Not Latin-1: the dot is two bytes here.
    if (value == QStringLiteral("native · CPU")) return tr("edge on the CPU, real speed");
    if (value == QStringLiteral("native · GPU")) return tr("edge on the GPU, real speed");
    const QString scripted = QStringLiteral("scripted: ");
    return value.startsWith(scripted) ? tr("scripted: %1").arg(value.mid(scripted.size())) : value;
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
    const LinkRate rate = linkRate(m_model.shown());
    if (rate.isIdle || !rate.bytesPerSecond) return Chip{theme.cloud, trip};
    return Chip{theme.cloud, tr("%1 · %2").arg(trip, Quantities::rate(*rate.bytesPerSecond))};
}

QList<StatusChips::Chip> StatusChips::chips() const {
    const Theme& theme = look().theme();
    QList<Chip> chips;
    if (m_source.isEmpty() && !m_isLive) return {{theme.unverified, tr("No recording open")}};
    chips.push_back(ofOrigin());
    const QString origin = option(QStringLiteral("source"));
    if (!m_isLive && !origin.isEmpty()) chips.push_back({theme.corrected, inWords(origin)});
    if (const std::optional<Chip> link = ofLink()) chips.push_back(*link);
    if (const QString device = option(QStringLiteral("device_profile")); !device.isEmpty()) {
        // Amber is what is emulated or made up; a machine's own speed is neither.
        const bool isReal = device.startsWith(QLatin1String("native"));
        chips.push_back({isReal ? theme.accepted : theme.corrected, inWords(device)});
    }
    if (m_desk.microphone().state().isOpen) chips.push_back({theme.rejected, tr("microphone open")});
    if (m_desk.state().isScreenRead) chips.push_back({theme.rejected, tr("screen is read")});
    if (m_desk.state().isRecording) chips.push_back({theme.rejected, tr("recording")});
    return chips;
}

/// What is open, recorded or emulated is said in any room: the longest words are shortened until all chips fit.
qreal StatusChips::longestWords(const Ink& ink, const QList<Chip>& chips, qreal room) const {
    std::vector<qreal> widths;
    for (const Chip& chip : chips) widths.push_back(ink.widthOf(chip.text, TextRole::Body));
    std::ranges::sort(widths);
    room -= static_cast<qreal>(widths.size()) * look().px(kBesideWords + kApart);
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const qreal share = room / static_cast<qreal>(widths.size() - i);
        if (widths[i] > share) return std::max<qreal>(share, look().px(kLeastWords));
        room -= widths[i];
    }
    return widths.empty() ? 0 : widths.back();
}

/// As much of it as leaves the chips their room; where they need all of it, the window's frame has the name. Gives
/// where the chips begin.
qreal StatusChips::paintName(Ink& ink, const QRectF& line, qreal chips) const {
    const QString first = QStringLiteral("MSAO");
    const QString rest = QStringLiteral("Studio");
    const qreal firstWidth = ink.widthOf(first, TextRole::Number);
    const qreal restWidth = ink.widthOf(rest, TextRole::Question);
    if (firstWidth + look().px(12) + chips > line.width()) return line.left();
    ink.text(line, Qt::AlignVCenter, first, TextRole::Number, ink.theme().text);
    const qreal behind = line.left() + firstWidth + look().px(6);
    if (firstWidth + restWidth + look().px(34) + chips > line.width()) return behind + look().px(6);
    ink.text(line.adjusted(behind, 0, 0, 0), Qt::AlignVCenter, rest, TextRole::Question, ink.theme().secondary);
    return behind + restWidth + look().px(28);
}

void StatusChips::paintEvent(QPaintEvent*) {
    Ink ink(this, look());
    const QRectF line(0, 0, width(), height() - look().px(8));
    const QList<Chip> all = chips();
    qreal wanted = 0;
    for (const Chip& chip : all) wanted += ink.widthOf(chip.text, TextRole::Body) + look().px(kBesideWords + kApart);
    qreal x = paintName(ink, line, wanted);
    const qreal longest = longestWords(ink, all, line.right() - x);
    for (const Chip& chip : all) {
        const qreal words = std::min(longest, ink.widthOf(chip.text, TextRole::Body));
        const qreal height = look().px(32);
        const QRectF box(x, line.center().y() - height / 2, words + look().px(kBesideWords), height);
        ink.roundedBox(box, ink.theme().panel, 16);
        ink.painter().setBrush(chip.colour);
        ink.painter().drawEllipse(QPointF(box.left() + look().px(17), box.center().y()), look().px(5), look().px(5));
        ink.text(QRectF(box.left() + look().px(30), box.top(), words + 1, height), Qt::AlignVCenter, chip.text,
                 TextRole::Body, ink.theme().text, Shortening::Allowed);
        x = box.right() + look().px(kApart);
    }
}

}  // namespace msao::ui
