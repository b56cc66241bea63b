// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/sample_run.h"
#include "ui/events/payload_rows.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <algorithm>

using namespace msao;
using namespace msao::ui;

namespace {

template <typename Fact>
bool is(const engine::TraceEvent& event) {
    return std::holds_alternative<Fact>(event.fact);
}

int countIn(const std::vector<engine::TraceEvent>& events, bool (*isWanted)(const engine::TraceEvent&)) {
    return static_cast<int>(std::ranges::count_if(events, isWanted));
}

}  // namespace

class PayloadTest final : public QObject {
    Q_OBJECT

    RunModel m_model;
    EventRows m_events{m_model};
    PayloadRows m_rows{m_model, m_events};

    QModelIndex firstOf(const QString& message) const {
        for (int row = 0; row < m_rows.rowCount(); ++row) {
            if (m_rows.index(row, 2).data().toString() == message) return m_rows.index(row, 3);
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase() {
        m_model.append(test::sampleEvents());
        m_model.setCursor(m_model.timeline().end());
    }

    void theModelIsSound() { const QAbstractItemModelTester tester(&m_rows); }

    void everyBatchAndEveryVerdictHasARow() {
        int up = 0;
        int down = 0;
        for (int row = 0; row < m_rows.rowCount(); ++row) {
            const QString message = m_rows.index(row, 2).data().toString();
            up += message == QStringLiteral("↑ drafts") ? 1 : 0;
            down += message == QStringLiteral("↓ verdict") ? 1 : 0;
        }
        const auto& events = m_model.timeline().events();
        QCOMPARE(up, countIn(events, is<engine::BatchSent>));
        QCOMPARE(down, countIn(events, is<engine::VerdictArrived>));
        QVERIFY(up > 0 && down > 0);
    }

    void aRowSaysWhatTravelledInWordsAndBytes() {
        const QModelIndex drafts = firstOf(QStringLiteral("↑ drafts"));
        QVERIFY(drafts.data().toString().contains(QStringLiteral(" B · ")));
        const QString details = m_rows.details(drafts);
        QVERIFY2(details.contains(QStringLiteral("\"batch_sent\"")), qPrintable(details));
        QVERIFY(details.contains(QStringLiteral("H 0")) || details.contains(QStringLiteral("draft(s)")));
        QVERIFY(m_rows.details(firstOf(QStringLiteral("↓ verdict"))).contains(QStringLiteral("\"accepted_count\"")));
        QVERIFY(m_rows.details({}).isEmpty());
    }

    void theCursorHidesWhatHasNotTravelledYet() {
        const int all = m_rows.rowCount();
        m_model.setCursor(m_model.timeline().begin());
        QVERIFY(m_rows.rowCount() < all);
        m_model.setCursor(m_model.timeline().end());
        QCOMPARE(m_rows.rowCount(), all);
    }
};

QTEST_MAIN(PayloadTest)
#include "payload_test.moc"
