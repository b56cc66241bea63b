// SPDX-License-Identifier: Apache-2.0
#include "ui/ask/race_board.h"

#include "ui/theme/quantities.h"

#include <QImage>
#include <QLocale>
#include <QScopeGuard>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <utility>

using namespace msao;
using namespace msao::ui;

namespace {

class Board final : public QWidget {
public:
    Board(const Look& look, QList<RaceRow> rows, int width = 800) : m_look(look), m_rows(std::move(rows)) {
        resize(width, 200);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        Ink ink(this, m_look);
        RaceBoard::paint(ink, rect(), m_rows);
    }

private:
    const Look& m_look;
    QList<RaceRow> m_rows;
};

class RaceLine final : public QWidget {
public:
    RaceLine(const Look& look, QList<RaceRow> rows, int width) : m_look(look), m_rows(std::move(rows)) {
        resize(width, 40);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        Ink ink(this, m_look);
        RaceBoard::paintLine(ink, rect(), m_rows);
    }

private:
    const Look& m_look;
    QList<RaceRow> m_rows;
};

RaceRow rowOf(engine::Mode mode, double elapsedMs, bool isCurrent) {
    RaceRow row;
    row.mode = mode;
    row.elapsedMs = elapsedMs;
    row.isCurrent = isCurrent;
    return row;
}

/// The first line that has a point of that colour; -1: none has.
int firstLineOf(const QImage& picture, const QColor& colour) {
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            if (picture.pixel(x, y) == colour.rgb()) return y;
        }
    }
    return -1;
}

}  // namespace

class RaceBoardTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aModeKeepsItsColourAndItsPlaceWhicheverIsTheCurrentOne() {
        using engine::Mode;
        Board first(m_look, {rowOf(Mode::CloudOnly, 300, true), rowOf(Mode::Msao, 400, false)});
        Board then(m_look, {rowOf(Mode::Msao, 400, true), rowOf(Mode::CloudOnly, 500, false)});
        const QImage before = first.grab().toImage();
        const QImage after = then.grab().toImage();
        const int msao = firstLineOf(before, RaceBoard::colourOf(m_look.theme(), Mode::Msao));
        const int cloud = firstLineOf(before, RaceBoard::colourOf(m_look.theme(), Mode::CloudOnly));
        QVERIFY2(msao >= 0 && msao < cloud, qPrintable(QStringLiteral("%1, %2").arg(msao).arg(cloud)));
        QCOMPARE(firstLineOf(after, RaceBoard::colourOf(m_look.theme(), Mode::Msao)), msao);
        QCOMPARE(firstLineOf(after, RaceBoard::colourOf(m_look.theme(), Mode::CloudOnly)), cloud);
    }

    void rivalsDifferInColour() {
        using engine::Mode;
        QSet<QRgb> colours;
        for (const Mode mode : {Mode::Msao, Mode::CloudOnly, Mode::EdgeOnly, Mode::Sync, Mode::PerLlm})
            colours.insert(RaceBoard::colourOf(m_look.theme(), mode).rgb());
        QCOMPARE(colours.size(), qsizetype{5});
    }

    void whatIsSaidOfTheAnswersIsNeverHalfASentence() {
        using engine::Mode;
        RaceRow rival = rowOf(Mode::CloudOnly, 400, false);
        rival.isSameAnswer = false;
        for (const int width : {400, 480, 600, 800}) {
            Board board(m_look, {rowOf(Mode::Msao, 300, true), rival}, width);
            const TextLedger ledger;
            QVERIFY(!board.grab().isNull());
            const auto said = std::ranges::find_if(
                ledger.entries(), [](const PaintedText& text) { return text.text.contains(QStringLiteral("answer")); });
            QVERIFY(said != ledger.entries().end());
            QCOMPARE(said->bounds.width(), m_look.shaped(TextRole::Body, said->text).width);
        }
    }

    void modesThatAnsweredDifferentlyAreListedAsTheLanguageListsThings() {
        using engine::Mode;
        RaceRow cloudOnly = rowOf(Mode::CloudOnly, 400, false);
        RaceRow edgeOnly = rowOf(Mode::EdgeOnly, 500, false);
        cloudOnly.isSameAnswer = edgeOnly.isSameAnswer = false;
        Board board(m_look, {rowOf(Mode::Msao, 300, true), cloudOnly, edgeOnly}, 1200);
        const QLocale before;
        const auto restore = qScopeGuard([&before] { QLocale::setDefault(before); });
        for (const auto& [locale, list] : {std::pair{QStringLiteral("de"), QStringLiteral("%1 und %2")},
                                           std::pair{QStringLiteral("zh_CN"), QStringLiteral("%1和%2")}}) {
            QLocale::setDefault(QLocale(locale));
            const TextLedger ledger;
            QVERIFY(!board.grab().isNull());
            const QString modes = list.arg(Quantities::mode(Mode::EdgeOnly), Quantities::mode(Mode::CloudOnly));
            const auto saysSo = [&modes](const PaintedText& text) { return text.text.endsWith(modes); };
            QVERIFY2(std::ranges::any_of(ledger.entries(), saysSo), qPrintable(modes));
        }
    }

    void howManyTokensItIsIsLeftOutFirst() {
        using engine::Mode;
        RaceRow own = rowOf(Mode::Msao, 300, true);
        own.tokens = 4321;
        const QString tokens = QLocale().toString(qlonglong(own.tokens));
        bool isLeftOut = false;  // at which width depends on the machine's fonts
        for (int width = 800; !isLeftOut && width > 200; width -= 10) {
            Board board(m_look, {own, rowOf(Mode::CloudOnly, 400, false)}, width);
            const TextLedger ledger;
            QVERIFY(!board.grab().isNull());
            const auto says = [&ledger](const QString& words) {
                return std::ranges::any_of(ledger.entries(),
                                           [&words](const PaintedText& text) { return text.text == words; });
            };
            isLeftOut = !says(tokens);
            QVERIFY(says(RaceBoard::tr("tok/s")));
            QVERIFY(says(RaceBoard::tr("cloud")));
            QVERIFY(!isLeftOut || width < 800);
        }
        QVERIFY(isLeftOut);
    }

    void aLineHasEveryModeThatFitsWithItsTime() {
        using engine::Mode;
        RaceRow rival = rowOf(Mode::CloudOnly, 400, false);
        rival.isSameAnswer = true;
        const QStringList narrow{RaceBoard::tr("Race"), Quantities::mode(Mode::Msao), Quantities::seconds(300)};
        QStringList wide = narrow;
        wide << Quantities::mode(Mode::CloudOnly) << Quantities::seconds(400) << RaceBoard::tr("same, token for token");
        for (const auto& [width, words] : {std::pair{220, narrow}, std::pair{800, wide}}) {
            RaceLine line(m_look, {rowOf(Mode::Msao, 300, true), rival}, width);
            const TextLedger ledger;
            QVERIFY(!line.grab().isNull());
            QStringList painted;
            for (const PaintedText& text : ledger.entries()) {
                painted << text.text;
                QVERIFY2(!text.isCut && text.bounds.right() <= width, qPrintable(text.text));
            }
            QCOMPARE(painted, words);
        }
    }

private:
    Look m_look;
};

QTEST_MAIN(RaceBoardTest)
#include "race_board_test.moc"
