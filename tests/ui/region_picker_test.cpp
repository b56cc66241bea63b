// SPDX-License-Identifier: Apache-2.0
#include "ui/live/region_picker.h"

#include <QSignalSpy>
#include <QTest>

using namespace msao::ui;

class RegionPickerTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_picker = std::make_unique<RegionPicker>(m_look);
        m_picker->open();
        QVERIFY(QTest::qWaitForWindowExposed(m_picker.get()));
    }

    void whatIsDrawnIsPickedAndTheOverlayGoes() {
        QSignalSpy picked(m_picker.get(), &RegionPicker::picked);
        draw({300, 200}, {100, 80});
        QCOMPARE(picked.size(), 1);
        const QRect region = picked[0][0].toRect().translated(-m_picker->geometry().topLeft());
        QCOMPARE(region, QRect(QPoint(100, 80), QPoint(300, 200)));
        QVERIFY(!m_picker->isVisible());
    }

    void aSlipOfTheMousePicksNothing() {
        QSignalSpy picked(m_picker.get(), &RegionPicker::picked);
        draw({100, 100}, {104, 300});
        QCOMPARE(picked.size(), 0);
        QVERIFY(m_picker->isVisible());
    }

    void escapePicksNothing() {
        QSignalSpy picked(m_picker.get(), &RegionPicker::picked);
        QTest::mousePress(m_picker.get(), Qt::LeftButton, {}, {50, 50});
        QTest::mouseMove(m_picker.get(), {250, 250});
        QTest::keyClick(m_picker.get(), Qt::Key_Escape);
        QTest::mouseRelease(m_picker.get(), Qt::LeftButton, {}, {250, 250});
        QCOMPARE(picked.size(), 0);
        QVERIFY(!m_picker->isVisible());
    }

private:
    void draw(QPoint from, QPoint to) {
        QTest::mousePress(m_picker.get(), Qt::LeftButton, {}, from);
        QTest::mouseMove(m_picker.get(), to);
        QTest::mouseRelease(m_picker.get(), Qt::LeftButton, {}, to);
    }

    Look m_look;
    std::unique_ptr<RegionPicker> m_picker;
};

QTEST_MAIN(RegionPickerTest)
#include "region_picker_test.moc"
