// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edge/capture/microphone.h"
#include "edge/runtime/edge_states.h"
#include "ui/live/live_state.h"
#include "ui/live/microphone_desk.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <optional>

namespace msao::app {

/// Whether this pair can be spoken to.
ui::MicrophoneState::Deaf deafness(const edge::ModelState& model, const edge::LinkState& link);

/// The microphone of a live run, between the window's controls and the edge's device. Lives on the GUI thread.
class LiveMicrophone final : public QObject {
    Q_OBJECT

public:
    LiveMicrophone(ui::MicrophoneDesk& desk, std::unique_ptr<edge::MicrophoneDevice> device, QObject* parent = nullptr);
    /// The controls outlive this, and say that nothing listens.
    ~LiveMicrophone() override;

    void setDeaf(ui::MicrophoneState::Deaf deaf);
    /// What the user should know of it.
    std::optional<ui::Notice> notice() const;
    void dismiss();
    /// The one of that id, or whose name has these words in it. It is not opened before somebody talks.
    void allow(const QString& wanted);

Q_SIGNALS:
    /// By somebody, or by a file.
    void spoken(const msao::engine::Sound& sound);
    void noticeChanged();
    /// The device's name; empty: none is open.
    void openChanged(const QString& name);

private:
    void connectDesk();
    void take(const edge::MicrophoneState& state);
    void showState();
    void give(const QString& file);
    void allowWanted(const QList<ui::MicrophoneChoice>& choices);
    void setNotice(const QString& words);

    ui::MicrophoneDesk& m_desk;
    edge::Microphone m_microphone;
    edge::MicrophoneState m_state;
    ui::MicrophoneState::Deaf m_deaf = ui::MicrophoneState::Deaf::NothingRuns;
    QString m_wanted;    // until it is known what there is
    QString m_notice;    // in words; empty: none
    QThreadPool m_pool;  // its end is waited for first: its work speaks to this object
};

}  // namespace msao::app
