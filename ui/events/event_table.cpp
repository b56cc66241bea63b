// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/event_table.h"

#include "ui/theme/cell_delegate.h"
#include "ui/theme/whole_rows.h"

#include <QEvent>
#include <QHeaderView>
#include <QVBoxLayout>

namespace msao::ui {

EventTable::EventTable(RunModel& model, const Look& look, QWidget* parent)
    : Panel(look, parent),
      m_model(model),
      m_rows(new EventRows(model, this)),
      m_filtered(new QSortFilterProxyModel(this)),
      m_words(new QLineEdit(this)),
      m_view(new QTableView(this)) {
    m_filtered->setSourceModel(m_rows);
    m_filtered->setFilterKeyColumn(-1);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_view->setModel(m_filtered);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setItemDelegate(new CellDelegate(look, TextRole::Label, this));
    m_view->setShowGrid(false);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setWordWrap(false);
    m_view->verticalHeader()->hide();
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_words);
    column->addWidget(m_view, 1);
    connect(m_words, &QLineEdit::textChanged, m_filtered, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_view, &QTableView::clicked, this, [this](const QModelIndex& index) {
        const int row = m_filtered->mapToSource(index).row();
        m_model.setFollowsEnd(false);
        m_model.setCursor(m_model.timeline().events()[static_cast<std::size_t>(row)].time);
    });
    connect(&model, &RunModel::changed, m_view, &QTableView::scrollToBottom);
    keepAtEnd(*m_view, [this] { return m_words->text().isEmpty(); });
    connect(&look, &Look::changed, this, &EventTable::adjustRows);
    adjustRows();
    retranslate();
}

void EventTable::adjustRows() {
    const QFontMetrics metrics(look().font(TextRole::Label));
    m_view->setFont(look().font(TextRole::Label));
    m_view->horizontalHeader()->setFont(look().font(TextRole::Label));
    m_view->verticalHeader()->setDefaultSectionSize(metrics.height() + look().px(4));
    constexpr std::array kWidths = {10, 9, 18, 60};  // characters
    for (int i = 0; i < m_rows->columnCount(); ++i)
        m_view->setColumnWidth(i, kWidths[static_cast<std::size_t>(i)] * metrics.averageCharWidth() + look().px(12));
    fitRows();
}

void EventTable::fitRows() {
    const int margin = look().px(8);
    const int gap = look().px(6);
    const int room = height() - 2 * margin - m_words->sizeHint().height() - gap;
    layout()->setContentsMargins(margin, margin, margin, margin + heightLeftOver(*m_view, room));
    layout()->setSpacing(gap);
}

void EventTable::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    fitRows();
}

void EventTable::retranslate() {
    setAccessibleName(tr("Events"));
    m_view->setAccessibleName(tr("Events"));
    m_words->setPlaceholderText(tr("Find in events"));
    m_words->setAccessibleName(tr("Find in events"));
    m_rows->retranslate();
}

void EventTable::paintEvent(QPaintEvent*) {
    Ink ink(this, look());
    paintSurface(ink);
}

void EventTable::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    Panel::changeEvent(event);
}

}  // namespace msao::ui
