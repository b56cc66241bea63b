// SPDX-License-Identifier: Apache-2.0
#include "ui/ask/token_flow.h"

#include <QRandomGenerator>
#include <QTest>

using namespace msao::ui;

namespace {

constexpr qreal kWidth = 300;
constexpr qreal kLineHeight = 50;

QList<FlowToken> tokensOf(const QStringList& texts) {
    QList<FlowToken> tokens;
    for (const QString& text : texts) tokens.push_back({tokens.size(), text, TokenMark::Accepted, {}});
    return tokens;
}

TokenFlow flowOf(const Look& look, const QList<FlowToken>& tokens) {
    TokenFlow flow(look);
    flow.reset(TextRole::Answer, kWidth, kLineHeight);
    flow.setTokens(tokens);
    return flow;
}

QStringList textsByChance(QRandomGenerator& random) {
    static const QStringList parts = {QStringLiteral("**"),        QStringLiteral(" **"),   QStringLiteral("*"),
                                      QStringLiteral("`"),         QStringLiteral(" a"),    QStringLiteral("bcdefg"),
                                      QStringLiteral(" umbrella"), QStringLiteral(".\n\n"), QStringLiteral("-"),
                                      QStringLiteral(" "),         QStringLiteral("红"),    QString(),
                                      QStringLiteral("#"),         QStringLiteral("```"),   QStringLiteral("\n")};
    QStringList texts;
    for (int i = 0; i < 60; ++i) texts << parts[random.bounded(static_cast<int>(parts.size()))];
    return texts;
}

}  // namespace

class TokenFlowTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { loadTypeface(); }

    void aTokenOfNothingButMarksHasAPlace() {
        const Look look;
        const TokenFlow flow = flowOf(
            look, tokensOf({QStringLiteral("A"), QStringLiteral(" **"), QStringLiteral("red"), QStringLiteral("**")}));
        QCOMPARE(flow.placed().size(), 4);
        for (const PlacedPiece& piece : flow.placed()) {
            QVERIFY(piece.box.width() >= 8);
            const PlacedPiece* found = flow.at(piece.box.center());
            QVERIFY(found);
            QCOMPARE(found->token, piece.token);
        }
        QCOMPARE(flow.placed()[1].kind, PieceKind::Marks);
        QVERIFY(flow.placed()[2].style.isBold);
    }

    void marksBesideWordsAreLeftOut() {
        const Look look;
        const TokenFlow flow = flowOf(look, tokensOf({QStringLiteral("**red**")}));
        QCOMPARE(flow.placed().size(), 1);
        QCOMPARE(flow.placed()[0].text, QStringLiteral("red"));
        QCOMPARE(flow.tokenOf(flow.placed()[0]).text, QStringLiteral("**red**"));
    }

    void aLineEndsBehindItsWordsToo() {
        const Look look;
        const TokenFlow flow = flowOf(look, tokensOf({QStringLiteral("Things:\n\n"), QStringLiteral("one")}));
        QCOMPARE(flow.placed()[0].line, 0);
        QCOMPARE(flow.placed()[1].line, 2);
        QCOMPARE(flow.placed()[1].box.left(), 0.0);
    }

    void theLinesOfAnItemBeginWhereItsWordsDo() {
        const Look look;
        QStringList texts = {QStringLiteral("-")};
        for (int i = 0; i < 12; ++i) texts << QStringLiteral(" umbrella");
        texts << QStringLiteral("\n\n") << QStringLiteral("end");
        const TokenFlow flow = flowOf(look, tokensOf(texts));
        const qreal left = flow.placed()[1].box.left();
        QVERIFY(left > flow.placed()[0].box.right());
        int lines = 0;
        for (qsizetype i = 2; i <= 12; ++i) {
            if (flow.placed()[i].line == flow.placed()[i - 1].line) continue;
            QCOMPARE(flow.placed()[i].box.left(), left);
            ++lines;
        }
        QVERIFY(lines > 1);
        QCOMPARE(flow.placed().back().box.left(), 0.0);
    }

    void codeKeepsItsSpaces() {
        const Look look;
        const TokenFlow flow =
            flowOf(look, tokensOf({QStringLiteral("```\n"), QStringLiteral("if\n"), QStringLiteral("    x")}));
        QCOMPARE(flow.placed()[1].box.left(), 0.0);
        QVERIFY(flow.placed()[2].box.left() > 20);
        QVERIFY(flow.placed()[2].style.isCode);
    }

    /// However an answer came, with drafts that were taken back, it stands as if it had come at once.
    void standsAsIfItHadComeAtOnce() {
        const Look look;
        for (quint32 seed = 1; seed <= 60; ++seed) {
            QRandomGenerator random(seed);
            const QStringList texts = textsByChance(random);
            TokenFlow grown = flowOf(look, {});
            for (qsizetype count = 1; count <= texts.size(); ++count) {
                const QStringList sofar = texts.mid(0, count);
                grown.setTokens(tokensOf(sofar + textsByChance(random).mid(0, 4)));
                grown.setTokens(tokensOf(sofar));
                QVERIFY2(grown.placed() == flowOf(look, tokensOf(sofar)).placed(),
                         qPrintable(QStringLiteral("seed %1, %2 tokens").arg(seed).arg(count)));
            }
        }
    }

    void manyMarksAreWords() {
        const Look look;
        const QList<FlowToken> tokens = tokensOf(QStringList(50'000, QStringLiteral("*")));
        TokenFlow flow = flowOf(look, {});
        for (qsizetype count = 500; count <= tokens.size(); count += 500) flow.setTokens(tokens.mid(0, count));
        QCOMPARE(flow.placed().size(), tokens.size());
        for (const PlacedPiece& piece : flow.placed()) {
            QCOMPARE(piece.kind, PieceKind::Words);
            QVERIFY(piece.box.right() <= kWidth);
        }
    }
};

QTEST_MAIN(TokenFlowTest)
#include "token_flow_test.moc"
