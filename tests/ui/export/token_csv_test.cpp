// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/export/exported_run.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QTest>

#include <utility>

using namespace msao;
using namespace msao::test;
using namespace msao::ui;

namespace {

/// By RFC 4180.
QList<QByteArrayList> parseCsv(const QByteArray& text) {
    QList<QByteArrayList> rows(1);
    QByteArray field;
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char character = text[i];
        if (isQuoted && character == '"' && i + 1 < text.size() && text[i + 1] == '"') {
            field += text[++i];
        } else if (character == '"') {
            isQuoted = !isQuoted;
        } else if (!isQuoted && character == ',') {
            rows.back() << std::exchange(field, {});
        } else if (!isQuoted && character == '\r') {
            rows.back() << std::exchange(field, {});
        } else if (!isQuoted && character == '\n') {
            rows.push_back({});
        } else {
            field += character;
        }
    }
    rows.pop_back();
    return rows;
}

}  // namespace

class TokenCsvTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void csvHasARowForEveryDraftAndEveryTokenOfTheCloud();
    void csvStaysOneRowATokenWhateverTheTextsAre();
    void csvIsTheSameInEveryLanguage();
};

void TokenCsvTest::csvHasARowForEveryDraftAndEveryTokenOfTheCloud() {
    RunModel run;
    run.append(sampleEvents());
    const auto rows = parseCsv(exported(run, ExportFormat::Csv));
    qsizetype expected = 1;
    for (const RequestState& request : run.whole().requests)
        expected += request.drafts.size() + static_cast<qsizetype>(request.counts.cloud);
    QCOMPARE(rows.size(), expected);
    const qsizetype mark = rows[0].indexOf("mark");
    QHash<QByteArray, std::int64_t> marks;
    for (qsizetype i = 1; i < rows.size(); ++i) {
        QCOMPARE(rows[i].size(), rows[0].size());
        ++marks[rows[i][mark]];
    }
    RunCounts counts;
    for (const RequestState& request : run.whole().requests) {
        counts.accepted += request.counts.accepted;
        counts.corrected += request.counts.corrected;
        counts.rejected += request.counts.rejected;
        counts.cloud += request.counts.cloud;
    }
    QVERIFY(counts.corrected > 0);
    QCOMPARE(marks["accepted"], counts.accepted);
    QCOMPARE(marks["corrected"], counts.corrected);
    QCOMPARE(marks["rejected"], counts.rejected);
    QCOMPARE(marks["cloud"], counts.cloud);
}

void TokenCsvTest::csvStaysOneRowATokenWhateverTheTextsAre() {
    RunModel run;
    run.append(hostileEvents());
    const QByteArray text = exported(run, ExportFormat::Csv);
    const auto rows = parseCsv(text);
    QCOMPARE(text.count('\n'), rows.size());
    const qsizetype column = rows[0].indexOf("text");
    int seen = 0;
    for (qsizetype i = 1; i < rows.size(); ++i) {
        QCOMPARE(rows[i].size(), rows[0].size());
        if (rows[i][column].isEmpty()) continue;
        const QByteArray list = '[' + rows[i][column] + ']';
        QCOMPARE(QJsonDocument::fromJson(list).array().at(0).toString(), QString::fromStdString(kHostile));
        ++seen;
    }
    QVERIFY(seen > 10);
}

void TokenCsvTest::csvIsTheSameInEveryLanguage() {
    RunModel run;
    run.append(sampleEvents());
    const QByteArray english = exported(run, ExportFormat::Csv);
    QLocale::setDefault(QLocale(QStringLiteral("de")));
    const QByteArray german = exported(run, ExportFormat::Csv);
    QLocale::setDefault(QLocale::c());
    QVERIFY(english == german);
}

QTEST_MAIN(TokenCsvTest)
#include "token_csv_test.moc"
