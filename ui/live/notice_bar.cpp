// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/notice_bar.h"

#include <QEvent>
#include <QHBoxLayout>

#include <algorithm>

namespace msao::ui {
namespace {

constexpr int kGap = 10;  // to what stands below

}  // namespace

NoticeBar::NoticeBar(LiveDesk& desk, const Look& look, QWidget* parent)
    : Panel(look, parent),
      m_desk(desk),
      m_words(new QLabel(this)),
      m_remedy(new QPushButton(this)),
      m_dismiss(new QPushButton(this)) {
    setAccessibleName(tr("Notice"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(this);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    // The bar's height is fit()'s: a layout that asks for the height of a narrow label would put the words below it.
    m_words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    row->addWidget(m_words, 1);
    row->addWidget(m_remedy);
    row->addWidget(m_dismiss);
    const auto help = [this](bool dismisses) {
        if (m_desk.state().notices.isEmpty()) return;
        const Trouble trouble = m_desk.state().notices.front().trouble;
        m_desk.help(trouble, dismisses ? Remedy::Dismiss : remedyOf(trouble));
    };
    connect(m_remedy, &QPushButton::clicked, this, [help] { help(false); });
    connect(m_dismiss, &QPushButton::clicked, this, [help] { help(true); });
    connect(&desk, &LiveDesk::changed, this, &NoticeBar::refresh);
    connect(&look, &Look::changed, this, &NoticeBar::dress);
    dress();
    refresh();
}

QString NoticeBar::sentence(Trouble trouble) {
    switch (trouble) {
        case Trouble::ServerFailed:
            return tr("The demo's cloud is not running, so the edge answers alone and nothing is verified.");
        case Trouble::ServerUnusable:
            return tr(
                "The cloud cannot be connected to as it is named, so the edge answers alone. Name it otherwise and "
                "press Connect.");
        case Trouble::ModelFailed:
            return tr(
                "The draft model could not be loaded. Choose another folder in the settings and press Connect; without "
                "a server, start again with --draft.");
        case Trouble::CloudRefused:
            return tr("The cloud does not take this edge. Answers are the edge's own, unverified.");
        case Trouble::CloudGone:
            return tr("The cloud is gone. The edge goes on alone; its tokens are marked unverified until it is back.");
        case Trouble::SourceGone:
            return tr("There is no picture any more.");
        case Trouble::MicrophoneFault:
            return tr("Nothing could be heard.");
        case Trouble::NotTaken:
            return tr("That was not taken.");
        case Trouble::RecordingFailed:
            return tr("The recording ended early; what was written can be opened.");
        case Trouble::Replaying:
            return tr("This is a recording. The live run goes on behind it.");
        case Trouble::Recorded:
            return tr("Recorded, with questions, answers and maps, and the last picture beside it.");
        case Trouble::RecordedWithoutPicture:
            return tr("Recorded, with questions, answers and maps, but without a picture.");
        case Trouble::ModelLoading:
            return tr("The draft model is being loaded.");
        case Trouble::Connecting:
            return tr("Connecting to the cloud.");
    }
    return {};
}

Remedy NoticeBar::remedyOf(Trouble trouble) {
    switch (trouble) {
        case Trouble::ServerFailed:
            return Remedy::StartCloud;
        case Trouble::ServerUnusable:
        case Trouble::ModelFailed:
            return Remedy::OpenSettings;
        case Trouble::CloudRefused:
        case Trouble::CloudGone:
            return Remedy::ConnectNow;
        case Trouble::SourceGone:
            return Remedy::UseScene;
        case Trouble::RecordingFailed:
        case Trouble::Recorded:
        case Trouble::RecordedWithoutPicture:
            return Remedy::OpenRecording;
        case Trouble::Replaying:
            return Remedy::BackToLive;
        case Trouble::MicrophoneFault:
        case Trouble::NotTaken:
        case Trouble::ModelLoading:
        case Trouble::Connecting:
            return Remedy::None;
    }
    return Remedy::None;
}

/// By whoever has read it; all else goes when it is over.
bool NoticeBar::isDismissed(Trouble trouble) {
    return trouble == Trouble::Recorded || trouble == Trouble::RecordedWithoutPicture ||
           trouble == Trouble::RecordingFailed || trouble == Trouble::MicrophoneFault || trouble == Trouble::NotTaken;
}

QString NoticeBar::helpOf(Remedy remedy) {
    switch (remedy) {
        case Remedy::StartCloud:
            return tr("Start it again");
        case Remedy::ConnectNow:
            return tr("Try now");
        case Remedy::UseScene:
            return tr("Use the scene");
        case Remedy::OpenRecording:
            return tr("Open it");
        case Remedy::BackToLive:
            return tr("Back to live");
        case Remedy::OpenSettings:
            return tr("Settings…");
        case Remedy::None:
        case Remedy::Dismiss:
            return {};
    }
    return {};
}

QColor NoticeBar::colour() const {
    const Theme& theme = look().theme();
    if (m_desk.state().notices.isEmpty()) return theme.unverified;
    switch (m_desk.state().notices.front().trouble) {
        case Trouble::ServerFailed:
        case Trouble::ServerUnusable:
        case Trouble::ModelFailed:
        case Trouble::CloudRefused:
        case Trouble::RecordingFailed:
            return theme.rejected;
        case Trouble::CloudGone:
        case Trouble::SourceGone:
        case Trouble::MicrophoneFault:
        case Trouble::NotTaken:
            return theme.corrected;
        case Trouble::Replaying:
            return theme.modality;
        case Trouble::Recorded:
        case Trouble::RecordedWithoutPicture:
            return theme.accepted;
        case Trouble::ModelLoading:
        case Trouble::Connecting:
            return theme.cloud;
    }
    return theme.unverified;
}

void NoticeBar::refresh() {
    m_remedy->setAccessibleName(tr("What helps"));
    m_dismiss->setAccessibleName(tr("Dismiss"));
    const QList<Notice>& notices = m_desk.state().notices;
    if (!notices.isEmpty()) {
        const Notice& notice = notices.front();
        const QString cause = notice.words.trimmed();
        m_words->setText(cause.isEmpty()
                             ? sentence(notice.trouble)
                             : tr("%1 %2", "what happened, then its cause").arg(sentence(notice.trouble), cause));
        const Remedy remedy = remedyOf(notice.trouble);
        m_remedy->setText(helpOf(remedy));
        m_remedy->setVisible(remedy != Remedy::None);
        m_dismiss->setVisible(isDismissed(notice.trouble));
    }
    m_dismiss->setText(tr("Close"));
    fit();
    update();
}

void NoticeBar::dress() {
    layout()->setContentsMargins(look().px(44), look().px(6), look().px(10), look().px(6 + kGap));
    layout()->setSpacing(look().px(10));
    m_words->setFont(look().font(TextRole::Body));
}

/// As many lines as the words need: a tool bar does not ask for them.
void NoticeBar::fit() {
    const QRect room(0, 0, std::max(200, m_words->width()), 10'000);
    const int words = m_words->fontMetrics().boundingRect(room, Qt::TextWordWrap, m_words->text()).height();
    setFixedHeight(std::max(look().px(48), words + look().px(24)) + look().px(kGap));
    layout()->setGeometry(contentsRect());
}

void NoticeBar::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    fit();
}

void NoticeBar::paintEvent(QPaintEvent*) {
    Ink ink(this, look());
    const QRectF box = QRectF(rect()).adjusted(0, 0, 0, -look().px(kGap));
    ink.roundedBox(box, ink.theme().panel, 8);
    ink.painter().setPen(Qt::NoPen);
    ink.painter().setBrush(colour());
    ink.painter().drawEllipse(QPointF(look().px(24), box.center().y()), look().px(5), look().px(5));
}

void NoticeBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) refresh();
    Panel::changeEvent(event);
}

}  // namespace msao::ui
