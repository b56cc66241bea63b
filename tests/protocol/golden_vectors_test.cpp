// SPDX-License-Identifier: Apache-2.0
// docs/protocol/ and the code agree, byte for byte: what is written there is what is sent.
#include "protocol/codec/codec.h"
#include "tests/protocol/golden_messages.h"

#include <QCborValue>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

namespace msao::protocol {
namespace {

QByteArray fileOf(const QString& name) {
    QFile file(QStringLiteral(MSAO_SOURCE_DIR "/docs/protocol/") + name);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name.toStdString();
    return file.readAll();
}

/// Hex digits; a line that begins with # is a comment.
QByteArray bytesOf(const QString& name) {
    QByteArray digits;
    for (const QByteArray& line : fileOf(name + QStringLiteral(".hex")).split('\n')) {
        if (!line.startsWith('#')) digits += line;
    }
    return QByteArray::fromHex(digits);
}

QJsonArray vectorsOf(const char* list) {
    return QJsonDocument::fromJson(fileOf(QStringLiteral("vectors.json"))).object()[QLatin1String(list)].toArray();
}

TEST(GoldenVectorsTest, EveryMessageHasOneAndIsWrittenLikeIt) {
    for (const tests::GoldenMessage& golden : tests::goldenMessages()) {
        const auto bytes = std::visit([](const auto& message) { return encode(message); }, golden.message);
        ASSERT_TRUE(bytes) << golden.name << ": " << bytes.error().message;
        EXPECT_EQ(bytes->toHex(), bytesOf(QString::fromUtf8(golden.name.data())).toHex()) << golden.name;
    }
}

TEST(GoldenVectorsTest, EveryVectorIsReadAsItsMessage) {
    for (const tests::GoldenMessage& golden : tests::goldenMessages()) {
        const QByteArray bytes = bytesOf(QString::fromUtf8(golden.name.data()));
        if (const auto* edge = std::get_if<EdgeMessage>(&golden.message)) {
            EXPECT_TRUE(decodeEdgeMessage(bytes) == Decoded<EdgeMessage>(*edge)) << golden.name;
        } else {
            const auto& cloud = std::get<CloudMessage>(golden.message);
            EXPECT_TRUE(decodeCloudMessage(bytes) == Decoded<CloudMessage>(cloud)) << golden.name;
        }
    }
}

TEST(GoldenVectorsTest, TheListNamesThemAllAndSaysWhatIsInThem) {
    const QJsonArray list = vectorsOf("messages");
    EXPECT_EQ(static_cast<std::size_t>(list.size()), tests::goldenMessages().size());
    for (const QJsonValue& entry : list) {
        const QCborValue content = QCborValue::fromCbor(bytesOf(entry[QLatin1String("name")].toString()));
        EXPECT_EQ(content.toDiagnosticNotation().toStdString(),
                  entry[QLatin1String("content")].toString().toStdString());
    }
}

TEST(GoldenVectorsTest, BadOnesAreRefusedWithTheCodeTheyAreListedWith) {
    const QJsonArray list = vectorsOf("refused");
    EXPECT_GE(list.size(), 8);
    for (const QJsonValue& entry : list) {
        const QByteArray bytes = QByteArray::fromHex(entry[QLatin1String("bytes")].toString().toLatin1());
        const auto decoded = decodeEdgeMessage(bytes);
        ASSERT_TRUE(std::holds_alternative<DecodeFault>(decoded)) << bytes.toHex().toStdString();
        EXPECT_EQ(refusalKey(std::get<DecodeFault>(decoded).code),
                  entry[QLatin1String("code")].toString().toStdString())
            << entry[QLatin1String("why")].toString().toStdString();
    }
}

}  // namespace
}  // namespace msao::protocol
