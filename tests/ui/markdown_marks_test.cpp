// SPDX-License-Identifier: Apache-2.0
#include "ui/ask/markdown_marks.h"

#include <QRandomGenerator>
#include <QStringList>
#include <QTest>

using namespace msao::ui;

namespace {

/// A line that ends before it is "/", a space "_"; bold is "!", italic "~", code "`"; marks are in brackets.
QString spelt(const MarkdownPiece& piece) {
    const QString before = QString(piece.breaks, QLatin1Char('/')) + QString(piece.spaces, QLatin1Char('_'));
    if (piece.kind == PieceKind::Marks) return before + QStringLiteral("(%1)").arg(piece.text);
    if (piece.kind == PieceKind::ItemMark) return before + QStringLiteral("[%1]").arg(piece.text);
    QString style;
    if (piece.style.isBold) style += QLatin1Char('!');
    if (piece.style.isItalic) style += QLatin1Char('~');
    if (piece.style.isCode) style += QLatin1Char('`');
    return before + style + piece.text;
}

QString spelt(const QList<MarkdownPiece>& pieces) {
    QStringList all;
    for (const MarkdownPiece& piece : pieces) all << spelt(piece);
    return all.join(QLatin1Char(' '));
}

QList<MarkdownPiece> read(const QStringList& tokens) {
    MarkdownReader reader;
    QList<MarkdownPiece> pieces;
    for (qsizetype i = 0; i < tokens.size(); ++i)
        pieces += reader.read(tokens[i], tokens.mid(i + 1).join(QString()).left(MarkdownReader::kAhead));
    return pieces;
}

/// Every character that is read with how it is set, and where lines end: what does not depend on the tokens.
QStringList charactersOf(const QList<MarkdownPiece>& pieces) {
    QStringList characters;
    bool isNewLine = false;
    for (const MarkdownPiece& piece : pieces) {
        isNewLine |= piece.breaks > 0;
        if (piece.kind == PieceKind::Marks) continue;
        for (const QChar character : piece.text) {
            MarkdownPiece one{character, piece.kind, piece.style, isNewLine ? 1 : 0, 0, 0};
            characters << spelt(one);
            isNewLine = false;
        }
    }
    return characters;
}

QString textByChance(QRandomGenerator& random) {
    static const QStringList parts = {QStringLiteral("**"), QStringLiteral("*"),    QStringLiteral("***"),
                                      QStringLiteral("`"),  QStringLiteral("``"),   QStringLiteral("```"),
                                      QStringLiteral("\n"), QStringLiteral("\n\n"), QStringLiteral(" "),
                                      QStringLiteral("a"),  QStringLiteral("b c"),  QStringLiteral("- "),
                                      QStringLiteral("#"),  QStringLiteral("12. "), QStringLiteral("红")};
    QString text;
    for (int i = 0; i < 40; ++i) text += parts[random.bounded(static_cast<int>(parts.size()))];
    return text;
}

QStringList cutByChance(const QString& text, QRandomGenerator& random) {
    QStringList tokens;
    for (qsizetype from = 0; from < text.size(); from += tokens.back().size())
        tokens << text.mid(from, 1 + random.bounded(4));
    return tokens;
}

}  // namespace

class MarkdownMarksTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isRead_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("pieces");
        const auto row = [](const char* name, const char* text, const char* pieces) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(pieces);
        };
        row("plain", "a red star", "a _red _star");
        row("bold", "a **red** star", "a _!red _star");
        row("italic", "a *red* star", "a _~red _star");
        row("bold and italic", "***red***", "!~red");
        row("italic in bold", "**a *b* c**", "!a _!~b _!c");
        row("code", "call `a * b` now", "call _`a _`* _`b _now");
        row("code with a tick", "``a`b``", "`a`b");
        row("heading", "# Title\ntext", "_!Title /text");
        row("no heading", "#red", "#red");
        row("bullets", "- one\n  * two", "[•] _one /__[•] _two");
        row("numbers", "12. one\n3) two", "[12.] _one /[3)] _two");
        row("no items", "-5 and 1.5", "-5 _and _1.5");
        row("fence", "```py\nif x:\n  *y*\n```\n*z*", "/`if _`x: /__`*y* //~z");
        row("times", "2 * 3 * 4", "2 _* _3 _* _4");
        row("too many", "****a", "****a");
        row("names", "a_b_c __d__", "a_b_c ___d__");
        row("open to the end of its paragraph", "**red star\n\nblue", "!red _!star //blue");
        row("open code likewise", "`red\n\nblue", "`red //blue");
        row("open in an item", "- *red\n- blue", "[•] _~red /[•] _blue");
        row("empty lines", "a\n\n\n\nb", "a //b");
    }
    void isRead() {
        QFETCH(QString, text);
        QFETCH(QString, pieces);
        QCOMPARE(spelt(read({text})), pieces);
    }

    void aTokenOfNothingButMarksKeepsThem() {
        const QStringList tokens = {QStringLiteral("A"), QStringLiteral(" **"), QStringLiteral("red"),
                                    QStringLiteral("**"), QStringLiteral("\n")};
        QCOMPARE(spelt(read(tokens)), QStringLiteral("A _(**) !red (**) "));
    }

    void whatComesDoesNotChangeWhatWasOpened() {
        const QStringList tokens = {QStringLiteral("**"), QStringLiteral("red"), QStringLiteral(" star"),
                                    QStringLiteral("**"), QStringLiteral(" left")};
        for (qsizetype count = 2; count <= tokens.size(); ++count)
            QVERIFY(spelt(read(tokens.mid(0, count))).startsWith(QStringLiteral("(**) !red")));
    }

    void tokensDoNotMatter() {
        for (quint32 seed = 1; seed <= 500; ++seed) {
            QRandomGenerator random(seed);
            const QString text = textByChance(random);
            const QStringList whole = charactersOf(read({text}));
            const QStringList cut = charactersOf(read(cutByChance(text, random)));
            QVERIFY2(cut == whole, qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(text)));
        }
    }

    void manyMarksAreReadOnce() {
        const QString stars(1'000'000, QLatin1Char('*'));
        const QList<MarkdownPiece> pieces = MarkdownReader().read(stars, {});
        QCOMPARE(pieces.size(), 1);
        QCOMPARE(pieces.front().text, stars);
        QCOMPARE(pieces.front().kind, PieceKind::Words);
    }

    void canBeLeftOut() {
        QCOMPARE(withoutMarkdown(QStringLiteral("# Things\n\n- a **red** `star`\n- 2 * 3\n")),
                 QStringLiteral("Things • a red star • 2 * 3"));
    }
};

QTEST_GUILESS_MAIN(MarkdownMarksTest)
#include "markdown_marks_test.moc"
