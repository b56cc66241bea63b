// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/link/link_sliders.h"

#include "ui/theme/quantities.h"

#include <QEvent>
#include <QRegularExpression>
#include <QScopedValueRollback>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace msao::ui {
namespace {

constexpr std::array kMegabits = {1, 2, 5, 8, 10, 20, 50, 100, 200, 300, 400, 1000};
constexpr int kMostRoundTripMs = 400;
constexpr int kRoundTripStepMs = 5;
constexpr int kMostLossPercent = 10;

int nearestRate(double megabits) {
    const auto isNearer = [megabits](int one, int other) {
        return std::abs(one - megabits) < std::abs(other - megabits);
    };
    return static_cast<int>(std::min_element(kMegabits.begin(), kMegabits.end(), isNearer) - kMegabits.begin());
}

int megabitsOf(const QSlider& rate) {
    return kMegabits[static_cast<std::size_t>(rate.value())];
}

}  // namespace

LinkSliders::LinkSliders(const Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_grid(new QGridLayout(this)),
      m_rate(addSlider(static_cast<int>(kMegabits.size()) - 1, 1)),
      m_roundTrip(addSlider(kMostRoundTripMs, kRoundTripStepMs)),
      m_loss(addSlider(kMostLossPercent, 1)) {
    setFocusProxy(m_rate);
    connect(&look, &Look::changed, this, &LinkSliders::dress);
    take(QStringLiteral("300mbit,20ms"));
    retranslate();
    dress();
}

QSlider* LinkSliders::addSlider(int most, int step) {
    auto* slider = new QSlider(Qt::Horizontal, this);
    slider->setRange(0, most);
    slider->setSingleStep(step);
    slider->setPageStep(step);
    auto* name = new QLabel(this);
    name->setBuddy(slider);
    auto* value = new QLabel(this);
    const int row = static_cast<int>(m_rows.size());
    m_grid->addWidget(name, row, 0);
    m_grid->addWidget(slider, row, 1);
    m_grid->addWidget(value, row, 2, Qt::AlignRight);
    m_rows.push_back({name, slider, value});
    // Another link breaks the connection and makes it again: not while somebody still pulls.
    connect(slider, &QSlider::valueChanged, this, [this, slider] {
        if (m_isTaking) return;
        sayValues();
        if (!slider->isSliderDown()) Q_EMIT moved(profile());
    });
    connect(slider, &QSlider::sliderReleased, this, [this] { Q_EMIT moved(profile()); });
    return slider;
}

void LinkSliders::take(const QString& profile) {
    static const QRegularExpression form(QStringLiteral(
        "^(\\d+(?:\\.\\d+)?)mbit,(\\d+(?:\\.\\d+)?)ms((?:,jitter=[^,;]+)?)(?:,loss=(\\d+(?:\\.\\d+)?)%)?$"));
    const QRegularExpressionMatch match = form.match(profile);
    // What is pulled is the user's until it is let go.
    const bool isPulled = std::ranges::any_of(m_rows, [](const Row& row) { return row.slider->isSliderDown(); });
    if (isPulled || !match.hasMatch()) return;
    const QScopedValueRollback<bool> taking(m_isTaking, true);
    m_rate->setValue(nearestRate(match.captured(1).toDouble()));
    m_roundTrip->setValue(qRound(match.captured(2).toDouble()));
    m_jitter = match.captured(3);
    m_loss->setValue(qRound(match.captured(4).toDouble()));
    sayValues();
}

QString LinkSliders::profile() const {
    const QString loss = m_loss->value() > 0 ? QStringLiteral(",loss=%1%").arg(m_loss->value()) : QString();
    return QStringLiteral("%1mbit,%2ms").arg(megabitsOf(*m_rate)).arg(m_roundTrip->value()) + m_jitter + loss;
}

void LinkSliders::sayValues() {
    m_rows[0].value->setText(Quantities::rate(megabitsOf(*m_rate) * 1e6 / 8));
    m_rows[1].value->setText(Quantities::ms(m_roundTrip->value()));
    m_rows[2].value->setText(Quantities::percent(m_loss->value() / 100.0));
}

void LinkSliders::retranslate() {
    const std::array names = {tr("Bandwidth"), tr("Round trip"), tr("Loss")};
    for (std::size_t i = 0; i < names.size(); ++i) {
        m_rows[i].name->setText(names[i]);
        m_rows[i].slider->setAccessibleName(names[i]);
    }
    sayValues();
}

void LinkSliders::dress() {
    m_grid->setContentsMargins(m_look.px(16), m_look.px(12), m_look.px(16), m_look.px(12));
    m_grid->setSpacing(m_look.px(12));
    m_grid->setColumnMinimumWidth(1, m_look.px(200));
    m_grid->setColumnMinimumWidth(2, m_look.px(88));
}

void LinkSliders::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace msao::ui
