// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/token_table.h"

#include "ui/theme/cell_delegate.h"
#include "ui/theme/whole_rows.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>
#include <QVBoxLayout>

namespace msao::ui {
namespace {

/// Paints the fate as its mark and colour, as everywhere else.
class FateDelegate final : public CellDelegate {
public:
    FateDelegate(const TokenRows& rows, const Look& look, QObject* parent)
        : CellDelegate(look, TextRole::Body, parent), m_rows(rows) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        paintGround(*painter, option);
        const TokenMark mark = m_rows.markOf(index.row());
        const int size = look().px(12);
        const int left = option.rect.left() + look().px(6);
        const QRectF square(left, option.rect.center().y() - size / 2.0 + 1, size, size);
        const bool isSelected = option.state & QStyle::State_Selected;
        const QColor colour = isSelected ? look().theme().onAccent : colourOf(look().theme(), mark);
        drawMark(*painter, mark, square, colour);
        const QRect words = option.rect.adjusted(look().px(12) + size, 0, 0, 0);
        paintText(*painter, option, words, Qt::AlignLeft, TokenMarkNames::name(mark));
    }

private:
    const TokenRows& m_rows;
};

}  // namespace

TokenTable::TokenTable(RunModel& model, const Look& look, QWidget* parent)
    : Panel(look, parent), m_model(model), m_rows(new TokenRows(model, this)), m_view(new QTableView(this)) {
    setAccessibleName(tr("Token table"));
    m_view->setAccessibleName(tr("Token table"));
    m_view->setModel(m_rows);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setShowGrid(false);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->verticalHeader()->hide();
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setSectionResizeMode(static_cast<int>(TokenColumn::Text), QHeaderView::Stretch);
    m_view->setItemDelegate(new CellDelegate(look, TextRole::Body, this));
    m_view->setItemDelegateForColumn(static_cast<int>(TokenColumn::Mark), new FateDelegate(*m_rows, look, this));
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_view);
    keepAtEnd(*m_view, [this] { return !m_model.selection(); });
    // The first row that a view makes current when it gets the focus was nobody's choice.
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current, const QModelIndex& previous) {
                if (m_view->hasFocus() && previous.isValid()) m_model.select(m_rows->positionOf(current.row()));
            });
    connect(m_view, &QTableView::clicked, this,
            [this](const QModelIndex& clicked) { m_model.select(m_rows->positionOf(clicked.row())); });
    connect(&model, &RunModel::selectionChanged, this, &TokenTable::showSelection);
    connect(&model, &RunModel::changed, this, [this] {
        if (!m_model.selection()) m_view->scrollToBottom();
    });
    connect(&look, &Look::changed, this, &TokenTable::adjustRows);
    adjustRows();
}

void TokenTable::adjustRows() {
    const QFontMetrics metrics(look().font(TextRole::Body));
    m_view->setFont(look().font(TextRole::Body));
    m_view->horizontalHeader()->setFont(look().font(TextRole::Label));
    m_view->verticalHeader()->setDefaultSectionSize(metrics.height() + look().px(6));
    fitColumns();
    fitRows();
}

void TokenTable::fitRows() {
    const int margin = look().px(8);
    layout()->setContentsMargins(margin, margin, margin, margin + heightLeftOver(*m_view, height() - 2 * margin));
}

/// The last ones are left out where there is no room for them, not cut; the inspector has their figures.
void TokenTable::fitColumns() {
    constexpr std::array kWidths = {5, 13, 13, 7, 7, 9, 7, 9};  // characters
    const int character = QFontMetrics(look().font(TextRole::Body)).averageCharWidth();
    int right = m_view->verticalScrollBar()->sizeHint().width();
    for (std::size_t i = 0; i < kTokenColumns.size(); ++i) {
        const int width = kWidths[i] * character + look().px(14);
        right += width;
        const bool isNeeded = kTokenColumns[i] <= TokenColumn::Mark;
        m_view->setColumnHidden(static_cast<int>(i), right > m_view->width() && !isNeeded);
        m_view->setColumnWidth(static_cast<int>(i), width);
    }
}

void TokenTable::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    fitColumns();
    fitRows();
}

void TokenTable::showSelection() {
    const int row = m_model.selection() ? m_rows->rowOf(*m_model.selection()) : -1;
    if (row < 0 || m_rows->positionOf(m_view->currentIndex().row()) == m_model.selection()) return;
    m_view->selectRow(row);
    m_view->scrollTo(m_rows->index(row, 0));
}

void TokenTable::paintEvent(QPaintEvent*) {
    Ink ink(this, look());
    paintSurface(ink);
}

void TokenTable::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) m_rows->retranslate();
    Panel::changeEvent(event);
}

}  // namespace msao::ui
