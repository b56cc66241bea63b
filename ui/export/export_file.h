// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/result.h"

#include <QCoreApplication>
#include <QFileDevice>
#include <QString>

#include <functional>
#include <streambuf>

class QIODevice;

namespace msao::ui {

/// Writes a file whole or not at all: into a temporary file beside it, which takes its name once everything is on disk.
/// An error is one sentence for the user, and a file that was there before is as it was.
class ExportFile {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::ExportFile)

public:
    using Fill = std::function<engine::Status(QIODevice&)>;

    static engine::Status write(const QString& file, const Fill& fill);
    /// Why `file` cannot be written, as a sentence.
    static engine::Error refusal(const QString& file, QFileDevice::FileError error, const QString& details);
};

/// Lets the engine's exporters, which know streams, write to a device.
class DeviceStream final : public std::streambuf {
public:
    explicit DeviceStream(QIODevice& device) : m_device(device) {}

protected:
    int_type overflow(int_type character) override;
    std::streamsize xsputn(const char* bytes, std::streamsize count) override;

private:
    QIODevice& m_device;
};

}  // namespace msao::ui
