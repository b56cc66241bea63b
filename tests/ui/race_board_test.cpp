// SPDX-License-Identifier: Apache-2.0
#include "ui/ask/race_board.h"

#include <QImage>
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
        for (const int width : {480, 600, 800}) {
            Board board(m_look, {rowOf(Mode::Msao, 300, true), rival}, width);
            const TextLedger ledger;
            QVERIFY(!board.grab().isNull());
            const auto said = std::ranges::find_if(
                ledger.entries(), [](const PaintedText& text) { return text.text.contains(QStringLiteral("answer")); });
            QVERIFY(said != ledger.entries().end());
            QCOMPARE(said->bounds.width(), m_look.shaped(TextRole::Body, said->text).width);
        }
    }

private:
    Look m_look;
};

QTEST_MAIN(RaceBoardTest)
#include "race_board_test.moc"
