// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_model.h"
#include "ui/theme/panel.h"
#include "ui/tokens/token_candidates.h"

namespace msao::ui {

/// One position in full: what was drafted, how sure the edge was, what else it and the cloud considered, why it was
/// sent, what the cloud said, and how long everything took. Without a selection, the newest draft.
class InspectorView final : public Panel {
    Q_OBJECT

public:
    InspectorView(RunModel& model, const Look& look, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Line {
        QString name;
        QString value;
    };
    QString named(engine::TokenId token) const;
    QList<int> draftsShown(const RequestState& request) const;
    QList<Line> linesOf(const RequestState& request, const DraftRecord& draft) const;
    qreal paintDraft(Ink& ink, const QRectF& room, const RequestState& request, const DraftRecord& draft) const;
    /// A bar each for draft and cloud; those of `drafted` and `stated` in their colours.
    struct Chosen {
        std::optional<engine::TokenId> drafted = {};
        QColor draftColour = {};
        std::optional<engine::TokenId> stated = {};
    };
    qreal paintCandidates(Ink& ink, const QRectF& room, const TokenCandidates& candidates, const Chosen& chosen) const;
    void paintShare(Ink& ink, const QRectF& column, std::optional<double> share, const QColor& colour) const;
    void paintWrapped(Ink& ink, QRectF& room, const QString& text) const;

    RunModel& m_model;
};

}  // namespace msao::ui
