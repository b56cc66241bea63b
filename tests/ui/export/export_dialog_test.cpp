// SPDX-License-Identifier: Apache-2.0
#include "ui/export/export_dialog.h"
#include "tests/ui/sample_run.h"

#include <QAbstractButton>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace msao;
using namespace msao::ui;

class ExportDialogTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void writesEveryFormatAndSaysWhere();
    void saysWhyAFileWasNotWritten();
    void optionsAreThoseOfTheFormat();
    void presetsFillSizeTypeAndColours();
    void clipIsWrittenWhileTheWindowGoesOn();
    void everythingToPressHasAnAccessibleName();

private:
    RunModel m_run;
    Look m_look;
    ExportSource m_source{m_run};
};

void ExportDialogTest::initTestCase() {
    loadTypeface();
    engine::MemoryTraceSink sink;
    test::playSample(sink);
    m_run.append(sink.events());
}

void ExportDialogTest::writesEveryFormatAndSaysWhere() {
    const QTemporaryDir folder;
    ExportDialog dialog(m_source, {}, m_look, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    for (const ExportFormat format : kExportFormats) {
        dialog.chooseFormat(format);
        QVERIFY(dialog.message().isEmpty());
        const QString file = folder.filePath(QStringLiteral("run.") + ExportFormats::suffix(format));
        QVERIFY2(dialog.save(file), qPrintable(dialog.message()));
        QVERIFY(QFileInfo(file).size() > 0);
        QVERIFY(dialog.message().contains(QDir::toNativeSeparators(file)));
    }
}

void ExportDialogTest::saysWhyAFileWasNotWritten() {
    ExportDialog dialog(m_source, {}, m_look, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    QVERIFY(!dialog.save(QStringLiteral("/dev/full")));
    QVERIFY2(dialog.message().contains(QLatin1String("disk is full")), qPrintable(dialog.message()));
}

void ExportDialogTest::optionsAreThoseOfTheFormat() {
    ExportDialog dialog(m_source, {}, m_look, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    auto* font = dialog.findChild<QFontComboBox*>();
    auto* rate = dialog.findChildren<QDoubleSpinBox*>().back();
    dialog.chooseFormat(ExportFormat::Csv);
    QVERIFY(!font->isVisibleTo(&dialog) && !rate->isVisibleTo(&dialog));
    dialog.chooseFormat(ExportFormat::Svg);
    QVERIFY(font->isVisibleTo(&dialog) && !rate->isVisibleTo(&dialog));
    dialog.chooseClip();
    QVERIFY(!font->isVisibleTo(&dialog) && rate->isVisibleTo(&dialog));
    QVERIFY(!dialog.order());
}

void ExportDialogTest::presetsFillSizeTypeAndColours() {
    ExportDialog dialog(m_source, {}, m_look, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.chooseFormat(ExportFormat::Png);
    for (auto* box : dialog.findChildren<QComboBox*>()) {
        const int slide = box->findData(figurePresetKey(FigurePreset::Slide));
        if (slide >= 0) box->setCurrentIndex(slide);
    }
    const auto order = dialog.order();
    QVERIFY(order);
    QCOMPARE(order->style.millimetres, figureStyle(FigurePreset::Slide).millimetres);
    QCOMPARE(order->style.points, figureStyle(FigurePreset::Slide).points);
    QCOMPARE(order->style.theme, ThemeName::Dark);
    QCOMPARE(order->style.family, QStringLiteral("Inter"));
}

void ExportDialogTest::clipIsWrittenWhileTheWindowGoesOn() {
    const QTemporaryDir folder;
    int pictures = 0;
    ExportDialog dialog(
        m_source,
        [&pictures](TraceTime) {
            ++pictures;
            return test::sampleScene({64, 36});
        },
        m_look, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.chooseClip();
    QSignalSpy ended(&dialog, &ExportDialog::clipEnded);
    const QString clip = folder.filePath(QStringLiteral("clip"));
    QVERIFY(dialog.save(clip));
    QVERIFY(dialog.isWritingClip());
    QCOMPARE(pictures, 0);
    QVERIFY(ended.wait(20'000));
    QVERIFY(pictures > 1);
    QCOMPARE(QDir(clip).entryList(QDir::Files).size(), pictures);

    QVERIFY(dialog.save(folder.filePath(QStringLiteral("closed"))));
    dialog.reject();
    QCOMPARE(ended.count(), 2);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList{QStringLiteral("clip")});
}

void ExportDialogTest::everythingToPressHasAnAccessibleName() {
    ExportDialog dialog(m_source, {}, m_look, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    for (const QWidget* widget : dialog.findChildren<QWidget*>()) {
        const bool isPressed = qobject_cast<const QComboBox*>(widget) || qobject_cast<const QDoubleSpinBox*>(widget) ||
                               qobject_cast<const QProgressBar*>(widget) || widget == dialog.findChild<QListWidget*>();
        if (isPressed) QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            QVERIFY(!button->text().isEmpty() || button->objectName().startsWith(QLatin1String("qt_")));
    }
}

QTEST_MAIN(ExportDialogTest)
#include "export_dialog_test.moc"
