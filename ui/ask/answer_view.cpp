// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ask/answer_view.h"

#include "ui/ask/answer_tokens.h"
#include "ui/ask/fresh_start_words.h"
#include "ui/ask/race_board.h"
#include "ui/theme/quantities.h"

#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace msao::ui {
namespace {

constexpr double kFlashMs = 700;        // of the run's own time, so that a replay flashes as the run did
constexpr double kEarlierShare = 0.34;  // of the panel, for what was said before
constexpr int kLeastLines = 4;          // of the answer, before anything that was said before it has room
constexpr int kLineAir = 14;            // below the smallest type, for the marks
constexpr int kLow = 320;               // a panel that has no room for all that is said of an answer
constexpr int kLowForRace = 340;
constexpr int kLeastForRace = 200;          // in a line
constexpr int kLowForMarks = 360;           // with their names, above a race
constexpr int kLowForPresentedMarks = 400;  // likewise, while it is presented

/// For the marks.
int airBelow(TextRole type) {
    if (type == TextRole::ShortAnswer) return 24;
    if (type == TextRole::Answer) return 20;
    return type == TextRole::LongAnswer ? 16 : kLineAir;
}

}  // namespace

AnswerView::AnswerView(RunModel& model, LiveDesk& desk, const Look& look, QWidget* parent)
    : Panel(look, parent), m_model(model), m_desk(desk), m_start(new QPushButton(this)), m_flow(look) {
    setObjectName(QStringLiteral("answerView"));
    setMouseTracking(true);
    connect(m_start, &QPushButton::clicked, this, &AnswerView::startWanted);
    connect(&model, &RunModel::changed, this, &AnswerView::refresh);
    connect(&model, &RunModel::selectionChanged, this, [this] { update(); });
    connect(&desk, &LiveDesk::changed, this, [this] {
        placeStart();
        update();
    });
    connect(&desk, &LiveDesk::conversationChanged, this, &AnswerView::refresh);
    connect(&look, &Look::changed, this, &AnswerView::lay);
    retranslate();
    lay();
}

void AnswerView::retranslate() {
    setAccessibleName(tr("Answer"));
    m_start->setText(tr("Getting started…"));
    m_start->setAccessibleName(m_start->text());
    placeStart();
}

/// Below the words that say that there is nothing yet; gone as soon as there is, or somebody can ask.
void AnswerView::placeStart() {
    const bool isWanted = !subject() && !m_desk.state().isAttached;
    m_start->setVisible(isWanted);
    if (!isWanted) return;
    m_start->resize(m_start->sizeHint());
    m_start->move((width() - m_start->width()) / 2, height() / 2 + look().px(40));
}

QSize AnswerView::sizeHint() const {
    return {look().px(560), look().px(520)};
}

void AnswerView::followEnd() {
    m_followsEnd = true;
    update();
}

void AnswerView::lay() {
    const QFont font = look().font(m_type);
    m_flow.reset(m_type, std::max(40, width() - 2 * look().px(24)),
                 QFontMetricsF(font).height() + look().px(airBelow(m_type)));
    refresh();
}

const RequestState* AnswerView::subject() const {
    const RunState& run = m_model.shown();
    if (!m_desk.isBrowsing()) return run.current();
    for (qsizetype i = run.requests.size(); i-- > 0;) {
        if (run.requests[i].conversation == m_desk.conversation()) return &run.requests[i];
    }
    return nullptr;
}

void AnswerView::refresh() {
    const RequestState* request = subject();
    placeStart();
    if (request && request->id != m_request) {
        m_request = request->id;
        m_type = TextRole::ShortAnswer;
        return lay();
    }
    m_flow.setTokens(request ? answerTokens(*request, m_model.texts()) : QList<FlowToken>());
    m_race = raceRows(m_model.shown(), m_model.cursor());
    if (request) m_earlier.take(m_model.shown(), *request);
    if (request) setAccessibleDescription(request->question() + QLatin1Char('\n') + answerText(*request));
    update();
}

