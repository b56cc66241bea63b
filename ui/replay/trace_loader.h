// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/trace_event.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <thread>
#include <vector>

namespace msao::ui {

/// Reads a recording off the GUI thread.
///
/// Threads: `load` and the signals are the GUI thread's. The file is read by m_thread, which touches nothing of this
/// object but posts to it; it stops between two blocks when the loader is destroyed or loads another file.
class TraceLoader final : public QObject {
    Q_OBJECT

public:
    explicit TraceLoader(QObject* parent = nullptr) : QObject(parent) {}
    ~TraceLoader() override;

    void load(const QString& file);

Q_SIGNALS:
    /// `remark` is empty, or says that the file is damaged and what could be read.
    void loaded(const QString& file, std::vector<msao::engine::TraceEvent> events, const QString& remark);
    void failed(const QString& file, const QString& reason);

private:
    std::jthread m_thread;
    int m_turn = 0;  // what an older turn posts is dropped
};

}  // namespace msao::ui
