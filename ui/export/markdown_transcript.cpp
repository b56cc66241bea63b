// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ask/answer_tokens.h"
#include "ui/export/transcript.h"

#include <QIODevice>

namespace msao::ui {
namespace {

/// No character of it is markup.
QString escaped(const QString& text) {
    static const QString special = QStringLiteral("\\`*_{}[]()<>#+-.!|~&$");
    QString safe;
    for (const QChar character : text) {
        if (special.contains(character)) safe += QLatin1Char('\\');
        safe += character.isSpace() ? QLatin1Char(' ') : character;
    }
    return safe;
}

/// An answer may be Markdown itself and stays so, within its quotation: HTML is shown, not obeyed, and whatever is left
/// open ends with the quotation.
QString quotation(QString text) {
    text.replace(QLatin1Char('&'), QStringLiteral("&amp;"));
    text.replace(QLatin1Char('<'), QStringLiteral("&lt;"));
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    text.replace(QLatin1Char('\r'), QLatin1Char('\n'));
    text.replace(QLatin1Char('\n'), QStringLiteral("\n> "));
    return QStringLiteral("> ") + text + QStringLiteral("\n");
}

QString markdownTable(const QList<Transcript::Fact>& facts) {
    QString text = QStringLiteral("| | |\n|---|---|\n");
    for (const auto& [name, value] : facts)
        text += QStringLiteral("| ") + escaped(name) + QStringLiteral(" | ") + escaped(value) + QStringLiteral(" |\n");
    return text;
}

QString markdownLegend() {
    QStringList marks;
    for (const TokenMark mark : kTokenMarks)
        marks << TokenMarkNames::symbol(mark) + QLatin1Char(' ') + escaped(TokenMarkNames::name(mark));
    return marks.join(QStringLiteral(" · "));
}

}  // namespace

engine::Status MarkdownTranscript::write(const ExportSource& source, QIODevice& out) {
    const RunState& run = source.run.whole();
    QString page = QStringLiteral("# ") + escaped(Transcript::title()) + QStringLiteral("\n\n");
    if (const auto facts = Transcript::runFacts(run); !facts.isEmpty())
        page += markdownTable(facts) + QLatin1Char('\n');
    if (run.requests.isEmpty()) page += escaped(Transcript::noQuestion()) + QLatin1Char('\n');
    for (const RequestState& request : run.requests) {
        if (!source.tells(request)) continue;
        const QString answer = answerText(request);
        page += QStringLiteral("## ") + escaped(request.question()) + QStringLiteral("\n\n");
        page += quotation(answer.isEmpty() ? Transcript::noAnswer() : answer) + QLatin1Char('\n');
        if (!request.answer.isEmpty()) page += escaped(answerTextWithMarks(request)) + QStringLiteral("\n\n");
        page += markdownTable(Transcript::facts(request)) + QLatin1Char('\n');
    }
    page += QStringLiteral("---\n\n") + markdownLegend() + QLatin1Char('\n');
    out.write(page.toUtf8());
    return engine::Done{};
}

}  // namespace msao::ui
