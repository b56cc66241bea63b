// SPDX-License-Identifier: Apache-2.0
#include "ui/link/link_sliders.h"
#include "ui/link/link_dock.h"
#include "ui/live/link_presets.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

using namespace msao::ui;

class LinkSlidersTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneThatIsMovedAsksForThatLink() {
        LinkSliders sliders(m_look);
        QSignalSpy moved(&sliders, &LinkSliders::moved);
        sliders.take(QStringLiteral("400mbit,20ms"));
        QCOMPARE(moved.count(), 0);
        QCOMPARE(sliders.profile(), QStringLiteral("400mbit,20ms"));
        const QList<QSlider*> all = sliders.findChildren<QSlider*>();
        QCOMPARE(all.size(), qsizetype{3});
        all[1]->setValue(25);
        all[2]->setValue(2);
        QCOMPARE(moved.count(), 2);
        QCOMPARE(moved.last()[0].toString(), QStringLiteral("400mbit,25ms,loss=2%"));
    }

    void whatElseTheLinkIsStays() {
        LinkSliders sliders(m_look);
        sliders.take(QStringLiteral("8mbit,80ms,jitter=30ms,loss=1%"));
        sliders.findChildren<QSlider*>()[1]->setValue(90);
        QCOMPARE(sliders.profile(), QStringLiteral("8mbit,90ms,jitter=30ms,loss=1%"));
        sliders.take(LinkPresets::unplugged());
        QCOMPARE(sliders.profile(), QStringLiteral("8mbit,90ms,jitter=30ms,loss=1%"));
    }

    void nothingIsAskedForWhileOneIsPulled() {
        LinkSliders sliders(m_look);
        QSignalSpy moved(&sliders, &LinkSliders::moved);
        QSlider* rate = sliders.findChildren<QSlider*>().front();
        rate->setSliderDown(true);
        rate->setValue(0);
        rate->setValue(1);
        sliders.take(QStringLiteral("400mbit,90ms"));  // something else of the run has changed meanwhile
        QCOMPARE(moved.count(), 0);
        rate->setSliderDown(false);
        QCOMPARE(moved.count(), 1);
        QCOMPARE(moved[0][0].toString(), QStringLiteral("2mbit,20ms"));
    }

    void aLinkOfOnesOwnStandsOnceBesideThePresets() {
        RunModel model;
        LiveDesk desk;
        LinkDock dock(model, desk, m_look);
        const auto* presets = dock.findChild<QComboBox*>();
        const int before = presets->count();
        LiveState state;
        state.isAttached = true;
        state.place = QStringLiteral("loopback");
        for (const char* asked : {"100mbit,25ms", "100mbit,35ms"}) {
            state.link = QLatin1String(asked);
            desk.setState(state);
            QCOMPARE(presets->count(), before + 1);
            QCOMPARE(presets->currentText(), state.link);
        }
        QSignalSpy wanted(&desk, &LiveDesk::linkWanted);
        dock.findChildren<QSlider*>()[2]->setValue(3);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].toString(), QStringLiteral("100mbit,35ms,loss=3%"));
        state.link = QStringLiteral("200mbit,20ms");
        desk.setState(state);
        QCOMPARE(presets->count(), before);
    }

private:
    Look m_look;
};

QTEST_MAIN(LinkSlidersTest)
#include "link_sliders_test.moc"
