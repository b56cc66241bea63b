// SPDX-License-Identifier: Apache-2.0
#include "ui/export/transcript.h"
#include "tests/ui/export/exported_run.h"
#include "ui/ask/answer_tokens.h"
#include "ui/theme/look.h"
#include "ui/theme/marks.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QTextDocument>
#include <QXmlStreamReader>

using namespace msao;
using namespace msao::test;
using namespace msao::ui;

class TranscriptTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { loadTypeface(); }
    void markdownSaysWhatWasAskedAndAnswered();
    void markdownObeysNoTextFromOutside();
    void htmlIsOnePageThatFetchesNothing();
    void htmlObeysNoTextFromOutside();
    void draftsAddUpInEveryTranscript();
};

void TranscriptTest::markdownSaysWhatWasAskedAndAnswered() {
    RunModel run;
    run.append(sampleEvents());
    QTextDocument document;
    document.setMarkdown(QString::fromUtf8(exported(run, ExportFormat::Markdown)),
                         QTextDocument::MarkdownDialectGitHub);
    const QString text = document.toPlainText();
    for (const RequestState& request : run.whole().requests) {
        QVERIFY(text.contains(request.question()));
        QVERIFY(text.contains(answerText(request)));
        QVERIFY(text.contains(answerTextWithMarks(request)));
    }
}

void TranscriptTest::markdownObeysNoTextFromOutside() {
    RunModel run;
    run.append(hostileEvents());
    const QString page = QString::fromUtf8(exported(run, ExportFormat::Markdown));
    QVERIFY(!page.isEmpty());
    for (const QString& line : page.split(QLatin1Char('\n'))) {
        QVERIFY2(!line.contains(QLatin1String("<script>")) || line.contains(QLatin1String("\\<script\\>")),
                 qPrintable(line));
        const bool isOurHeading = line.startsWith(QLatin1String("# MSAO")) || line.startsWith(QLatin1String("## "));
        QVERIFY2(!line.startsWith(QLatin1Char('#')) || isOurHeading, qPrintable(line));
        if (line.startsWith(QLatin1String("> "))) continue;
        QVERIFY2(!line.contains(QLatin1String("[x](")), qPrintable(line));
    }
}

void TranscriptTest::htmlIsOnePageThatFetchesNothing() {
    RunModel run;
    run.append(sampleEvents());
    const QByteArray page = exported(run, ExportFormat::Html);
    QVERIFY(page.size() > 10'000);
    for (const char* outside : {"http:", "https:", "url(", "<script", "<link", "@import", "src=\"/", "file:"})
        QVERIFY2(!page.contains(outside), outside);
    for (const char* wanted :
         {"prefers-color-scheme:dark", "@media print", "data:image/svg+xml;base64,", "default-src 'none'"})
        QVERIFY2(page.contains(wanted), wanted);
    for (const TokenMark mark : kTokenMarks) QVERIFY(page.contains(TokenMarkNames::symbol(mark).toUtf8()));
}

void TranscriptTest::htmlObeysNoTextFromOutside() {
    RunModel run;
    run.append(hostileEvents());
    QByteArray page = exported(run, ExportFormat::Html);
    QVERIFY(page.contains("&lt;script&gt;"));
    QVERIFY(!page.contains("<script"));
    // Every tag closes: nothing of the texts opened or closed one.
    page.replace("<!DOCTYPE html>", "").replace("<meta charset=\"utf-8\">", "");
    page.replace("content=\"width=device-width,initial-scale=1\">", "content=\"\"/>")
        .replace("img-src data:\">", "\"/>");
    QXmlStreamReader reader(QString::fromUtf8(page).replace(
        QRegularExpression(QStringLiteral("(<(?:img|source)[^>]*)>")), QStringLiteral("\\1/>")));
    QSet<QString> names;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement) names.insert(reader.name().toString());
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QVERIFY(!names.contains(QStringLiteral("script")));
    QVERIFY(names.contains(QStringLiteral("section")));
}

void TranscriptTest::draftsAddUpInEveryTranscript() {
    RunModel run;
    run.append(sampleEvents());
    for (const RequestState& request : run.whole().requests) {
        QVERIFY(request.counts.addsUp());
        const QString sum = Transcript::draftSum(request.counts);
        std::int64_t total = 0;
        static const QRegularExpression number(QStringLiteral("(\\d+)"));
        auto numbers = number.globalMatch(sum);
        const std::int64_t proposed = numbers.next().captured().toLongLong();
        while (numbers.hasNext()) total += numbers.next().captured().toLongLong();
        QCOMPARE(total, proposed);
        QVERIFY(exported(run, ExportFormat::Html).contains(sum.toUtf8()));
    }
}

QTEST_MAIN(TranscriptTest)
#include "transcript_test.moc"