void AnswerView::resizeEvent(QResizeEvent* event) {
    m_type = TextRole::ShortAnswer;
    lay();
    Panel::resizeEvent(event);
}

void AnswerView::paintEvent(QPaintEvent*) {
    Ink ink(this, look());
    paintSurface(ink);
    const qreal margin = look().px(24);
    const QRectF room = QRectF(rect()).adjusted(margin, look().px(20), -margin, -look().px(16));
    m_questionRoom = {};
    if (!subject()) {
        const bool isNew = m_desk.isBrowsing() && !m_model.shown().requests.isEmpty();
        paintAbsence(ink, room, isNew ? tr("A new conversation") : tr("No question yet"),
                     m_desk.state().isAttached ? tr("Type one below and press Return, or take an example.")
                                               : tr("Try the demo, open a recording, or connect a server."));
        return;
    }
    const qreal top = paintQuestion(ink, room.adjusted(0, paintEarlier(ink, room) - room.top(), 0, 0));
    QRectF foot = room;
    foot.setTop(room.bottom() - footHeight(ink, room.width()));
    paintFoot(ink, foot);
    m_answerRoom = QRectF(room.left(), top, room.width(), foot.top() - look().px(12) - top);
    const RequestState& request = *subject();
    if (request.ended && request.outcome == engine::RequestOutcome::Failed && request.answer.isEmpty())
        return paintAbsence(ink, m_answerRoom, tr("No answer"), request.fault);
    paintAnswer(ink);
}

/// A part of the panel at most, and none of what the question, some lines of its answer and the figures below need.
qreal AnswerView::earlierHeight(Ink& ink, const QRectF& room) const {
    const qreal line = ink.heightOf(TextRole::Question) + look().px(kLineAir);
    const qreal reason = ink.heightOf(TextRole::Label) + look().px(8);
    const qreal between = 2 * look().px(12);
    const qreal needed = (1 + kLeastLines) * line + reason + between + footHeight(ink, room.width());
    return std::clamp(room.height() - needed, 0.0, room.height() * kEarlierShare);
}

/// In a part of the room, so that the answer stays the largest.
qreal AnswerView::paintEarlier(Ink& ink, const QRectF& room) {
    QRectF part = room;
    part.setHeight(earlierHeight(ink, room));
    const qreal top = m_earlier.paint(ink, part);
    const QString words = context();
    if (words.isEmpty()) return top;
    const QRectF line(room.left(), top, room.width(), ink.heightOf(TextRole::Label) + look().px(4));
    ink.text(line, Qt::AlignVCenter, words, TextRole::Label, ink.theme().secondary, Shortening::Allowed);
    return line.bottom() + look().px(4);
}

/// What the question goes on from, or why it goes on from nothing.
QString AnswerView::context() const {
    const RequestState& request = *subject();
    if (const QString why = FreshStartWords::of(request.freshStart); !why.isEmpty()) return why;
    if (request.conversation == 0 || !request.freshStart.isEmpty()) return {};
    if (request.reusedTokens <= 0) return tr("Goes on from what was said.");
    return tr("Goes on from what was said: %n token(s) not read again.", nullptr,
              static_cast<int>(request.reusedTokens));
}

/// In two lines at most, broken between words.
qreal AnswerView::paintQuestion(Ink& ink, const QRectF& room) {
    QString rest = subject()->question();
    QRectF line(room.topLeft(), QSizeF(room.width(), ink.heightOf(TextRole::Question)));
    if (ink.widthOf(rest, TextRole::Question) > line.width()) {
        qsizetype end = rest.lastIndexOf(QLatin1Char(' '));
        while (end > 0 && ink.widthOf(rest.left(end), TextRole::Question) > line.width())
            end = rest.lastIndexOf(QLatin1Char(' '), end - 1);
        if (end > 0) {
            ink.text(line, Qt::AlignLeft, rest.left(end), TextRole::Question, ink.theme().secondary);
            rest = rest.mid(end + 1);
            line.translate(0, line.height());
        }
    }
    ink.text(line, Qt::AlignLeft, rest, TextRole::Question, ink.theme().secondary, Shortening::Allowed);
    m_questionRoom = QRectF(room.topLeft(), line.bottomRight());
    return line.bottom() + look().px(14);
}

