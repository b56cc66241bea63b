// SPDX-License-Identifier: Apache-2.0
// The tables of tokens and events: what of their rows is seen.
#include "tests/ui/sample_window.h"

#include <QStyleFactory>
#include <QTableView>
#include <QTest>

using namespace msao;
using namespace msao::test;
using namespace msao::ui;

namespace {

std::unique_ptr<MainWindow> windowAtTheEnd() {
    auto window = windowWithSample();
    window->model().setCursor(window->model().timeline().end());
    return window;
}

/// The first row in sight begins in sight, and the last row of all ends in sight. Empty where both is so.
QString faultOf(const QTableView& table) {
    const auto place = [&table](int row) { return table.visualRect(table.model()->index(row, 0)); };
    const int first = table.rowAt(0);
    const int last = table.model()->rowCount() - 1;
    const int height = table.viewport()->height();
    if (first < 0 || last < 8) return QStringLiteral("no rows");
    if (place(first).top() != 0) return QStringLiteral("row %1 is cut by %2 px").arg(first).arg(-place(first).top());
    if (place(last).bottom() + 1 != height)
        return QStringLiteral("the last row ends at %1 of %2").arg(place(last).bottom() + 1).arg(height);
    return {};
}

}  // namespace

class TablesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
        loadTypeface();
    }

    void theNewestRowIsWholeAndSoIsTheTopmost_data() {
        QTest::addColumn<int>("panel");
        QTest::newRow("tokens") << static_cast<int>(PanelId::Tokens);
        QTest::newRow("events") << static_cast<int>(PanelId::Events);
    }
    void theNewestRowIsWholeAndSoIsTheTopmost() {
        QFETCH(int, panel);
        const auto window = windowAtTheEnd();
        QDockWidget* dock = window->panels().docks().at(static_cast<PanelId>(panel));
        const auto* table = dock->widget()->findChild<QTableView*>();
        for (const Workspace workspace : {Workspace::Debug, Workspace::Replay}) {
            window->showWorkspace(workspace);
            dock->raise();
            for (const double scale : {1.0, 1.25}) {
                window->look().setUserScale(scale);
                for (int height = 900; height < 1100; height += 17) {
                    window->resize(1600, height);
                    settle();
                    const QString fault = faultOf(*table);
                    QVERIFY2(
                        fault.isEmpty(),
                        qPrintable(
                            QStringLiteral("%1, %2 high: %3").arg(workspaceKey(workspace)).arg(height).arg(fault)));
                }
            }
        }
    }

    void theTokenThatIsLookedAtStaysInSight() {
        const auto window = windowAtTheEnd();
        window->showWorkspace(Workspace::Debug);
        QDockWidget* dock = window->panels().docks().at(PanelId::Tokens);
        dock->raise();
        settle();
        const auto* table = dock->widget()->findChild<QTableView*>();
        window->model().select(3);
        settle();
        const QRect chosen = table->visualRect(table->currentIndex());
        QVERIFY(table->viewport()->rect().contains(chosen));
        QVERIFY(table->rowAt(0) < table->currentIndex().row() + 1);
        QVERIFY(table->currentIndex().row() < table->model()->rowCount() / 2);
    }
};

QTEST_MAIN(TablesTest)
#include "tables_test.moc"
