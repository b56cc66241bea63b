// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/talk_button.h"

#include "ui/theme/icons.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace msao::ui {
namespace {

using Deaf = MicrophoneState::Deaf;

constexpr float kSoftestDb = -60;  // where the meter begins
constexpr float kTooLoudDb = -3;
constexpr int kFadeMs = 33;
constexpr float kFadeOfTick = 0.06f;  // of the meter; half a second from full to nothing

float shareOf(float decibels) {
    return std::clamp(1 - decibels / kSoftestDb, 0.0f, 1.0f);
}

}  // namespace

TalkButton::TalkButton(MicrophoneDesk& desk, ActionRegistry& actions, const Look& look, QWidget* parent)
    : QToolButton(parent), m_desk(desk), m_action(*actions.action(CommandId::Talk)), m_look(look) {
    m_clock.start();
    setObjectName(QStringLiteral("talkButton"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_action.setAutoRepeat(false);
    m_fading.setInterval(kFadeMs);
    connect(&m_fading, &QTimer::timeout, this, &TalkButton::fade);
    connect(this, &QToolButton::pressed, this, &TalkButton::press);
    connect(this, &QToolButton::released, this, &TalkButton::release);
    connect(&m_action, &QAction::triggered, this, &TalkButton::press);
    connect(&desk, &MicrophoneDesk::changed, this, &TalkButton::refresh);
    connect(&desk, &MicrophoneDesk::levelChanged, this, &TalkButton::showLevel);
    connect(&look, &Look::changed, this, &TalkButton::refresh);
    // A key's release goes to whatever has the focus.
    QCoreApplication::instance()->installEventFilter(this);
    retranslate();
}

void TalkButton::press() {
    if (!m_desk.canTalk()) return;
    if (!m_desk.state().isAllowed) return Q_EMIT choiceWanted();
    if (m_desk.state().isMuted) return;
    act(m_switch.press(m_clock.elapsed(), m_desk.state().isTalking));
}

void TalkButton::release() {
    act(m_switch.release(m_clock.elapsed()));
}

void TalkButton::act(TalkSwitch::Act act) {
    if (act == TalkSwitch::Act::Begin) m_desk.begin();
    if (act == TalkSwitch::Act::End) m_desk.end();
}

bool TalkButton::isTalkKey(const QKeyEvent& event) const {
    return !event.isAutoRepeat() && QKeySequence(event.keyCombination()) == m_action.shortcut();
}

/// A shortcut says when its key goes down, but not when it comes up. Who leaves the window lets go of it there.
bool TalkButton::eventFilter(QObject* watched, QEvent* event) {
    const bool isTalking = m_desk.state().isTalking;
    if (event->type() == QEvent::KeyRelease && m_isKeyDown && isTalkKey(*static_cast<QKeyEvent*>(event))) {
        m_isKeyDown = false;
        release();
    } else if (event->type() == QEvent::ShortcutOverride) {
        const auto& key = *static_cast<QKeyEvent*>(event);
        if (isTalkKey(key)) m_isKeyDown = true;
        if (isTalking && key.key() == Qt::Key_Escape) {
            m_desk.cancel();
            event->accept();
            return true;
        }
    } else if (event->type() == QEvent::ApplicationStateChange && isTalking &&
               QGuiApplication::applicationState() != Qt::ApplicationActive) {
        m_desk.cancel();
    }
    return QToolButton::eventFilter(watched, event);
}

void TalkButton::showLevel(float decibels) {
    m_level = std::max(m_level, shareOf(decibels));
    m_fading.start();
    update();
}

void TalkButton::fade() {
    m_level = std::max(0.0f, m_level - kFadeOfTick);
    if (m_level == 0) m_fading.stop();
    update();
}

QString TalkButton::words() const {
    const MicrophoneState& state = m_desk.state();
    if (state.deaf == Deaf::DraftCannotHear || state.deaf == Deaf::CloudCannotHear) return tr("No audio encoder");
    if (state.isListening) return tr("Listening…");
    if (state.isTalking) return tr("Opening…");
    return state.isMuted ? tr("Muted") : tr("Hold to talk");
}

QStringList TalkButton::allWords() const {
    const Deaf deaf = m_desk.state().deaf;
    if (deaf == Deaf::DraftCannotHear || deaf == Deaf::CloudCannotHear) return {words()};
    return {tr("Listening…"), tr("Opening…"), tr("Muted"), tr("Hold to talk")};
}

/// The row does not move while one talks.
QSize TalkButton::sizeHint() const {
    const auto widthOf = [this](const QString& words) {
        return fontMetrics().size(Qt::TextShowMnemonic, words).width();
    };
    int widest = 0;
    for (const QString& words : allWords()) widest = std::max(widest, widthOf(words));
    const QSize usual = QToolButton::sizeHint();
    if (toolButtonStyle() == Qt::ToolButtonIconOnly) return usual;
    return {usual.width() - widthOf(text()) + widest, usual.height()};
}

void TalkButton::refresh() {
    const MicrophoneState& state = m_desk.state();
    const bool isOff = state.isMuted || !m_desk.canTalk();
    const QColor& colour = m_desk.canTalk() ? m_look.theme().text : m_look.theme().secondary;
    setIcon(ui::icon(isOff ? QStringLiteral("microphone-off") : QStringLiteral("microphone"), colour));
    setText(words());
    setEnabled(m_desk.canTalk());
    m_action.setEnabled(m_desk.canTalk());
    const QString keys = m_action.shortcut().toString(QKeySequence::NativeText);
    const QString hint =
        state.isMuted ? tr("The microphone is muted: it is closed, and stays so until it is not muted any more.")
        : state.isAllowed
            ? tr("Hold to talk, or press, talk and press again. %1: %2", "key, then the microphone's name")
                  .arg(keys, state.name)
            : tr("Hold to talk (%1). No microphone is open before you have chosen one.").arg(keys);
    setToolTip(m_desk.canTalk() ? hint : MicrophoneDesk::reason(state.deaf));
    setAccessibleDescription(toolTip());
    if (!state.isListening) m_level = 0;
    updateGeometry();
    update();
}

void TalkButton::retranslate() {
    setAccessibleName(tr("Hold to talk"));
    refresh();
}

void TalkButton::paintEvent(QPaintEvent* event) {
    QToolButton::paintEvent(event);
    const MicrophoneState& state = m_desk.state();
    if (!state.isOpen && !state.isListening) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const Theme& theme = m_look.theme();
    if (state.isOpen) {
        painter.setBrush(theme.rejected);
        painter.drawEllipse(QPointF(m_look.px(12), m_look.px(11)), m_look.px(4), m_look.px(4));
    }
    if (!state.isListening) return;
    const QRectF meter(m_look.px(12), height() - m_look.px(8), width() - m_look.px(24), m_look.px(4));
    painter.setBrush(theme.hairline);
    painter.drawRoundedRect(meter, meter.height() / 2, meter.height() / 2);
    painter.setBrush(m_level >= shareOf(kTooLoudDb) ? theme.corrected : theme.accepted);
    const QRectF filled(meter.topLeft(), QSizeF(meter.width() * static_cast<qreal>(m_level), meter.height()));
    painter.drawRoundedRect(filled, meter.height() / 2, meter.height() / 2);
}

}  // namespace msao::ui