void AnswerView::fitType(qreal height) {
    constexpr std::array kSmaller = {std::pair{TextRole::ShortAnswer, TextRole::Answer},
                                     std::pair{TextRole::Answer, TextRole::LongAnswer},
                                     std::pair{TextRole::LongAnswer, TextRole::Question}};
    for (const auto& [from, to] : kSmaller) {
        if (m_type != from || m_flow.height() <= height) continue;
        m_type = to;
        lay();
    }
}

/// An answer that is longer than its room says so, in a line above it, where that line is not its own.
void AnswerView::paintAnswer(Ink& ink) {
    fitType(m_answerRoom.height());
    const qreal remark = ink.heightOf(TextRole::Label) + look().px(4);
    const bool isWhole = m_flow.height() <= m_answerRoom.height();
    const bool saysSo = !isWhole && m_answerRoom.height() >= remark + m_flow.lineHeight();
    if (saysSo) m_answerRoom.setTop(m_answerRoom.top() + remark);
    const QRectF room = m_answerRoom;
    // By whole lines, so that none is cut at the top.
    const qreal overflow = std::max(0.0, m_flow.height() - room.height());
    const qreal hidden = std::min(std::ceil(overflow / m_flow.lineHeight()) * m_flow.lineHeight(),
                                  std::max(0.0, m_flow.height() - m_flow.lineHeight()));
    if (m_followsEnd) m_scrolled = hidden;
    m_scrolled = std::clamp(m_scrolled, 0.0, hidden);
    const int firstLine = static_cast<int>(m_scrolled / m_flow.lineHeight());
    if (firstLine > 0 && saysSo)
        ink.text({room.left(), room.top() - remark, room.width(), remark}, Qt::AlignTop,
                 tr("▲ %n line(s) above", nullptr, firstLine), TextRole::Label, ink.theme().secondary,
                 Shortening::Allowed);
    ink.painter().save();
    // The marks of the smallest type hang out of its last line.
    ink.painter().setClipRect(room.adjusted(-4, 0, 4, look().px(4)));
    const QPointF offset = room.topLeft() - QPointF(0, m_scrolled);
    for (qsizetype i = m_flow.firstOfLine(firstLine); i < m_flow.placed().size(); ++i) {
        const PlacedPiece& piece = m_flow.placed()[i];
        if (piece.box.top() - m_scrolled > room.height()) break;
        paintPiece(ink, piece, offset);
    }
    paintFlash(ink, room, m_scrolled);
    ink.painter().restore();
}

