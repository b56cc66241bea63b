// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/microphone_desk.h"

#include "ui/theme/quantities.h"

#include <QLocale>

namespace msao::ui {

void MicrophoneDesk::setState(const MicrophoneState& state) {
    if (m_state == state) return;
    m_state = state;
    Q_EMIT changed();
}

QString MicrophoneDesk::title(const QString& words, double seconds) {
    const QString spoken = tr("Spoken, %1", "how long").arg(Quantities::seconds(seconds * 1000));
    return words.isEmpty() ? spoken : tr("%1 (%2)", "a question; what was spoken with it").arg(words, spoken);
}

QString MicrophoneDesk::noneSuch(const QString& wanted, const QStringList& names) {
    if (names.isEmpty()) return tr("There is no microphone.");
    return tr("There is no microphone “%1”, but: %2.").arg(wanted, QLocale().createSeparatedList(names));
}

QString MicrophoneDesk::reason(MicrophoneState::Deaf deaf) {
    switch (deaf) {
        case MicrophoneState::Deaf::No:
            return {};
        case MicrophoneState::Deaf::NothingRuns:
            return tr("Nothing runs that could listen: begin with the demo or a server.");
        case MicrophoneState::Deaf::ModelLoading:
            return tr("The draft model is being loaded; then it can be seen whether it listens.");
        case MicrophoneState::Deaf::DraftCannotHear:
            return tr("The draft model has no audio encoder, so it cannot listen. Questions can be typed.");
        case MicrophoneState::Deaf::CloudCannotHear:
            return tr("The cloud's model has no audio encoder, so it cannot listen. Questions can be typed.");
    }
    return {};
}

}  // namespace msao::ui
