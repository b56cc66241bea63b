// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ask/answer_tokens.h"
#include "ui/export/entropy_figure.h"
#include "ui/export/figure_file.h"
#include "ui/export/transcript.h"
#include "ui/tokens/token_rows.h"

#include <QBuffer>
#include <QLocale>

namespace msao::ui {
namespace {

QString element(const QString& name, const QString& content) {
    return QStringLiteral("<%1>").arg(name) + content + QStringLiteral("</%1>").arg(name);
}

QString className(TokenMark mark) {
    switch (mark) {
        case TokenMark::Accepted:
            return QStringLiteral("accepted");
        case TokenMark::Corrected:
            return QStringLiteral("corrected");
        case TokenMark::Rejected:
            return QStringLiteral("rejected");
        case TokenMark::Cloud:
            return QStringLiteral("cloud");
        case TokenMark::Unverified:
            return QStringLiteral("unverified");
        case TokenMark::Drafted:
            return QStringLiteral("drafted");
    }
    return {};
}

QString colours(const Theme& theme) {
    QString rules = QStringLiteral("--page:%1;--panel:%2;--line:%3;--text:%4;--second:%5;")
                        .arg(theme.background.name(), theme.panel.name(), theme.hairline.name(), theme.text.name(),
                             theme.secondary.name());
    for (const TokenMark mark : kTokenMarks)
        rules += QStringLiteral("--%1:%2;").arg(className(mark), colourOf(theme, mark).name());
    return rules;
}

QString styleSheet() {
    QString rules = QStringLiteral(":root{color-scheme:light dark;%1}").arg(colours(themeOf(ThemeName::Light)));
    rules += QStringLiteral("@media screen and (prefers-color-scheme:dark){:root{%1}}")
                 .arg(colours(themeOf(ThemeName::Dark)));
    rules += QStringLiteral(
        "body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 Inter,'Noto Sans CJK SC',sans-serif}"
        "main{max-width:60rem;margin:0 auto;padding:1.5rem}"
        "section{background:var(--panel);border-radius:10px;padding:1.25rem 1.5rem;margin:1rem 0}"
        "h1{font-size:1.4rem}h2{font-size:1.15rem;margin:0 0 .75rem}"
        ".answer{font-size:1.35rem;line-height:1.9;white-space:pre-wrap;overflow-wrap:anywhere}"
        ".answer sup{font-size:.55em;margin:0 .1em}.answer del{color:var(--rejected);font-size:.75em;margin:0 .15em}"
        "table{border-collapse:collapse;margin:.75rem 0}th{font-weight:400;color:var(--second);text-align:left;"
        "padding:.1rem 1.5rem .1rem 0}td{font-variant-numeric:tabular-nums;overflow-wrap:anywhere}"
        "img{max-width:100%;border:1px solid var(--line);border-radius:6px}footer{color:var(--second)}"
        "footer span{margin-right:1.2em;white-space:nowrap}"
        "@media print{body{background:none;font-size:10pt}main{max-width:none;padding:0}"
        "section{border:1px solid var(--line);break-inside:avoid}}");
    for (const TokenMark mark : kTokenMarks) {
        rules += QStringLiteral(".%1 sup,.%1>b{color:var(--%1)}").arg(className(mark));
        rules += QStringLiteral(".%1{border-bottom:2px %2 var(--%1)}")
                     .arg(className(mark),
                          mark == TokenMark::Unverified ? QStringLiteral("dotted") : QStringLiteral("solid"));
    }
    return rules;
}

QString htmlReason(const RequestState& request, const AnswerToken& token) {
    if (token.draft) return TokenReasons::ofDraft(request, request.drafts[*token.draft]);
    return TokenReasons::ofCloudToken(request, token);
}

QString htmlAnswer(const RequestState& request, const TokenTexts& texts) {
    QString flow;
    for (const FlowToken& token : answerTokens(request, texts)) {
        const bool isInAnswer = token.position < request.answer.size();
        if (!token.struckText.isEmpty()) flow += element(QStringLiteral("del"), token.struckText.toHtmlEscaped());
        // The space before a word stays outside, so that its line begins with the word.
        qsizetype space = 0;
        while (space < token.text.size() && token.text[space].isSpace()) ++space;
        const QString why = isInAnswer ? htmlReason(request, request.answer[token.position]) : QString();
        flow += token.text.left(space).toHtmlEscaped();
        flow += QStringLiteral("<span class=\"") + className(token.mark) + QStringLiteral("\" title=\"") +
                why.toHtmlEscaped() + QStringLiteral("\">") + token.text.mid(space).toHtmlEscaped() +
                element(QStringLiteral("sup"), TokenMarkNames::symbol(token.mark)) + QStringLiteral("</span>");
    }
    return flow.isEmpty() ? Transcript::noAnswer().toHtmlEscaped() : flow;
}

QString htmlTable(const QList<Transcript::Fact>& facts) {
    QString rows;
    for (const auto& [name, value] : facts)
        rows += element(QStringLiteral("tr"), element(QStringLiteral("th"), name.toHtmlEscaped()) +
                                                  element(QStringLiteral("td"), value.toHtmlEscaped()));
    return element(QStringLiteral("table"), rows);
}

/// As a picture within the page. None where nothing was drafted.
QString figureAddress(const Figure& figure, ThemeName theme) {
    FigureStyle style = figureStyle(FigurePreset::Page);
    style.theme = theme;
    QBuffer svg;
    svg.open(QIODevice::WriteOnly);
    if (!FigureFile::writeSvg(figure, style, svg)) return {};
    return QStringLiteral("data:image/svg+xml;base64,") + QString::fromLatin1(svg.data().toBase64());
}

QString htmlEntropy(const RequestState& request) {
    const EntropyFigure figure(&request);
    const QString light = figureAddress(figure, ThemeName::Light);
    if (light.isEmpty()) return {};
    return QStringLiteral("<picture><source media=\"screen and (prefers-color-scheme:dark)\" srcset=\"") +
           figureAddress(figure, ThemeName::Dark) + QStringLiteral("\"><img src=\"") + light +
           QStringLiteral("\" alt=\"") + figure.heading().toHtmlEscaped() + QStringLiteral("\"></picture>");
}

QString htmlLegend() {
    QString marks;
    for (const TokenMark mark : kTokenMarks)
        marks += QStringLiteral("<span class=\"") + className(mark) + QStringLiteral("\">") +
                 element(QStringLiteral("b"), TokenMarkNames::symbol(mark)) + QLatin1Char(' ') +
                 TokenMarkNames::name(mark).toHtmlEscaped() + QStringLiteral("</span>");
    return element(QStringLiteral("footer"), marks);
}

}  // namespace

engine::Status HtmlTranscript::write(const ExportSource& source, QIODevice& out) {
    const RunState& run = source.run.whole();
    const QString title = Transcript::title().toHtmlEscaped();
    QString page = element(QStringLiteral("h1"), title) + htmlTable(Transcript::runFacts(run));
    if (run.requests.isEmpty()) page += element(QStringLiteral("p"), Transcript::noQuestion().toHtmlEscaped());
    for (const RequestState& request : run.requests) {
        if (!source.tells(request)) continue;
        page += QStringLiteral("<section>") + element(QStringLiteral("h2"), request.question().toHtmlEscaped()) +
                QStringLiteral("<div class=\"answer\">") + htmlAnswer(request, source.run.texts()) +
                QStringLiteral("</div>") + htmlTable(Transcript::facts(request)) + htmlEntropy(request) +
                QStringLiteral("</section>\n");
    }
    // Even if a text slipped through, nothing is run or fetched.
    const QString head =
        QStringLiteral(
            "<!DOCTYPE html>\n<html lang=\"%1\"><head><meta charset=\"utf-8\">"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
            "img-src data:\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>")
            .arg(QLocale().bcp47Name()) +
        title + QStringLiteral("</title><style>") + styleSheet() + QStringLiteral("</style></head><body><main>\n");
    out.write((head + page + htmlLegend() + QStringLiteral("</main></body></html>\n")).toUtf8());
    return engine::Done{};
}

}  // namespace msao::ui
