// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/look.h"

#include <QFontMetricsF>
#include <QImage>
#include <QTest>

using namespace msao::ui;

namespace {

constexpr QSize kSize{420, 60};
constexpr QPointF kBaseline{10, 40};

/// How much was painted.
int darknessOf(const QImage& image) {
    int darkness = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) darkness += 255 - qGray(image.pixel(x, y));
    }
    return darkness;
}

/// Where anything was painted.
QRect inkOf(const QImage& image) {
    QRect ink;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qGray(image.pixel(x, y)) < 128) ink |= QRect(x, y, 1, 1);
        }
    }
    return ink;
}

template <typename Paint>
QImage painted(const Paint& paint) {
    QImage image(kSize, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setPen(Qt::black);
    paint(painter);
    return image;
}

}  // namespace

class ShapedTextTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { loadTypeface(); }

    void standsWhereThePainterWouldPutIt_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("latin") << QStringLiteral("H 0.41 > θ 0.37, sent fifty");
        QTest::newRow("another typeface within") << QStringLiteral("accepted 已接受 ● fate");
    }
    void standsWhereThePainterWouldPutIt() {
        QFETCH(QString, text);
        const Look look;
        const ShapedText line = look.shaped(TextRole::Question, text);
        const QImage shaped = painted([&](QPainter& painter) { line.draw(painter, kBaseline); });
        const QImage drawn = painted([&](QPainter& painter) {
            painter.setFont(look.font(TextRole::Question));
            painter.drawText(kBaseline, text);
        });
        const QRect a = inkOf(shaped);
        const QRect b = inkOf(drawn);
        QVERIFY(!a.isEmpty());
        QVERIFY(std::abs(a.left() - b.left()) <= 1 && std::abs(a.right() - b.right()) <= 1);
        QVERIFY(std::abs(a.top() - b.top()) <= 1 && std::abs(a.bottom() - b.bottom()) <= 1);
        QCOMPARE(line.width, QFontMetricsF(look.font(TextRole::Question)).horizontalAdvance(text));
    }

    void isCutToItsRoom() {
        const Look look;
        const QString text = QStringLiteral("a sentence that is longer than its room");
        QVERIFY(look.shaped(TextRole::Body, text).width > 120);
        QVERIFY(look.shaped(TextRole::Body, text, 120).width <= 120);
        QVERIFY(look.shaped(TextRole::Body, text, 120).width > 80);
    }

    void isSetInItsStyle() {
        const Look look;
        const auto set = [&look](TextStyle style) {
            const ShapedText line = look.shaped(TextRole::Answer, QStringLiteral("illumination"), {}, style);
            return painted([&](QPainter& painter) { line.draw(painter, kBaseline); });
        };
        const QImage plain = set({});
        QVERIFY(darknessOf(set({.isBold = true})) > darknessOf(plain));
        QVERIFY(set({.isItalic = true}) != plain);
        QVERIFY(set({.isBold = true, .isItalic = true}) != set({.isBold = true}));
        QVERIFY(set({}) == plain);
    }

    void followsTheSizeOfText() {
        Look look;
        const qreal before = look.shaped(TextRole::Body, QStringLiteral("wide")).width;
        look.setUserScale(2);
        QVERIFY(look.shaped(TextRole::Body, QStringLiteral("wide")).width > 1.5 * before);
    }
};

QTEST_MAIN(ShapedTextTest)
#include "shaped_text_test.moc"
