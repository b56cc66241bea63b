// SPDX-License-Identifier: Apache-2.0
// A part of the screen as a source; at the boundary to the screen stands one that shows what the test says.
#include "app/studio/live_session.h"

#include <QSignalSpy>
#include <QStyleFactory>
#include <QTest>

using namespace msao;
using namespace msao::app;

namespace {

constexpr QRect kRegion{10, 20, 64, 48};

struct ScreenBook {
    QList<QRect> grabs;
    bool isReadable = true;
};

class FakeScreen final : public ScreenDevice {
public:
    explicit FakeScreen(ScreenBook& book) : m_book(book) {}
    QImage grab(const QRect& region) override {
        m_book.grabs.push_back(region);
        if (!m_book.isReadable) return {};
        QImage image(region.size(), QImage::Format_RGB32);
        image.fill(Qt::green);
        return image;
    }

private:
    ScreenBook& m_book;
};

ui::SourceWish screenWish() {
    ui::SourceWish wish;
    wish.kind = ui::SourceKind::Screen;
    wish.region = kRegion;
    return wish;
}

}  // namespace

class ScreenSourceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
        ui::loadTypeface();
    }

    void init() { m_book = {}; }

    void nothingIsReadBeforeItIsTheSourceOrAfterwards() {
        ui::MainWindow window;
        LiveSession session(window, options());
        session.start();
        QTest::qWait(500);  // more than two grabs' time
        QVERIFY(m_book.grabs.isEmpty());
        QVERIFY(!window.desk().state().isScreenRead);
        window.desk().look(screenWish());
        QTRY_VERIFY_WITH_TIMEOUT(m_book.grabs.size() >= 2, 30'000);
        QVERIFY(window.desk().state().isScreenRead);
        for (const QRect& grab : m_book.grabs) QCOMPARE(grab, kRegion);
        QTRY_COMPARE_WITH_TIMEOUT(window.desk().state().sourceName, QStringLiteral("screen, 64 × 48"), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(window.panels().heatmap().showsPicture(), 30'000);
        window.desk().look({});
        QTRY_VERIFY_WITH_TIMEOUT(!window.desk().state().isScreenRead, 30'000);
        const qsizetype before = m_book.grabs.size();
        QTest::qWait(500);
        QCOMPARE(m_book.grabs.size(), before);
    }

    void aScreenThatCannotBeReadIsToldInWords() {
        m_book.isReadable = false;
        ui::MainWindow window;
        LiveSession session(window, options());
        session.start();
        window.desk().look(screenWish());
        QTRY_COMPARE_WITH_TIMEOUT(m_book.grabs.size(), 1, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(!window.desk().state().isScreenRead, 30'000);
        const auto isTold = [&] {
            return std::ranges::any_of(window.desk().state().notices, [](const ui::Notice& notice) {
                return notice.trouble == ui::Trouble::SourceGone && !notice.words.isEmpty();
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isTold(), 30'000);
    }

    void theSessionsEndIsTheScreensToo() {
        ui::MainWindow window;
        {
            LiveSession session(window, options());
            session.start();
            window.desk().look(screenWish());
            QTRY_VERIFY_WITH_TIMEOUT(!m_book.grabs.isEmpty(), 30'000);
        }
        QVERIFY(!window.desk().state().isScreenRead);
    }

private:
    LiveOptions options() {
        LiveOptions options;
        options.source.kind = ui::SourceKind::None;
        options.screen = [this] { return std::make_unique<FakeScreen>(m_book); };
        return options;
    }

    ScreenBook m_book;
};

QTEST_MAIN(ScreenSourceTest)
#include "screen_source_test.moc"
