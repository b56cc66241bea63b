// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/live_microphone.h"

#include <utility>

namespace msao::app {

using Deaf = ui::MicrophoneState::Deaf;
using ModelStage = edge::ModelState::Stage;

Deaf deafness(const edge::ModelState& model, const edge::LinkState& link) {
    if (model.stage == ModelStage::Loading) return Deaf::ModelLoading;
    if (model.stage != ModelStage::Ready) return Deaf::NothingRuns;
    if (!model.hears) return Deaf::DraftCannotHear;
    if (link.server && !protocol::hasFeature(link.server->features, protocol::Feature::PcmAudio))
        return Deaf::CloudCannotHear;
    return Deaf::No;
}

LiveMicrophone::LiveMicrophone(ui::MicrophoneDesk& desk, std::unique_ptr<edge::MicrophoneDevice> device,
                               QObject* parent)
    : QObject(parent), m_desk(desk), m_microphone(std::move(device)) {
    connect(&m_microphone, &edge::Microphone::stateChanged, this, &LiveMicrophone::take);
    connect(&m_microphone, &edge::Microphone::recorded, this, &LiveMicrophone::spoken);
    connect(&m_microphone, &edge::Microphone::levelChanged, this,
            [this](const edge::AudioLevel& level) { m_desk.setLevel(level.rmsDb); });
    connect(&m_microphone, &edge::Microphone::listed, this, [this](const QList<edge::MicrophoneChoice>& microphones) {
        QList<ui::MicrophoneChoice> choices;
        for (const edge::MicrophoneChoice& microphone : microphones)
            choices.push_back({microphone.id, microphone.name});
        if (!m_wanted.isEmpty()) allowWanted(choices);
        Q_EMIT m_desk.listed(choices);
    });
    connectDesk();
}

LiveMicrophone::~LiveMicrophone() {
    m_desk.setState({});
}

void LiveMicrophone::connectDesk() {
    using Desk = ui::MicrophoneDesk;
    connect(&m_desk, &Desk::listWanted, &m_microphone, &edge::Microphone::list);
    connect(&m_desk, &Desk::forbidden, &m_microphone, &edge::Microphone::forbid);
    connect(&m_desk, &Desk::muteWanted, &m_microphone, &edge::Microphone::setMuted);
    connect(&m_desk, &Desk::endWanted, &m_microphone, &edge::Microphone::end);
    connect(&m_desk, &Desk::cancelWanted, &m_microphone, &edge::Microphone::cancel);
    connect(&m_desk, &Desk::soundGiven, this, &LiveMicrophone::give);
    connect(&m_desk, &Desk::beginWanted, this, [this] {
        if (m_deaf == Deaf::No) m_microphone.begin();
        setNotice(m_state.words);  // again, where it hangs still
    });
    connect(&m_desk, &Desk::allowed, this, [this](const ui::MicrophoneChoice& choice) {
        m_microphone.allow({choice.id, choice.name});
    });
}

void LiveMicrophone::allow(const QString& wanted) {
    m_wanted = wanted;
    m_microphone.list();
}

void LiveMicrophone::allowWanted(const QList<ui::MicrophoneChoice>& choices) {
    const QString wanted = std::exchange(m_wanted, {});
    QStringList names;
    for (const ui::MicrophoneChoice& choice : choices) {
        if (choice.id == wanted.toUtf8() || choice.name.contains(wanted, Qt::CaseInsensitive))
            return m_microphone.allow({choice.id, choice.name});
        names << choice.name;
    }
    setNotice(ui::MicrophoneDesk::noneSuch(wanted, names));
}

void LiveMicrophone::setDeaf(Deaf deaf) {
    if (m_deaf == deaf) return;
    m_deaf = deaf;
    if (m_deaf != Deaf::No) m_microphone.cancel();
    showState();
}

void LiveMicrophone::take(const edge::MicrophoneState& state) {
    const edge::MicrophoneState before = std::exchange(m_state, state);
    showState();
    if (before.isOpen != state.isOpen) Q_EMIT openChanged(state.isOpen ? state.name : QString());
    if (before.words != state.words) setNotice(state.words);
}

void LiveMicrophone::showState() {
    ui::MicrophoneState shown;
    shown.deaf = m_deaf;
    shown.isAllowed = m_state.isAllowed;
    shown.isMuted = m_state.isMuted;
    shown.isTalking = m_state.isBegun;
    shown.isListening = m_state.isListening;
    shown.isOpen = m_state.isOpen;
    shown.id = m_state.id;
    shown.name = m_state.name;
    m_desk.setState(shown);
}

/// A long file is read where nobody waits for it.
void LiveMicrophone::give(const QString& file) {
    if (m_deaf != Deaf::No) return setNotice(ui::MicrophoneDesk::reason(m_deaf));
    setNotice({});
    m_pool.start([this, file] {
        auto sound = engine::readSound(file.toStdString());
        QMetaObject::invokeMethod(
            this,
            [this, sound = std::move(sound)] {
                if (!sound) return setNotice(QString::fromStdString(sound.error().message));
                Q_EMIT spoken(*sound);
            },
            Qt::QueuedConnection);
    });
}

std::optional<ui::Notice> LiveMicrophone::notice() const {
    if (m_notice.isEmpty()) return std::nullopt;
    return ui::Notice{ui::Trouble::MicrophoneFault, m_notice};
}

void LiveMicrophone::dismiss() {
    setNotice({});
}

void LiveMicrophone::setNotice(const QString& words) {
    if (m_notice == words) return;
    m_notice = words;
    Q_EMIT noticeChanged();
}

}  // namespace msao::app
