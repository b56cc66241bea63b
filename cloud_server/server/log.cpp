// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/server/log.h"

#include <QByteArray>
#include <QDateTime>

#include <cstdio>
#include <type_traits>

namespace msao::cloud {
namespace {

QByteArray quoted(std::string_view text) {
    return '"' + QByteArray(text.data(), static_cast<qsizetype>(text.size())) + '"';
}

QByteArray json(const LogField& field) {
    return std::visit(
        [](const auto& value) -> QByteArray {
            using Value = std::remove_cvref_t<decltype(value)>;
            if constexpr (std::is_same_v<Value, Literal>) return quoted(value.text());
            if constexpr (std::is_same_v<Value, bool>) return value ? "true" : "false";
            if constexpr (std::is_same_v<Value, double>) return QByteArray::number(value, 'f', 3);
            if constexpr (std::is_same_v<Value, std::int64_t>) return QByteArray::number(static_cast<qlonglong>(value));
        },
        field.value);
}

}  // namespace

void logEvent(Literal event, std::initializer_list<LogField> fields) {
    QByteArray line = "{\"time\":\"" + QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() + '"';
    line += ",\"event\":" + quoted(event.text());
    for (const LogField& field : fields) line += ',' + quoted(field.name.text()) + ':' + json(field);
    line += "}\n";
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);  // one write, one line
}

}  // namespace msao::cloud
