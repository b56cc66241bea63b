// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ask/conversations.h"

#include "ui/ask/answer_tokens.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace msao::ui {
namespace {

constexpr qsizetype kMostKept = 50;
constexpr qsizetype kLongestName = 200;  // characters

}  // namespace

Conversations::Conversations(const RunModel& model, const LiveDesk& desk, QObject* parent)
    : QAbstractListModel(parent), m_model(model), m_desk(desk) {
    connect(&model, &RunModel::cleared, this, &Conversations::forget);
    connect(&model, &RunModel::changed, this, &Conversations::refresh);
    connect(&desk, &LiveDesk::conversationChanged, this, &Conversations::refresh);
    connect(&desk, &LiveDesk::changed, this, &Conversations::refresh);
    refresh();
}

/// Another run is shown from here on.
void Conversations::forget() {
    beginResetModel();
    m_entries.clear();
    endResetModel();
    order();
}

void Conversations::refresh() {
    for (const RequestState& request : m_model.whole().requests) {
        if (request.conversation != 0) take(request);
    }
    order();
}

void Conversations::take(const RequestState& request) {
    auto entry = std::ranges::find(m_entries, request.conversation, &Entry::id);
    if (entry == m_entries.end()) {
        beginInsertRows({}, 0, 0);
        m_entries.prepend({request.conversation, {}});
        endInsertRows();
        entry = m_entries.begin();
    }
    auto turn = std::ranges::find(entry->turns, request.id, &Turn::request);
    if (turn == entry->turns.end()) {
        entry->turns.push_back({request.id, request.question(), {}, false});
        turn = std::prev(entry->turns.end());
        const QModelIndex row = index(static_cast<int>(entry - m_entries.begin()));
        Q_EMIT dataChanged(row, row);
    }
    if (turn->hasEnded) return;
    turn->answer = answerText(request);
    turn->hasEnded = request.ended.has_value();
}

/// The current one first, asked in or not, then by their last questions.
void Conversations::order() {
    QList<Entry> ordered = m_entries;
    const bool isAttached = m_desk.state().isAttached;
    const auto isCurrent = [&](const Entry& entry) { return isAttached && entry.id == m_desk.conversation(); };
    const auto isKept = [&](const Entry& entry) { return isAttached && m_kept.contains(entry.id); };
    ordered.removeIf([&](const Entry& entry) { return entry.turns.isEmpty() && !isCurrent(entry) && !isKept(entry); });
    for (const std::uint64_t id : isAttached ? m_kept : QList<std::uint64_t>()) {
        if (!find(id)) ordered.push_back({id, {}});
    }
    if (isAttached && std::ranges::none_of(ordered, isCurrent)) ordered.prepend({m_desk.conversation(), {}});
    const auto newest = [&](const Entry& entry) {
        if (isCurrent(entry)) return ~std::uint64_t{0};
        return entry.turns.isEmpty() ? 0 : static_cast<std::uint64_t>(entry.turns.back().request);
    };
    std::ranges::stable_sort(ordered, std::greater{}, newest);
    if (std::ranges::equal(ordered, m_entries, {}, &Entry::id, &Entry::id)) return;
    beginResetModel();
    m_entries = std::move(ordered);
    endResetModel();
}

const Conversations::Entry* Conversations::find(std::uint64_t conversation) const {
    const auto entry = std::ranges::find(m_entries, conversation, &Entry::id);
    return entry == m_entries.end() ? nullptr : &*entry;
}

int Conversations::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant Conversations::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Entry& entry = m_entries[index.row()];
    switch (role) {
        case Qt::DisplayRole:
        case Qt::EditRole:
            return title(entry.id);
        case Qt::ToolTipRole:
            return entry.turns.isEmpty() && m_kept.contains(entry.id)
                       ? tr("%1: of an earlier start, of which only the name was kept").arg(title(entry.id))
                       : title(entry.id);
        case Qt::AccessibleDescriptionRole:
            return tr("%n question(s)", nullptr, static_cast<int>(entry.turns.size()));
        case IdRole:
            return QVariant::fromValue(entry.id);
        case WordsRole:
            return wordsOf(entry);
        default:
            return {};
    }
}

bool Conversations::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid)) return false;
    const Entry& entry = m_entries[index.row()];
    const QString name = value.toString().simplified();
    if (name.isEmpty() || (!entry.turns.isEmpty() && name == entry.turns.front().question)) {
        m_names.remove(entry.id);
    } else {
        m_names[entry.id] = name;
    }
    Q_EMIT dataChanged(index, index);
    return true;
}

Qt::ItemFlags Conversations::flags(const QModelIndex& index) const {
    return QAbstractListModel::flags(index) | (index.isValid() ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

QList<KeptConversation> Conversations::kept() const {
    QList<KeptConversation> kept;
    for (const Entry& entry : m_entries) {
        const bool hasName = !entry.turns.isEmpty() || m_names.contains(entry.id);
        if (hasName && kept.size() < kMostKept) kept.push_back({entry.id, title(entry.id).left(kLongestName)});
    }
    return kept;
}

void Conversations::restore(const QList<KeptConversation>& kept) {
    for (const KeptConversation& conversation : kept) {
        if (conversation.id == 0 || m_kept.contains(conversation.id) || m_kept.size() >= kMostKept) continue;
        m_kept.push_back(conversation.id);
        m_names[conversation.id] = conversation.name.simplified().left(kLongestName);
    }
    order();
}

QString Conversations::title(std::uint64_t conversation) const {
    if (const auto name = m_names.constFind(conversation); name != m_names.cend()) return *name;
    const Entry* entry = find(conversation);
    return entry && !entry->turns.isEmpty() ? entry->turns.front().question : tr("New conversation");
}

int Conversations::questions(std::uint64_t conversation) const {
    const Entry* entry = find(conversation);
    return entry ? static_cast<int>(entry->turns.size()) : 0;
}

bool Conversations::isNew(std::uint64_t conversation) const {
    return questions(conversation) == 0 && !m_names.contains(conversation);
}

int Conversations::rowOf(std::uint64_t conversation) const {
    const auto entry = std::ranges::find(m_entries, conversation, &Entry::id);
    return entry == m_entries.end() ? -1 : static_cast<int>(entry - m_entries.begin());
}

QString Conversations::wordsOf(const Entry& entry) const {
    QStringList words{title(entry.id)};
    for (const Turn& turn : entry.turns) words << turn.question << turn.answer;
    return words.join(QLatin1Char('\n'));
}

}  // namespace msao::ui
