// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/live/live_desk.h"
#include "ui/run/run_model.h"

#include <QAbstractListModel>
#include <QHash>
#include <QList>

#include <cstdint>

namespace msao::ui {

/// A conversation of an earlier start, of which only the name is left.
struct KeptConversation {
    std::uint64_t id = 0;
    QString name;
    bool operator==(const KeptConversation&) const = default;
};

/// The conversations of a run, the one that was talked with last first: made from the run, so that a replay lists what
/// the live run listed, and longer than the run's state keeps its requests. Of earlier starts there are names, no
/// texts.
class Conversations final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole + 1, WordsRole };

    Conversations(const RunModel& model, const LiveDesk& desk, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    /// Named by its first question. WordsRole: all that was said in it, for a search.
    QVariant data(const QModelIndex& index, int role) const override;
    /// Another name; an empty one is the first question again.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

    /// What of the live run's is kept for the next start, as listed; what was kept before comes last.
    QList<KeptConversation> kept() const;
    void restore(const QList<KeptConversation>& kept);

    QString title(std::uint64_t conversation) const;
    int questions(std::uint64_t conversation) const;
    /// Nothing was asked in it, and it has no name.
    bool isNew(std::uint64_t conversation) const;
    int rowOf(std::uint64_t conversation) const;

private:
    struct Turn {
        engine::RequestId request = engine::RequestId::None;
        QString question;
        QString answer;
        bool hasEnded = false;
    };
    struct Entry {
        std::uint64_t id = 0;
        QList<Turn> turns;  // oldest first
    };
    void refresh();
    void forget();
    void take(const RequestState& request);
    void order();
    const Entry* find(std::uint64_t conversation) const;
    QString wordsOf(const Entry& entry) const;

    const RunModel& m_model;
    const LiveDesk& m_desk;
    QList<Entry> m_entries;  // as listed
    QHash<std::uint64_t, QString> m_names;
    QList<std::uint64_t> m_kept;  // of earlier starts
};

}  // namespace msao::ui
