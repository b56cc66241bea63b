// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace msao::ui {

/// Hold to talk; or press briefly, talk, and press again, for whoever cannot hold a key down.
class TalkSwitch {
public:
    enum class Act { None, Begin, End };

    static constexpr qint64 kBrieflyMs = 350;

    Act press(qint64 nowMs, bool isTalking) {
        m_isPressed = !isTalking;  // the release of a press that ends has nothing left to do
        m_pressedMs = nowMs;
        return isTalking ? Act::End : Act::Begin;
    }
    Act release(qint64 nowMs) {
        const bool wasHeld = m_isPressed && nowMs - m_pressedMs >= kBrieflyMs;
        m_isPressed = false;
        return wasHeld ? Act::End : Act::None;
    }

private:
    bool m_isPressed = false;
    qint64 m_pressedMs = 0;
};

}  // namespace msao::ui
