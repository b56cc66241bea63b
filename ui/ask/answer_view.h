// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ask/earlier_turns.h"
#include "ui/ask/race_rows.h"
#include "ui/ask/token_flow.h"
#include "ui/live/live_desk.h"
#include "ui/run/run_model.h"
#include "ui/theme/panel.h"

#include <QPushButton>

namespace msao::ui {

/// The question and its answer, every token with where it came from; above it what was said before in its
/// conversation; below it the counts that add up, the race against other ways of answering the same question, and what
/// is happening now.
class AnswerView final : public Panel {
    Q_OBJECT

public:
    AnswerView(RunModel& model, LiveDesk& desk, const Look& look, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    /// Scrolls to the newest token again when something comes.
    void followEnd();

Q_SIGNALS:
    /// There is nothing to be seen, and whoever looks wants to know how to begin.
    void startWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    /// The question at hand: the last one asked, or the last one of the conversation that was chosen; null: none.
    const RequestState* subject() const;
    void refresh();
    void retranslate();
    void placeStart();
    void lay();
    void fitType(qreal height);
    enum class RaceForm { None, Line, Board };
    RaceForm raceForm() const;
    bool showsRace() const { return raceForm() == RaceForm::Board; }
    bool namesMarks() const;
    bool showsPhase() const;
    qreal footHeight(Ink& ink, qreal width) const;
    qreal earlierHeight(Ink& ink, const QRectF& room) const;
    qreal paintEarlier(Ink& ink, const QRectF& room);
    qreal paintQuestion(Ink& ink, const QRectF& room);
    QString context() const;
    void paintAnswer(Ink& ink);
    void paintPiece(Ink& ink, const PlacedPiece& piece, QPointF offset) const;
    void paintFlash(Ink& ink, const QRectF& room, qreal scrolled) const;
    void paintFoot(Ink& ink, const QRectF& foot) const;
    QString countInWords(TokenMark mark, std::int64_t count) const;
    enum class Pass { Measure, Paint };
    qreal layCounts(Ink& ink, const QRectF& line, Pass pass) const;
    QString phase() const;
    QString tokenSummary(const FlowToken& token) const;

    RunModel& m_model;
    LiveDesk& m_desk;
    QPushButton* m_start;
    EarlierTurns m_earlier;
    QRectF m_questionRoom;
    TokenFlow m_flow;
    QList<RaceRow> m_race;
    QRectF m_answerRoom;
    TextRole m_type = TextRole::ShortAnswer;  // a longer answer is set smaller, step by step, before it is scrolled
    engine::RequestId m_request = engine::RequestId::None;
    qreal m_scrolled = 0;
    bool m_followsEnd = true;
};

}  // namespace msao::ui
