// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/question_line.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMimeData>

#include <algorithm>

namespace msao::ui {
namespace {

constexpr int kMostCharacters = 2000;

}  // namespace

QuestionLine::QuestionLine(LiveDesk& desk, QWidget* parent) : QLineEdit(parent), m_desk(desk) {
    setMaxLength(kMostCharacters);
    setClearButtonEnabled(true);
    connect(this, &QLineEdit::returnPressed, this, &QuestionLine::submit);
    connect(&desk, &LiveDesk::editWanted, this, [this](const QString& question) {
        setText(question);
        setFocus();
    });
    connect(this, &QLineEdit::textEdited, this, [this](const QString& text) {
        m_place = m_desk.questions().size();
        m_desk.type(text);
    });
}

/// The question stays in the line, chosen: it is edited and asked again, or typed over.
void QuestionLine::submit() {
    if (text().trimmed().isEmpty()) return;
    m_desk.ask(text());
    m_place = m_desk.questions().size();
    selectAll();
}

QString QuestionLine::takeUnasked() {
    const QString words = text().trimmed();
    const bool wasAsked = !m_desk.questions().isEmpty() && m_desk.questions().back() == words;
    if (wasAsked) return {};
    clear();
    return words;
}

void QuestionLine::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Up) return walk(-1);
    if (event->key() == Qt::Key_Down) return walk(1);
    if (event->matches(QKeySequence::Paste) && pastePicture()) return;
    QLineEdit::keyPressEvent(event);
}

void QuestionLine::walk(int by) {
    const QStringList& questions = m_desk.questions();
    if (m_place >= questions.size()) m_typed = text();
    qsizetype to = std::clamp<qsizetype>(m_place + by, 0, questions.size());
    // What stands here already was asked last: one step is to be seen.
    if (by < 0 && to == questions.size() - 1 && m_place == questions.size() && to > 0 && questions[to] == text()) --to;
    m_place = to;
    setText(m_place == questions.size() ? m_typed : questions[m_place]);
}

bool QuestionLine::pastePicture() {
    const QMimeData* clip = QApplication::clipboard()->mimeData();
    if (!clip || !clip->hasImage()) return false;
    SourceWish wish;
    wish.kind = SourceKind::Still;
    wish.image = qvariant_cast<QImage>(clip->imageData());
    if (wish.image.isNull()) return false;
    m_desk.look(wish);
    return true;
}

}  // namespace msao::ui
