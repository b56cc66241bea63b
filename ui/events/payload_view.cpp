// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/payload_view.h"

#include "ui/theme/cell_delegate.h"
#include "ui/theme/whole_rows.h"

#include <QEvent>
#include <QHeaderView>

namespace msao::ui {

PayloadView::PayloadView(RunModel& model, const Look& look, QWidget* parent)
    : Panel(look, parent),
      m_events(new EventRows(model, this)),
      m_rows(new PayloadRows(model, *m_events, this)),
      m_view(new QTableView(this)),
      m_details(new QTextBrowser(this)) {
    m_view->setModel(m_rows);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setItemDelegate(new CellDelegate(look, TextRole::Label, this));
    m_view->setShowGrid(false);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setWordWrap(false);
    m_view->verticalHeader()->hide();
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_view->setColumnHidden(1, true);  // the request: the time says it
    m_box = new QBoxLayout(QBoxLayout::TopToBottom, this);
    m_box->addWidget(m_view, 1);
    m_box->addWidget(m_details, 1);
    m_details->hide();
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PayloadView::showDetails);
    keepAtEnd(*m_view, [this] { return m_details->isHidden(); });
    connect(&model, &RunModel::changed, this, [this] {
        if (m_details->isHidden()) m_view->scrollToBottom();
    });
    connect(&look, &Look::changed, this, &PayloadView::adjustRows);
    adjustRows();
    retranslate();
}

/// Without a choice the table has all the room, and follows the run.
void PayloadView::showDetails(const QModelIndex& index) {
    const QString words = index.isValid() && m_view->hasFocus() ? m_rows->details(index) : QString();
    m_details->setPlainText(words);
    m_details->setVisible(!words.isEmpty());
    fitRows();
    if (index.isValid()) m_view->scrollTo(index);
}

void PayloadView::adjustRows() {
    const QFontMetrics metrics(look().font(TextRole::Label));
    m_view->setFont(look().font(TextRole::Label));
    m_details->setFont(look().font(TextRole::Label));
    m_view->horizontalHeader()->setFont(look().font(TextRole::Label));
    m_view->verticalHeader()->setDefaultSectionSize(metrics.height() + look().px(4));
    constexpr std::array kWidths = {10, 9, 12, 60};  // characters
    for (int i = 0; i < m_rows->columnCount(); ++i)
        m_view->setColumnWidth(i, kWidths[static_cast<std::size_t>(i)] * metrics.averageCharWidth() + look().px(12));
    fitRows();
}

void PayloadView::fitRows() {
    const int margin = look().px(8);
    const int gap = look().px(6);
    const bool isWide = width() > 2 * height();
    m_box->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    const bool isWhole = isWide || m_details->isHidden();
    const int left = isWhole ? heightLeftOver(*m_view, height() - 2 * margin) : 0;
    layout()->setContentsMargins(margin, margin, margin, margin + left);
    layout()->setSpacing(gap);
}

void PayloadView::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    fitRows();
}

void PayloadView::retranslate() {
    setAccessibleName(tr("Messages"));
    m_view->setAccessibleName(tr("Messages"));
    m_details->setAccessibleName(tr("The message in full"));
    m_events->retranslate();
    Q_EMIT m_rows->headerDataChanged(Qt::Horizontal, 0, m_rows->columnCount() - 1);
    m_view->viewport()->update();
    showDetails(m_view->currentIndex());
}

void PayloadView::paintEvent(QPaintEvent*) {
    Ink ink(this, look());
    paintSurface(ink);
}

void PayloadView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    Panel::changeEvent(event);
}

}  // namespace msao::ui