/// Where it came from stands under every piece of a token as a line, and under the first as a mark.
void AnswerView::paintPiece(Ink& ink, const PlacedPiece& piece, QPointF offset) const {
    const FlowToken& token = m_flow.tokenOf(piece);
    const QRectF box = piece.box.translated(offset);
    QPainter& painter = ink.painter();
    const bool isDraft = token.mark == TokenMark::Drafted;
    if (m_model.selection() == token.position)
        ink.roundedBox(box.adjusted(-4, -2, 4, look().px(14)), ink.theme().raised, 6);
    if (piece.text.isEmpty()) return;
    if (piece.style.isCode) painter.fillRect(box, ink.theme().raised);
    const QColor& ordinary = piece.kind == PieceKind::Marks ? ink.theme().secondary : ink.theme().text;
    painter.setPen(isDraft ? ink.theme().unverified : ordinary);
    look()
        .shaped(m_flow.roleOf(piece), piece.text, {}, piece.style)
        .draw(painter, {box.left(), box.top() + m_flow.ascent()});
    const QColor& colour = colourOf(ink.theme(), token.mark);
    const qreal under = box.bottom() + look().px(2);
    painter.setPen(QPen(colour, look().px(3), isDraft ? Qt::DotLine : Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(box.left() + 1, under), QPointF(box.right() - 1, under));
    if (!piece.isFirst) return;
    const qreal size = look().px(token.mark == TokenMark::Accepted ? 7 : 13);
    const QRectF mark(box.center().x() - size / 2, under + look().px(9) - size / 2, size, size);
    drawMark(painter, token.mark, mark, colour);
}

/// Drafts that a verdict has just thrown away, struck through where they would have stood.
void AnswerView::paintFlash(Ink& ink, const QRectF& room, qreal scrolled) const {
    const RequestState& request = *subject();
    if (request.rollbacks.isEmpty() || request.rollbacks.back().discarded == 0) return;
    const RollbackRecord& rollback = request.rollbacks.back();
    const double age = toMs(m_model.cursor() - rollback.time);
    const qreal left = room.height() - (m_flow.height() - scrolled);
    if (age > kFlashMs || request.ended || left < look().px(24)) return;
    QStringList words;
    for (int i = 0; i < std::min(rollback.discarded, 6); ++i)
        words << m_model.texts().label(request.drafts[rollback.firstDraft + i].token);
    const qreal y = room.top() + m_flow.height() - scrolled;
    const QRectF line(room.left(), y, room.width(), std::min(left, qreal(look().px(28))));
    QColor colour = ink.theme().rejected;
    colour.setAlphaF(static_cast<float>(1.0 - 0.6 * age / kFlashMs));
    const qreal mark = look().px(14);
    drawMark(ink.painter(), TokenMark::Rejected, QRectF(line.left(), line.center().y() - mark / 2, mark, mark), colour);
    const QRectF text = line.adjusted(mark + look().px(8), 0, 0, 0);
    const qreal used =
        ink.text(text, Qt::AlignVCenter, words.join(QLatin1Char(' ')), TextRole::Question, colour, Shortening::Allowed);
    ink.painter().setPen(QPen(colour, 2));
    ink.painter().drawLine(QPointF(text.left(), text.center().y()), QPointF(text.left() + used, text.center().y()));
}

/// A race says how long it took, and in a low panel the answer needs the line.
bool AnswerView::showsPhase() const {
    const RequestState& request = *subject();
    if (request.ended && request.outcome != engine::RequestOutcome::EndOfText) return true;
    const bool isLow = height() < look().px(kLow);
    const bool isRaced = raceForm() != RaceForm::None;
    return request.ended ? !(isRaced || isLow) : !(isRaced && isLow);
}

/// A panel that is too low for a race's bars says it in a line. Whoever presents a race wants it seen before anything
/// else.
AnswerView::RaceForm AnswerView::raceForm() const {
    if (m_race.size() < 2 || height() < look().px(kLeastForRace)) return RaceForm::None;
    const bool isLow = height() <= look().px(look().isPresenting() ? kLow : kLowForRace);
    return isLow ? RaceForm::Line : RaceForm::Board;
}

/// In a low panel the marks of the counts stand without their names: the answer needs the lines.
bool AnswerView::namesMarks() const {
    const int lowAboveRace = look().isPresenting() ? kLowForPresentedMarks : kLowForMarks;
    return height() > look().px(showsRace() ? lowAboveRace : kLow);
}

qreal AnswerView::footHeight(Ink& ink, qreal width) const {
    const qreal row = ink.heightOf(TextRole::Body) + look().px(12);
    const RaceForm form = raceForm();
    const qreal board = showsRace() ? RaceBoard::height(ink, m_race.size()) : 0;
    const qreal race = form == RaceForm::Line ? row : board;
    const qreal counts = layCounts(ink, QRectF(0, 0, width, row), Pass::Measure);
    const qreal rule = form != RaceForm::None || showsPhase() ? look().px(10) : 0;
    return counts + rule + race + (showsPhase() ? row : 0);
}

void AnswerView::paintFoot(Ink& ink, const QRectF& foot) const {
    const qreal row = ink.heightOf(TextRole::Body) + look().px(12);
    const qreal counted = layCounts(ink, QRectF(foot.left(), foot.top(), foot.width(), row), Pass::Paint);
    const qreal rule = counted + look().px(6);
    const RaceForm form = raceForm();
    if (form != RaceForm::None || showsPhase()) ink.hairline({foot.left(), rule}, {foot.right(), rule});
    const QRectF race(foot.left(), rule + look().px(4), foot.width(), row);
    if (form == RaceForm::Board) RaceBoard::paint(ink, race, m_race);
    if (form == RaceForm::Line) RaceBoard::paintLine(ink, race, m_race);
    if (showsPhase())
        ink.text(QRectF(foot.left(), foot.bottom() - row, foot.width(), row), Qt::AlignVCenter, phase(), TextRole::Body,
                 ink.theme().secondary, Shortening::Allowed);
}

/// Of the rejected drafts, how many no verdict is about: they were not sent yet when their branch ended, or on their
/// way.
QString AnswerView::countInWords(TokenMark mark, std::int64_t count) const {
    const QString figure = QLocale().toString(qlonglong(count));
    if (!namesMarks()) return figure;
    const std::int64_t late = mark == TokenMark::Rejected ? subject()->counts.late : 0;
    const QString name = TokenMarkNames::name(mark);
    if (late == 0) return tr("%1 %2").arg(name, figure);
    return tr("%1 %2 (%3 too late)").arg(name, figure, QLocale().toString(qlonglong(late)));
}

/// The legend is the statistics: each mark with how many, and that the drafts add up. Gives where it ends.
qreal AnswerView::layCounts(Ink& ink, const QRectF& line, Pass pass) const {
    const RunCounts& counts = subject()->counts;
    const bool keepsUnverified = counts.unverified > 0;
    const std::array entries = {
        std::pair{TokenMark::Accepted, counts.accepted}, std::pair{TokenMark::Corrected, counts.corrected},
        std::pair{TokenMark::Rejected, counts.rejected}, std::pair{TokenMark::Cloud, counts.cloud},
        std::pair{keepsUnverified ? TokenMark::Unverified : TokenMark::Drafted,
                  keepsUnverified ? counts.unverified : counts.waiting}};
    const qreal size = look().px(12);
    const bool isNamed = namesMarks();
    QRectF row = line;
    qreal x = line.left();
    const auto placeFor = [&](qreal width) {
        if (x > line.left() && x + width > line.right()) {
            row.translate(0, line.height());
            x = line.left();
        }
    };
    for (const auto& [mark, count] : entries) {
        const QString words = countInWords(mark, count);
        const qreal width = size + look().px(6) + ink.widthOf(words, TextRole::Body);
        placeFor(width);
        if (pass == Pass::Paint) {
            drawMark(ink.painter(), mark, QRectF(x, row.center().y() - size / 2, size, size),
                     colourOf(ink.theme(), mark));
            ink.text(QRectF(x + size + look().px(6), row.top(), width, row.height()), Qt::AlignVCenter, words,
                     TextRole::Body, ink.theme().text);
        }
        x += width + look().px(16);
    }
    const std::int64_t open = counts.waiting + counts.unverified;
    QString sum = QStringLiteral("%1 + %2 + %3").arg(counts.accepted).arg(counts.corrected).arg(counts.rejected);
    if (open > 0) sum += QStringLiteral(" + %1").arg(open);
    const QString equation = tr("%1 = %2 proposed").arg(sum).arg(counts.proposed);
    // Rather without its last word than in a line of its own.
    const bool isShort = !isNamed && x + ink.widthOf(equation, TextRole::Body) > line.right();
    const QString shown = isShort ? tr("%1 = %2").arg(sum).arg(counts.proposed) : equation;
    placeFor(ink.widthOf(shown, TextRole::Body));
    if (pass == Pass::Paint) {
        ink.text(QRectF(x, row.top(), line.right() - x, row.height()), Qt::AlignVCenter | Qt::AlignRight, shown,
                 TextRole::Body, ink.theme().secondary, Shortening::Allowed);
    }
    return row.bottom();
}

QString AnswerView::phase() const {
    const RequestState& request = *subject();
    if (request.ended) {
        return tr("%1 · %2 · %n token(s)", nullptr, static_cast<int>(request.answer.size()))
            .arg(Quantities::outcome(request.outcome), Quantities::seconds(request.elapsedMs(m_model.cursor())));
    }
    if (request.drafts.isEmpty() && request.answer.isEmpty()) {
        return request.plan ? tr("reading the question") : tr("looking at the picture and planning");
    }
    if (request.drafts.isEmpty()) return tr("the cloud is answering");
    const DraftRecord& draft = request.drafts.back();
    const QString entropy = Quantities::number(draft.normalisedEntropy, 2);
    const QString theta = Quantities::number(draft.theta, 2);
    const QString gate = draft.normalisedEntropy <= draft.theta ? tr("H %1 ≤ θ %2").arg(entropy, theta)
                                                                : tr("H %1 > θ %2, offloaded").arg(entropy, theta);
    int sent = 0;
    for (qsizetype i = request.firstWaitingDraft(); i < request.drafts.size(); ++i)
        sent += request.drafts[i].batch ? 1 : 0;
    const QString doing = sent > 0 ? tr("verifying %n draft(s)", nullptr, sent) : tr("drafting");
    return tr("%1 · step %2 · %3").arg(doing).arg(request.verdicts.size()).arg(gate);
}

/// With its marks of Markdown, whether they are seen or not.
QString AnswerView::tokenSummary(const FlowToken& token) const {
    const QString name = TokenMarkNames::name(token.mark);
    const QString text = token.text.trimmed();
    if (token.struckText.isEmpty()) return tr("%1: %2").arg(text, name);
    return tr("%1: %2, the draft was %3").arg(text, name, token.struckText);
}

void AnswerView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    Panel::changeEvent(event);
}

