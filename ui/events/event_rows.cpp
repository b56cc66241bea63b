// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/event_rows.h"

#include "msao/engine/trace_export.h"

#include <QLocale>

#include <algorithm>
#include <limits>

namespace msao::ui {
namespace {

constexpr int kColumns = 4;
constexpr qsizetype kCellLength = 240;  // of what a cell shows; a map's thousands of cells are in the tip

/// The event's fields as the JSON export writes them, without the columns that stand beside them.
QString fieldsOf(const engine::TraceEvent& event) {
    const QString json = QString::fromStdString(engine::traceEventJson(event));
    const qsizetype type = json.indexOf(QLatin1String("\"type\""));
    const qsizetype comma = type < 0 ? -1 : json.indexOf(QLatin1Char(','), type);
    return comma < 0 ? QString() : json.mid(comma + 1, json.size() - comma - 2);
}

}  // namespace

EventRows::EventRows(RunModel& model, QObject* parent) : QAbstractTableModel(parent), m_model(model) {
    connect(&model, &RunModel::changed, this, &EventRows::refresh);
    connect(&model, &RunModel::forgetting, this, [this](int events) { beginRemoveRows({}, 0, events - 1); });
    connect(&model, &RunModel::forgotten, this, [this](int events) {
        m_count -= events;
        endRemoveRows();
    });
    refresh();
}

void EventRows::refresh() {
    const auto wanted = static_cast<int>(std::min<std::size_t>(m_model.eventsShown(), std::numeric_limits<int>::max()));
    if (wanted > m_count) {
        beginInsertRows({}, m_count, wanted - 1);
        m_count = wanted;
        endInsertRows();
    } else if (wanted < m_count) {
        beginRemoveRows({}, wanted, m_count - 1);
        m_count = wanted;
        endRemoveRows();
    }
}

void EventRows::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
}

int EventRows::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_count;
}

int EventRows::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QVariant EventRows::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case 0:
            return tr("Time");
        case 1:
            return tr("Request");
        case 2:
            return tr("Event");
        case 3:
            return tr("Fields");
        default:
            return {};
    }
}

QVariant EventRows::data(const QModelIndex& index, int role) const {
    const std::vector<engine::TraceEvent>& events = m_model.timeline().events();
    if (!index.isValid() || index.row() >= m_count || static_cast<std::size_t>(index.row()) >= events.size()) return {};
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    const engine::TraceEvent& event = events[static_cast<std::size_t>(index.row())];
    switch (index.column()) {
        case 0:
            return QLocale().toString(toMs(event.time - m_model.timeline().origin()) / 1000, 'f', 4);
        case 1:
            return event.request == engine::RequestId::None ? QString()
                                                            : QString::number(static_cast<qulonglong>(event.request));
        case 2: {
            const std::string_view name = engine::traceFactName(event.fact);
            return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
        }
        case 3:
            return role == Qt::DisplayRole ? fieldsOf(event).left(kCellLength) : fieldsOf(event);
        default:
            return {};
    }
}

}  // namespace msao::ui
