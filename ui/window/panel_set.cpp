// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/panel_set.h"

#include "ui/entropy/entropy_view.h"
#include "ui/events/event_table.h"
#include "ui/events/payload_view.h"
#include "ui/headline/headline_view.h"
#include "ui/link/link_dock.h"
#include "ui/live/tune_panel.h"
#include "ui/modalities/modalities_view.h"
#include "ui/plan/plan_view.h"
#include "ui/resources/resources_view.h"
#include "ui/server/server_view.h"
#include "ui/timeline/timeline_view.h"
#include "ui/tokens/inspector_view.h"
#include "ui/tokens/token_table.h"

namespace msao::ui {
namespace {

/// In place of a title bar: nothing, and no room for it.
class NoTitleBar final : public QWidget {
public:
    using QWidget::QWidget;
    QSize sizeHint() const override { return {0, 0}; }
    QSize minimumSizeHint() const override { return {0, 0}; }
};

QWidget* makePanel(PanelId panel, RunModel& model, LiveDesk& desk, const Look& look, QWidget* parent) {
    switch (panel) {
        case PanelId::Picture:
            return new HeatmapView(model, look, parent);
        case PanelId::Answer:
            return new AnswerView(model, desk, look, parent);
        case PanelId::Entropy:
            return new EntropyView(model, look, parent);
        case PanelId::Timeline:
            return new TimelineView(model, look, parent);
        case PanelId::Headline:
            return new HeadlineView(model, look, parent);
        case PanelId::Tokens:
            return new TokenTable(model, look, parent);
        case PanelId::Inspector:
            return new InspectorView(model, look, parent);
        case PanelId::Modalities:
            return new ModalitiesView(model, look, parent);
        case PanelId::Plan:
            return new PlanView(model, look, parent);
        case PanelId::Link:
            return new LinkDock(model, desk, look, parent);
        case PanelId::Resources:
            return new ResourcesView(model, look, parent);
        case PanelId::Events:
            return new EventTable(model, look, parent);
        case PanelId::Tune:
            return new TunePanel(desk, look, parent);
        case PanelId::Server:
            return new ServerView(model, look, parent);
        case PanelId::Messages:
            return new PayloadView(model, look, parent);
    }
    return nullptr;
}

}  // namespace

PanelSet::PanelSet(QMainWindow& window, RunModel& model, LiveDesk& desk, const Look& look) {
    for (const PanelId panel : kPanelIds) {
        auto* dock = new QDockWidget(&window);
        dock->setObjectName(panelKey(panel));
        QWidget* content = makePanel(panel, model, desk, look, dock);
        if (panel == PanelId::Picture) m_heatmap = static_cast<HeatmapView*>(content);
        if (panel == PanelId::Answer) m_answer = static_cast<AnswerView*>(content);
        dock->setWidget(content);
        window.addDockWidget(Qt::LeftDockWidgetArea, dock);
        m_docks[panel] = dock;
    }
    retranslate();
}

QString PanelSet::title(PanelId panel) {
    switch (panel) {
        case PanelId::Picture:
            return tr("Picture");
        case PanelId::Answer:
            return tr("Answer");
        case PanelId::Entropy:
            return tr("Entropy");
        case PanelId::Timeline:
            return tr("Timeline");
        case PanelId::Headline:
            return tr("Numbers");
        case PanelId::Tokens:
            return tr("Tokens");
        case PanelId::Inspector:
            return tr("Token");
        case PanelId::Modalities:
            return tr("Modalities");
        case PanelId::Plan:
            return tr("Plan");
        case PanelId::Link:
            return tr("Link");
        case PanelId::Resources:
            return tr("Resources");
        case PanelId::Events:
            return tr("Events");
        case PanelId::Tune:
            return tr("Tune");
        case PanelId::Server:
            return tr("Server");
        case PanelId::Messages:
            return tr("Messages");
    }
    return {};
}

void PanelSet::retranslate() {
    for (const auto& [id, dock] : m_docks) dock->setWindowTitle(title(id));
}

void PanelSet::setLocked(bool isLocked) {
    for (const auto& [id, dock] : m_docks) {
        QWidget* before = dock->titleBarWidget();
        dock->setTitleBarWidget(isLocked ? new NoTitleBar(dock) : nullptr);
        delete before;
    }
}

}  // namespace msao::ui
