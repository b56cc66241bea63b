// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/look.h"

#include <QGridLayout>
#include <QLabel>
#include <QSlider>
#include <QString>
#include <QWidget>

#include <vector>

namespace msao::ui {

/// An emulated link of one's own: a slider each for bandwidth, round trip and loss.
class LinkSliders final : public QWidget {
    Q_OBJECT

public:
    explicit LinkSliders(const Look& look, QWidget* parent = nullptr);

    /// The link as it was asked for. What is none of the three (jitter) stays as it is there; a link that sliders
    /// cannot say leaves them where they are, and so does every link while one is pulled.
    void take(const QString& profile);
    QString profile() const;

Q_SIGNALS:
    /// One was moved, and let go.
    void moved(const QString& profile);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Row {
        QLabel* name;
        QSlider* slider;
        QLabel* value;
    };

    QSlider* addSlider(int most, int step);
    void retranslate();
    void sayValues();
    void dress();

    const Look& m_look;
    QGridLayout* m_grid;
    std::vector<Row> m_rows;
    QSlider* m_rate;  // an index: rates differ by factors
    QSlider* m_roundTrip;
    QSlider* m_loss;
    QString m_jitter;
    bool m_isTaking = false;
};

}  // namespace msao::ui
