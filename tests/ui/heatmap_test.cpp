// SPDX-License-Identifier: Apache-2.0
// Which map lies over which picture of a live run.
#include "ui/heatmap/heatmap_view.h"
#include "ui/theme/quantities.h"

#include <QSignalSpy>
#include <QTest>

using namespace msao;
using namespace msao::engine;
using namespace msao::ui;

namespace {

constexpr RequestId kAsked{1};
constexpr QSize kSize{640, 640};

TraceEvent at(double ms, TraceFact fact, RequestId request = RequestId::None) {
    return {fromMs(ms), request, std::move(fact)};
}

FrameProbed frameThatKeeps(std::size_t tokens) {
    FrameProbed frame;
    frame.rows = frame.columns = 2;
    frame.importance = {200, 150, 100, 50};
    for (std::size_t i = 0; i < 4; ++i) frame.kept.push_back(i < tokens);
    return frame;
}

QImage plain(Qt::GlobalColor colour) {
    QImage image(64, 64, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

}  // namespace

class HeatmapTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_model = std::make_unique<RunModel>();
        m_view = std::make_unique<HeatmapView>(*m_model, m_look);
        m_view->resize(kSize);
        m_view->setMapShown(false);
        m_view->setPictures([](const FrameProbed&) { return plain(Qt::blue); });
        m_view->setLive(true);
        m_view->setLivePicture(plain(Qt::red));
        m_model->append({at(0, RequestStarted{}, kAsked), at(10, frameThatKeeps(1), kAsked)});
    }

    void theMapOfAnAnswerLiesOverThePictureThatWasAskedAbout() {
        QCOMPARE(badge(), QStringLiteral("kept 1 of 4 tokens"));
        QCOMPARE(colour(), QColor(Qt::blue));
        m_model->append({at(1000, RequestEnded{}, kAsked)});
        QCOMPARE(badge(), QStringLiteral("as asked · kept 1 of 4 tokens"));
        QCOMPARE(colour(), QColor(Qt::blue));
    }

    void aPictureLosesTheBytesOfItsTokensAndASoundTravelsWhole() {
        const auto planned = [](Modality modality) {
            return plannedBytes({.modality = modality, .tokens = 10, .bytes = 1000}, {modality, 0.5, 0.2});
        };
        QCOMPARE(planned(Modality::Image), std::int64_t{400});
        QCOMPARE(planned(Modality::Audio), std::int64_t{800});
    }

    void theLivePictureComesBackAfterSomeSeconds() {
        m_model->append({at(1000, RequestEnded{}, kAsked), at(8000, ResourceSample{})});
        QCOMPARE(colour(), QColor(Qt::red));
        QCOMPARE(badge(), QString());
        m_model->append({at(8100, frameThatKeeps(2))});
        QCOMPARE(badge(), QStringLiteral("as it is now · kept 2 of 4 tokens"));
        QCOMPARE(colour(), QColor(Qt::red));
    }

    void selectingATokenShowsTheAnswersMapAgain() {
        m_model->append({at(1000, RequestEnded{}, kAsked), at(8000, frameThatKeeps(2))});
        m_model->select(0);
        QCOMPARE(badge(), QStringLiteral("as asked · kept 1 of 4 tokens"));
        QCOMPARE(colour(), QColor(Qt::blue));
        m_model->select(std::nullopt);
        QCOMPARE(colour(), QColor(Qt::red));
    }

    void aReplayShowsWhatWasNewestThen() {
        m_view->setLive(false);
        m_model->append({at(1000, RequestEnded{}, kAsked), at(8000, ResourceSample{})});
        QCOMPARE(colour(), QColor(Qt::blue));
        QCOMPARE(badge(), QStringLiteral("kept 1 of 4 tokens"));
    }

    void nothingThatLiesOverAPictureLiesOverSomethingElse() {
        m_view->setMapShown(true);
        for (int i = 0; i < 60; ++i) m_model->append({at(2000 + i, frameThatKeeps(2))});
        for (int width = 300; width < 900; width += 37) {
            m_view->resize(width, width);
            const TextLedger ledger;
            m_view->grab();
            const std::vector<PaintedText>& texts = ledger.entries();
            for (std::size_t i = 0; i < texts.size(); ++i) {
                for (std::size_t j = i + 1; j < texts.size(); ++j)
                    QVERIFY2(!texts[i].bounds.intersects(texts[j].bounds),
                             qPrintable(QStringLiteral("%1 over %2").arg(texts[i].text, texts[j].text)));
            }
        }
    }

    void tellsWhenThePictureHasAnotherShape() {
        QSignalSpy told(m_view.get(), &HeatmapView::aspectChanged);
        QCOMPARE(m_view->aspect(), 1.0);
        m_view->setPictures([](const FrameProbed&) { return plain(Qt::green); });
        QCOMPARE(told.size(), 0);
        m_view->setPictures([](const FrameProbed&) { return plain(Qt::green).scaled(96, 48); });
        QCOMPARE(told.size(), 1);
        QCOMPARE(m_view->aspect(), 2.0);
    }

    void whatIsSaidOfAPictureStandsBesideItWhereItLeavesRoom() {
        m_view->setMapShown(true);
        m_view->resize(1000, 500);
        const TextLedger ledger;
        m_view->grab();
        QStringList words;
        for (const PaintedText& text : ledger.entries()) {
            words << text.text;
            QVERIFY2(text.bounds.left() > 500 && !text.isCut, qPrintable(text.text));
        }
        QVERIFY(words.contains(QStringLiteral("kept 1 of 4 tokens")));
        QVERIFY(words.contains(QStringLiteral("MAS importance")));
    }

private:
    QString badge() {
        const TextLedger ledger;
        m_view->grab();
        for (const PaintedText& text : ledger.entries()) {
            if (text.text.contains(QStringLiteral("kept"))) return text.text;
        }
        return {};
    }
    QColor colour() { return m_view->grab().toImage().pixelColor(kSize.width() / 2, kSize.height() / 2); }

    Look m_look;
    std::unique_ptr<RunModel> m_model;
    std::unique_ptr<HeatmapView> m_view;
};

QTEST_MAIN(HeatmapTest)
#include "heatmap_test.moc"
