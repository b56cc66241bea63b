// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heatmap/importance_map.h"
#include "ui/heatmap/picture_source.h"
#include "ui/run/run_model.h"
#include "ui/theme/panel.h"

namespace msao::ui {

/// Where the model looks: the picture, the probe's map over it, its scale, and what of it travelled. Live, the map of
/// an answer lies over the picture that was asked about: while it comes, some seconds longer, and whenever one of its
/// tokens is selected; else what the source shows now is seen, with the probe's newest map if that is of it.
class HeatmapView final : public Panel {
    Q_OBJECT

public:
    HeatmapView(RunModel& model, const Look& look, QWidget* parent = nullptr);

    void setPictures(PictureSource pictures);
    /// What a live source shows now; it lies under maps that belong to no question. Null: nothing is live.
    void setLivePicture(const QImage& picture);
    /// A map between questions then needs a picture under it: without one, there is nothing to look at.
    void setLive(bool isLive);
    MapView mapView() const { return m_view; }
    void setMapView(MapView view);
    double opacity() const { return m_opacity; }
    void setOpacity(double opacity);
    bool isMapShown() const { return m_isMapShown; }
    void setMapShown(bool isShown);
    /// There is a picture to be seen, or a map.
    bool showsPicture() const { return !m_live.isNull() || (m_hasFrame && !(m_isLive && isIdle())); }
    /// How many times as wide as it is high the picture is that is looked at; a camera's before there is one.
    double aspect() const { return m_aspect; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void aspectChanged();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void takeFrame();
    void chooseFrame();
    QSizeF nativeSize() const;
    const FrameRecord* wantedFrame() const;
    bool isLookedAt(const RequestState& answer) const;
    /// The map is the probe's between questions, or there is none.
    bool isIdle() const;
    const QImage& picture() const { return isIdle() && !m_live.isNull() ? m_live : m_picture; }
    /// Where the picture goes, and what is left beside it for what is said of it; empty: it is said over it.
    struct Places {
        QRectF picture;
        QRectF beside;
    };
    Places places(const Ink& ink) const;
    void paintPicture(Ink& ink, const QRectF& place) const;
    void paintBeside(Ink& ink, QRectF room) const;
    /// Where it is; empty: it has no room.
    QRectF paintLegend(Ink& ink, const QRectF& picture) const;
    void paintScale(Ink& ink, const QRectF& bar) const;
    void paintBadge(Ink& ink, const QRectF& picture) const;
    void paintGammaStrip(Ink& ink, const QRectF& picture, const QRectF& legend) const;
    void paintGammas(Ink& ink, const QRectF& room, const QList<FrameRecord>& frames) const;
    const QList<FrameRecord>& clip() const;
    QStringList notes() const;
    QString threshold() const;
    double spatialThreshold() const;

    RunModel& m_model;
    PictureSource m_pictures;
    engine::FrameProbed m_frame;
    bool m_hasFrame = false;
    bool m_isOfQuestion = false;
    bool m_isLive = false;
    QImage m_picture;
    QImage m_live;
    QImage m_map;
    MapView m_view = MapView::Both;
    double m_opacity = 0.4;  // questions are about the colours below
    bool m_isMapShown = true;
    double m_aspect = 16.0 / 9;
};

}  // namespace msao::ui
