// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/result.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QString>

namespace msao::ui {

/// Keeps the secret of a server's token in a file of its own that its owner alone may read (mode 0600), never in the
/// settings. A secret service is not asked: the server end reads the same form of file (--secret), and a machine
/// without a session has none.
class SecretStore {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::SecretStore)

public:
    explicit SecretStore(QString file) : m_file(std::move(file)) {}
    /// Beside the settings.
    static SecretStore standard();

    const QString& file() const { return m_file; }
    bool has() const;
    /// Replaces the file, or leaves it as it was. An empty secret removes it.
    engine::Status keep(const QByteArray& secret) const;
    /// Refuses a file that others may read: who knows who has.
    engine::Result<QByteArray> secret() const;

private:
    QString m_file;
};

}  // namespace msao::ui
