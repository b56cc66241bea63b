// SPDX-License-Identifier: Apache-2.0
// That the measurement runs and what it counts; how fast the window is, is nothing a loaded machine can be held to.
#include "app/studio/bench/ui_bench.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <QTest>

using namespace msao;

class UiBenchTest final : public QObject {
    Q_OBJECT

public:
    explicit UiBenchTest(app::MeteredApplication& application) : m_application(application) {}

private Q_SLOTS:
    void itShowsAWholeLoadedRunAndSaysHowFast() {
        const QTemporaryDir folder;
        app::UiBenchOptions options;
        options.minutes = 0.05;
        options.json = folder.filePath(QStringLiteral("bench.json"));
        {
            ui::MainWindow window;
            QCOMPARE(app::runUiBench(m_application, window, options), 0);
        }
        QFile file(options.json);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject figures = QJsonDocument::fromJson(file.readAll()).object();
        const auto number = [&figures](const char* name) { return figures[QLatin1String(name)].toDouble(); };
        QCOMPARE(figures[QLatin1String("counts_add_up")].toBool(), true);
        QVERIFY(number("tokens_shown") >= 4300);
        QVERIFY(number("pictures_painted") > 0);
        QVERIFY(number("pictures_sent") > 0);
        QCOMPARE(number("events_dropped"), 0.0);
        QCOMPARE(static_cast<std::size_t>(number("open_docks")), ui::kPanelIds.size());
        for (const char* part : {"ticks", "bare_repaint"}) {
            const QJsonObject ticks = figures[QLatin1String(part)].toObject();
            const auto of = [&ticks](const char* name) { return ticks[QLatin1String(name)].toDouble(); };
            QVERIFY(of("count") >= 1);
            QVERIFY(of("p50_ms") <= of("p99_ms") && of("p99_ms") <= of("max_ms"));
        }
        QVERIFY(figures[QLatin1String("token_cost_few")][QLatin1String("from_token")].toInt() < 2000);
        QVERIFY(figures[QLatin1String("token_cost_many")][QLatin1String("from_token")].toInt() >= 3900);
    }

private:
    app::MeteredApplication& m_application;
};

int main(int argc, char** argv) {
    app::MeteredApplication application(argc, argv);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    ui::loadTypeface();
    UiBenchTest test(application);
    return QTest::qExec(&test, argc, argv);
}
#include "ui_bench_test.moc"