void AnswerView::wheelEvent(QWheelEvent* event) {
    m_scrolled -= event->angleDelta().y() / 120.0 * m_flow.lineHeight();
    m_followsEnd = m_scrolled >= m_flow.height() - m_answerRoom.height();
    update();
}

void AnswerView::mousePressEvent(QMouseEvent* event) {
    const bool isQuestion = m_questionRoom.contains(event->position()) && subject();
    if (isQuestion) return m_desk.edit(subject()->question());
    if (const auto earlier = m_earlier.questionAt(event->position())) return m_desk.edit(*earlier);
    const PlacedPiece* piece = m_flow.at(event->position() - m_answerRoom.topLeft() + QPointF(0, m_scrolled));
    m_model.select(piece ? std::optional(m_flow.tokenOf(*piece).position) : std::nullopt);
}

bool AnswerView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return Panel::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const PlacedPiece* piece = m_flow.at(QPointF(help->pos()) - m_answerRoom.topLeft() + QPointF(0, m_scrolled));
    const bool isQuestion = m_questionRoom.contains(help->pos()) || m_earlier.questionAt(help->pos());
    if (isQuestion && m_desk.state().isAttached) {
        QToolTip::showText(help->globalPos(), tr("Click to change this question and ask it again"), this);
    } else if (piece) {
        QToolTip::showText(help->globalPos(), tokenSummary(m_flow.tokenOf(*piece)), this);
    }
    return true;
}

}  // namespace msao::ui
