// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/live/live_desk.h"
#include "ui/theme/panel.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>

#include <functional>

namespace msao::ui {

/// How the next question is answered: mode, policy, and the constants of the method, each with what it does.
class TunePanel final : public Panel {
    Q_OBJECT

public:
    TunePanel(LiveDesk& desk, const Look& look, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    /// The wheel scrolls the panel; it changes a value only of the field that was chosen before.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Row {
        QLabel* label = nullptr;
        QWidget* field = nullptr;
        std::function<QString()> name;
        std::function<QString()> hint;
    };
    void addChoices();
    void addMethod();
    void addSampling();
    void addRow(QWidget* field, std::function<QString()> name, std::function<QString()> hint);
    QDoubleSpinBox* number(double least, double most, double step, int digits);
    QSpinBox* count(int least, int most);
    void fillChoices();
    void show(const Tuning& tuning);
    void take();
    void dress();
    void retranslate();

    LiveDesk& m_desk;
    QWidget* m_content;
    QFormLayout* m_form;
    QScrollArea* m_scroll;
    QComboBox* m_mode = nullptr;
    QComboBox* m_policy = nullptr;
    QComboBox* m_pruning = nullptr;
    QDoubleSpinBox* m_temperature = nullptr;
    QSpinBox* m_topK = nullptr;
    QDoubleSpinBox* m_topP = nullptr;
    QSpinBox* m_seed = nullptr;
    QSpinBox* m_length = nullptr;
    QSpinBox* m_budget = nullptr;
    QDoubleSpinBox* m_quality = nullptr;
    QDoubleSpinBox* m_percentile = nullptr;
    QDoubleSpinBox* m_decay = nullptr;
    QSpinBox* m_draftLength = nullptr;
    QDoubleSpinBox* m_target = nullptr;
    QDoubleSpinBox* m_spatialWeight = nullptr;
    QDoubleSpinBox* m_temporalWeight = nullptr;
    QDoubleSpinBox* m_spatialThreshold = nullptr;
    QPushButton* m_reset;
    QList<Row> m_rows;
    bool m_isShowing = false;
};

}  // namespace msao::ui
