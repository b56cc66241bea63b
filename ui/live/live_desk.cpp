// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/live_desk.h"

#include <algorithm>
#include <utility>

namespace msao::ui {
namespace {

constexpr qsizetype kMostQuestions = 200;

}  // namespace

void LiveDesk::setState(const LiveState& state) {
    m_told = state;
    showState();
}

void LiveDesk::refuse(const QString& why) {
    if (std::exchange(m_refusal, why) != why) showState();
}

void LiveDesk::help(Trouble trouble, Remedy remedy) {
    if (trouble == Trouble::NotTaken) return refuse({});
    Q_EMIT remedyWanted(trouble, remedy);
}

void LiveDesk::showState() {
    LiveState state = m_told;
    // Before all else: it answers what somebody has just done.
    if (!m_refusal.isEmpty()) state.notices.prepend({Trouble::NotTaken, m_refusal});
    if (m_state == state) return;
    m_state = std::move(state);
    Q_EMIT changed();
}

QString LiveDesk::demoQuestion() {
    return QStringLiteral("Describe the scene.");
}

/// In English whatever the window's language: that is what the models of the demo were taught.
QStringList LiveDesk::presets() const {
    return {demoQuestion(),
            QStringLiteral("How many things are there?"),
            QStringLiteral("Where is the star?"),
            QStringLiteral("What colour is the circle?"),
            QStringLiteral("Which shape is the red thing?"),
            QStringLiteral("Is the star left of the circle?"),
            QStringLiteral("Is there a red square?"),
            QStringLiteral("Who is the president?")};
}

void LiveDesk::ask(const QString& question) {
    const QString text = question.trimmed();
    if (text.isEmpty() || !m_state.isAttached) return;
    refuse({});
    if (m_questions.isEmpty() || m_questions.back() != text) {
        m_questions.push_back(text);
        if (m_questions.size() > kMostQuestions) m_questions.removeFirst();
        Q_EMIT questionsChanged();
    }
    if (std::exchange(m_isBrowsing, false)) Q_EMIT conversationChanged();
    Q_EMIT asked(text);
}

void LiveDesk::askAgain() {
    if (m_state.isAttached && m_state.hasAsked) Q_EMIT againWanted();
}

void LiveDesk::race() {
    if (m_state.isAttached && m_state.hasAsked) Q_EMIT raceWanted();
}

engine::Mode LiveDesk::rival() const {
    using engine::Mode;
    if (m_rival != m_tuning.mode) return m_rival;
    return m_tuning.mode == Mode::CloudOnly ? Mode::Msao : Mode::CloudOnly;
}

void LiveDesk::setRival(engine::Mode rival) {
    m_rival = rival;
    Q_EMIT rivalChanged();
}

void LiveDesk::tune(const Tuning& tuning) {
    if (m_tuning == tuning) return;
    const Tuning before = m_tuning;
    m_tuning = tuning;
    Q_EMIT tuned(before, tuning);
    if (before.mode != tuning.mode) Q_EMIT rivalChanged();
}

void LiveDesk::beginConversation() {
    chooseConversation(m_lastConversation + 1);
}

void LiveDesk::beginBehind(std::uint64_t last) {
    if (last < m_lastConversation) return;
    m_conversation = m_lastConversation = last + 1;
    Q_EMIT conversationChanged();
}

void LiveDesk::chooseConversation(std::uint64_t conversation) {
    if (m_conversation == conversation && m_isBrowsing) return;
    m_conversation = conversation;
    m_lastConversation = std::max(m_lastConversation, conversation);
    m_isBrowsing = true;
    Q_EMIT conversationChanged();
}

void LiveDesk::keepPicture(bool isKept) {
    if (std::exchange(m_keepsPicture, isKept) != isKept) Q_EMIT conversationChanged();
}

void LiveDesk::recordPicture(bool isRecorded) {
    if (std::exchange(m_recordsPicture, isRecorded) != isRecorded) Q_EMIT changed();
}

void LiveDesk::setClipSeconds(int seconds) {
    if (std::exchange(m_clipSeconds, seconds) != seconds) Q_EMIT conversationChanged();
}

void LiveDesk::watch(WatchWish wish) {
    if (wish.question.isEmpty() && !m_questions.isEmpty()) wish.question = m_questions.back();
    wish.isOn = wish.isOn && m_state.isAttached && !wish.question.isEmpty();
    if (wish == m_watch) return;
    m_watch = wish;
    Q_EMIT watchWanted(wish);
    Q_EMIT conversationChanged();
}

}  // namespace msao::ui
