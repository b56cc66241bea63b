// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_file.h"

#include <QBuffer>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <fcntl.h>
#include <unistd.h>

namespace msao::ui {

using namespace engine;

namespace {

/// A pipe or a device takes what comes; nothing can stand beside it and take its name.
bool isNoOrdinaryFile(const QString& file) {
    const QFileInfo info(file);
    return info.exists() && !info.isFile() && !info.isDir();
}

Status writeThrough(const QString& file, const QByteArray& bytes) {
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly)) return ExportFile::refusal(file, out.error(), out.errorString());
    out.write(bytes);
    out.flush();  // close() forgets what went wrong
    if (out.error() != QFileDevice::NoError) return ExportFile::refusal(file, out.error(), out.errorString());
    return Done{};
}

/// For whom this process acts; QFileInfo asks for whom it was started.
bool mayWriteIn(const QString& folder) {
    return faccessat(AT_FDCWD, QFile::encodeName(folder).constData(), W_OK, AT_EACCESS) == 0;
}

}  // namespace

Status ExportFile::write(const QString& file, const Fill& fill) {
    QBuffer whole;
    whole.open(QIODevice::WriteOnly);
    MSAO_CHECK(fill(whole));
    if (isNoOrdinaryFile(file)) return writeThrough(file, whole.data());
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly)) return refusal(file, out.error(), out.errorString());
    const qint64 written = out.write(whole.data());
    if (out.error() != QFileDevice::NoError) return refusal(file, out.error(), out.errorString());
    // Qt takes a write that the disk cut short for a success. An uncommitted QSaveFile removes its temporary file.
    if (written != whole.size()) return refusal(file, QFileDevice::ResourceError, {});
    if (!out.commit()) return refusal(file, out.error(), out.errorString());
    return Done{};
}

Error ExportFile::refusal(const QString& file, QFileDevice::FileError error, const QString& details) {
    const QFileInfo folder(QFileInfo(file).absolutePath());
    const QString name = QDir::toNativeSeparators(file);
    QString reason;
    if (error == QFileDevice::ResourceError) {
        reason = tr("%1 could not be written: the disk is full.").arg(name);
    } else if (!folder.isDir()) {
        reason = tr("%1 could not be written: there is no folder %2.")
                     .arg(name, QDir::toNativeSeparators(folder.filePath()));
    } else if (error == QFileDevice::PermissionsError || !mayWriteIn(folder.filePath())) {
        reason = tr("%1 could not be written: you may not write in %2.")
                     .arg(name, QDir::toNativeSeparators(folder.filePath()));
    } else {
        reason = tr("%1 could not be written: %2.").arg(name, details);
    }
    return {ErrorCode::FileUnreadable, reason.toStdString()};
}

DeviceStream::int_type DeviceStream::overflow(int_type character) {
    if (traits_type::eq_int_type(character, traits_type::eof())) return traits_type::not_eof(character);
    return m_device.putChar(traits_type::to_char_type(character)) ? character : traits_type::eof();
}

std::streamsize DeviceStream::xsputn(const char* bytes, std::streamsize count) {
    return m_device.write(bytes, count);
}

}  // namespace msao::ui
