// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/secret_store.h"

#include "ui/export/export_file.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QSettings>

namespace msao::ui {

using namespace engine;

namespace {

constexpr auto kOwnerAlone = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto kOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                         QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
constexpr qint64 kMostBytes = 4096;

Error refusedSecret(const QString& why) {
    return {ErrorCode::FileUnreadable, why.toStdString()};
}

}  // namespace

SecretStore SecretStore::standard() {
    const QFileInfo settings(QSettings().fileName());
    return SecretStore(settings.path() + QLatin1Char('/') + settings.completeBaseName() + QStringLiteral(".secret"));
}

bool SecretStore::has() const {
    return QFileInfo::exists(m_file);
}

Status SecretStore::keep(const QByteArray& secret) const {
    if (secret.isEmpty()) {
        if (!has() || QFile::remove(m_file)) return Done{};
        return refusedSecret(tr("%1 could not be removed.").arg(QDir::toNativeSeparators(m_file)));
    }
    if (secret.size() > kMostBytes) return refusedSecret(tr("A secret has at most %1 bytes.").arg(kMostBytes));
    QDir().mkpath(QFileInfo(m_file).path());
    QSaveFile out(m_file);
    // Before the secret is in it.
    if (!out.open(QIODevice::WriteOnly) || !out.setPermissions(kOwnerAlone))
        return ExportFile::refusal(m_file, out.error(), out.errorString());
    out.write(secret + '\n');
    if (!out.commit()) return ExportFile::refusal(m_file, out.error(), out.errorString());
    return Done{};
}

Result<QByteArray> SecretStore::secret() const {
    QFile in(m_file);
    const QString name = QDir::toNativeSeparators(m_file);
    if (!in.open(QIODevice::ReadOnly)) return refusedSecret(tr("%1 could not be read.").arg(name));
    if (in.permissions() & kOthers)
        return refusedSecret(tr("%1 can be read by others, so it is not used. Enter the secret again.").arg(name));
    const QByteArray secret = in.read(kMostBytes + 1).trimmed();
    if (secret.isEmpty() || secret.size() > kMostBytes) return refusedSecret(tr("%1 holds no secret.").arg(name));
    return secret;
}

}  // namespace msao::ui
