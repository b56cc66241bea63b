// SPDX-License-Identifier: Apache-2.0
#include "ui/live/camera_menu.h"

#include <QSignalSpy>
#include <QTest>

namespace msao::ui {

class CameraMenuTest final : public QObject {
    Q_OBJECT

    LiveDesk m_desk;
    QList<SourceWish> m_wishes;

    /// The one of that name, in the menu or below it.
    static QAction* actionOf(const QMenu& menu, const QString& name) {
        for (QAction* action : menu.actions()) {
            if (action->text() == name && !action->menu()) return action;
            if (QAction* below = action->menu() ? actionOf(*action->menu(), name) : nullptr) return below;
        }
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase() {
        connect(&m_desk, &LiveDesk::sourceWanted, this, [this](const SourceWish& wish) { m_wishes.push_back(wish); });
    }
    void init() {
        LiveState attached;
        attached.isAttached = true;
        m_desk.setState(attached);
        m_wishes.clear();
    }

    void looksForCamerasWhenItIsOpenedAndNotBefore() {
        CameraMenu menu(m_desk);
        QSignalSpy wanted(&m_desk, &LiveDesk::camerasWanted);
        QCOMPARE(wanted.count(), 0);
        Q_EMIT menu.aboutToShow();
        QCOMPARE(wanted.count(), 1);
        Q_EMIT m_desk.camerasListed({});
        QCOMPARE(menu.actions().size(), 1);
        QVERIFY(!menu.actions().constFirst()->isEnabled());
        QVERIFY(m_wishes.isEmpty());
    }

    void offersEachCameraAtTheSizesThatItKnows() {
        CameraMenu menu(m_desk);
        Q_EMIT m_desk.camerasListed(
            {{"a", QStringLiteral("Front"), {{640, 480}, {1280, 720}}}, {"b", QStringLiteral("Back"), {}}});
        actionOf(menu, QStringLiteral("1280 × 720"))->trigger();
        actionOf(menu, QStringLiteral("At its usual size"))->trigger();
        actionOf(menu, QStringLiteral("Back"))->trigger();
        QCOMPARE(m_wishes.size(), 3);
        QCOMPARE(m_wishes[0].kind, SourceKind::Camera);
        QCOMPARE(m_wishes[0].cameraId, QByteArray("a"));
        QCOMPARE(m_wishes[0].cameraSize, QSize(1280, 720));
        QVERIFY(m_wishes[1].cameraSize.isEmpty());
        QCOMPARE(m_wishes[2].cameraId, QByteArray("b"));
    }

    void whatWasListedBeforeIsGone() {
        CameraMenu menu(m_desk);
        for (int times = 0; times < 3; ++times)
            Q_EMIT m_desk.camerasListed({{"a", QStringLiteral("Front"), {{640, 480}}}});
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(menu.findChildren<QMenu*>().size(), 1);
    }

    void mirrorsTheCameraThatIsShownAndTheNext() {
        CameraMenu menu(m_desk);
        const QList<CameraChoice> cameras{{"b", QStringLiteral("Back"), {}}};
        Q_EMIT m_desk.camerasListed(cameras);
        actionOf(menu, QStringLiteral("Mirrored"))->trigger();
        QVERIFY(m_wishes.isEmpty());  // nothing is opened by it
        actionOf(menu, QStringLiteral("Back"))->trigger();
        QVERIFY(m_wishes.constLast().isMirrored);
        Q_EMIT m_desk.camerasListed(cameras);
        QVERIFY(actionOf(menu, QStringLiteral("Mirrored"))->isChecked());
        actionOf(menu, QStringLiteral("Mirrored"))->trigger();
        QCOMPARE(m_wishes.size(), 2);
        QVERIFY(!m_wishes.constLast().isMirrored);
        QCOMPARE(m_wishes.constLast().cameraId, QByteArray("b"));
    }
};

}  // namespace msao::ui

QTEST_MAIN(msao::ui::CameraMenuTest)
#include "camera_menu_test.moc"
