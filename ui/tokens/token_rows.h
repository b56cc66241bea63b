// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_model.h"
#include "ui/theme/marks.h"

#include <QAbstractTableModel>
#include <QCoreApplication>

#include <optional>

namespace msao::ui {

enum class TokenColumn { Position, Text, Mark, Entropy, Theta, Draft, Batch, Waited };

inline constexpr std::array kTokenColumns = {TokenColumn::Position, TokenColumn::Text,  TokenColumn::Mark,
                                             TokenColumn::Entropy,  TokenColumn::Theta, TokenColumn::Draft,
                                             TokenColumn::Batch,    TokenColumn::Waited};

/// Why a token stands where it stands, in words: "H 0.41 > θ 0.37, sent 3 drafts, 2 accepted".
class TokenReasons {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::TokenReasons)

public:
    static QString ofDraft(const RequestState& request, const DraftRecord& draft);
    static QString ofCloudToken(const RequestState& request, const AnswerToken& token);
};

/// A row each for every draft and every token of the cloud's own, in the order in which they came about.
class TokenRows final : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit TokenRows(RunModel& model, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    std::optional<std::int64_t> positionOf(int row) const;
    TokenMark markOf(int row) const;
    /// The last row of a position; -1 if it has none.
    int rowOf(std::int64_t position) const;
    void retranslate();

private:
    struct Row {
        std::optional<int> draft;
        std::int64_t position = 0;
        TokenMark mark = TokenMark::Drafted;
        bool operator==(const Row&) const = default;
    };
    static QList<Row> rowsOf(const RequestState& request);
    static bool isGone(const Row& row, const RequestState& request);
    void refresh();
    QString cell(const Row& row, TokenColumn column) const;

    RunModel& m_model;
    QList<Row> m_rows;
};

}  // namespace msao::ui
