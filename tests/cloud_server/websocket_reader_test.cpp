// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/net/websocket_reader.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace msao::cloud {
namespace {

constexpr std::size_t kMaxMessage = 1000;

/// A client's frame. RFC 6455, 5.2.
QByteArray clientFrame(int firstByte, const QByteArray& payload, bool isMasked = true, int lengthForm = 0) {
    QByteArray bytes(1, static_cast<char>(firstByte));
    const int maskBit = isMasked ? 0x80 : 0;
    const auto size = static_cast<quint64>(payload.size());
    const int form = lengthForm != 0 ? lengthForm : size < 126 ? 1 : size <= 0xFFFF ? 2 : 8;
    if (form == 1) {
        bytes.append(static_cast<char>(maskBit | static_cast<int>(size)));
    } else {
        bytes.append(static_cast<char>(maskBit | (form == 2 ? 126 : 127)));
        for (int shift = 8 * (form - 1); shift >= 0; shift -= 8) bytes.append(static_cast<char>(size >> shift & 0xFF));
    }
    const char mask[] = {0x12, 0x34, 0x56, 0x78};
    if (isMasked) bytes.append(mask, 4);
    for (qsizetype i = 0; i < payload.size(); ++i)
        bytes.append(isMasked ? static_cast<char>(payload[i] ^ mask[i % 4]) : payload[i]);
    return bytes;
}

std::vector<WebSocketEvent> eventsOf(WebSocketReader& reader, const QByteArray& bytes) {
    std::vector<WebSocketEvent> events;
    reader.append(bytes);
    while (auto event = reader.next()) events.push_back(*event);
    return events;
}

std::string describe(const std::vector<WebSocketEvent>& events) {
    std::string text;
    for (const WebSocketEvent& event : events) {
        if (const auto* message = std::get_if<BinaryMessage>(&event))
            text += "message " + std::to_string(message->bytes.size()) + ";";
        if (const auto* ping = std::get_if<PingFrame>(&event))
            text += "ping " + std::to_string(ping->payload.size()) + ";";
        if (std::holds_alternative<PongFrame>(event)) text += "pong;";
        if (const auto* close = std::get_if<CloseFrame>(&event))
            text += "close " + (close->code ? std::to_string(*close->code) : "") + ";";
        if (const auto* violation = std::get_if<FrameViolation>(&event))
            text += "violation " + std::to_string(static_cast<int>(violation->code)) + ";";
    }
    return text;
}

std::string reading(const QByteArray& bytes) {
    WebSocketReader reader(kMaxMessage);
    return describe(eventsOf(reader, bytes));
}

QByteArray closePayload(int code, const QByteArray& reason = {}) {
    return QByteArray(1, static_cast<char>(code >> 8)) + QByteArray(1, static_cast<char>(code & 0xFF)) + reason;
}

struct FrameCase {
    const char* name;
    QByteArray bytes;
    const char* expected;
};

std::vector<FrameCase> goodFrames() {
    const QByteArray part = clientFrame(0x02, "ab");
    return {
        {"empty message", clientFrame(0x82, ""), "message 0;"},
        {"short message", clientFrame(0x82, QByteArray(125, 'x')), "message 125;"},
        {"two-byte length", clientFrame(0x82, QByteArray(126, 'x')), "message 126;"},
        {"the largest message", clientFrame(0x82, QByteArray(1000, 'x')), "message 1000;"},
        {"two messages", clientFrame(0x82, "a") + clientFrame(0x82, "bc"), "message 1;message 2;"},
        {"fragments", part + clientFrame(0x00, "cd") + clientFrame(0x80, "e"), "message 5;"},
        {"empty fragments", clientFrame(0x02, "") + clientFrame(0x80, ""), "message 0;"},
        {"ping between fragments", part + clientFrame(0x89, "p") + clientFrame(0x80, "c"), "ping 1;message 3;"},
        {"ping of 125", clientFrame(0x89, QByteArray(125, 'p')), "ping 125;"},
        {"pong unasked", clientFrame(0x8A, "p"), "pong;"},
        {"close", clientFrame(0x88, ""), "close ;"},
        {"close with a code", clientFrame(0x88, closePayload(1000)), "close 1000;"},
        {"close with a code of a library", clientFrame(0x88, closePayload(3000, "why")), "close 3000;"},
        {"nothing behind a close", clientFrame(0x88, "") + clientFrame(0x82, "a"), "close ;"},
    };
}

std::vector<FrameCase> badFrames() {
    std::vector<FrameCase> cases = {
        {"no mask", clientFrame(0x82, "a", false), "violation 1002;"},
        {"no mask on a ping", clientFrame(0x89, "a", false), "violation 1002;"},
        {"text", clientFrame(0x81, "a"), "violation 1003;"},
        {"ping of 126", clientFrame(0x89, QByteArray(126, 'p')), "violation 1002;"},
        {"fragmented ping", clientFrame(0x09, "p"), "violation 1002;"},
        {"fragmented close", clientFrame(0x08, ""), "violation 1002;"},
        {"continuation of nothing", clientFrame(0x80, "a"), "violation 1002;"},
        {"message inside a message", clientFrame(0x02, "a") + clientFrame(0x82, "b"), "violation 1002;"},
        {"length in two bytes for one", clientFrame(0x82, "a", true, 2), "violation 1002;"},
        {"length in eight bytes for two", clientFrame(0x82, QByteArray(300, 'x'), true, 8), "violation 1002;"},
        {"length with the top bit", QByteArray::fromHex("82ff8000000000000000"), "violation 1002;"},
        {"2 GiB announced", QByteArray::fromHex("82ff0000000080000000"), "violation 1009;"},
        {"2 GiB announced, with its mask", QByteArray::fromHex("82ff000000008000000001020304"), "violation 1009;"},
        {"one byte too many", clientFrame(0x82, QByteArray(1001, 'x')), "violation 1009;"},
        {"close of one byte", clientFrame(0x88, "a"), "violation 1002;"},
        {"close with bad UTF-8", clientFrame(0x88, closePayload(1000, "\xC0\xAF")), "violation 1002;"},
        {"close with a surrogate", clientFrame(0x88, closePayload(1000, "\xED\xA0\x80")), "violation 1002;"},
        {"close with a cut character", clientFrame(0x88, closePayload(1000, "\xE2\x82")), "violation 1002;"},
        {"close beyond Unicode", clientFrame(0x88, closePayload(1000, "\xF4\x90\x80\x80")), "violation 1002;"},
    };
    for (const int code : {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535})
        cases.push_back({"close code", clientFrame(0x88, closePayload(code)), "violation 1002;"});
    for (const int bits : {0x40, 0x20, 0x10})
        cases.push_back({"reserved bit", clientFrame(0x82 | bits, "a"), "violation 1002;"});
    for (const int opcode : {0x3, 0x4, 0x5, 0x6, 0x7, 0xB, 0xC, 0xD, 0xE, 0xF})
        cases.push_back({"reserved opcode", clientFrame(0x80 | opcode, "a"), "violation 1002;"});
    return cases;
}

TEST(WebSocketReaderTest, ReadsWhatTheRfcAllows) {
    for (const FrameCase& c : goodFrames()) EXPECT_EQ(reading(c.bytes), c.expected) << c.name;
}

TEST(WebSocketReaderTest, RefusesWhatTheRfcForbidsWithItsCode) {
    for (const FrameCase& c : badFrames()) EXPECT_EQ(reading(c.bytes), c.expected) << c.name;
}

TEST(WebSocketReaderTest, UnmasksEveryByte) {
    WebSocketReader reader(kMaxMessage);
    const QByteArray payload = "The quick brown fox.";
    const auto events = eventsOf(reader, clientFrame(0x82, payload));
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(std::get<BinaryMessage>(events[0]).bytes, payload);
}

TEST(WebSocketReaderTest, ReadsTheSameHoweverTheBytesAreCut) {
    for (const auto& cases : {goodFrames(), badFrames()}) {
        for (const FrameCase& c : cases) {
            WebSocketReader reader(kMaxMessage);
            std::vector<WebSocketEvent> events;
            for (const char byte : c.bytes) {
                for (auto& event : eventsOf(reader, QByteArray(1, byte))) events.push_back(event);
            }
            EXPECT_EQ(describe(events), c.expected) << c.name;
        }
    }
}

TEST(WebSocketReaderTest, RefusesFragmentsThatTogetherAreTooLarge) {
    WebSocketReader reader(kMaxMessage);
    EXPECT_EQ(describe(eventsOf(reader, clientFrame(0x02, QByteArray(600, 'a')))), "");
    EXPECT_EQ(describe(eventsOf(reader, clientFrame(0x00, QByteArray(400, 'b')))), "");
    EXPECT_EQ(describe(eventsOf(reader, clientFrame(0x00, QByteArray(1, 'c')))), "violation 1009;");
}

TEST(WebSocketReaderTest, KnowsWhetherItIsInsideAMessage) {
    WebSocketReader reader(kMaxMessage);
    EXPECT_FALSE(reader.isInsideMessage());
    eventsOf(reader, clientFrame(0x02, "a"));
    EXPECT_TRUE(reader.isInsideMessage());
    eventsOf(reader, clientFrame(0x80, "b"));
    EXPECT_FALSE(reader.isInsideMessage());
    eventsOf(reader, clientFrame(0x82, "abc").left(3));
    EXPECT_TRUE(reader.isInsideMessage());
}

TEST(WebSocketReaderTest, SurvivesRandomBytes) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 generator(seed);
    for (int round = 0; round < 20'000; ++round) {
        WebSocketReader reader(kMaxMessage);
        QByteArray bytes;
        for (std::size_t i = generator() % 64; i > 0; --i) bytes.append(static_cast<char>(generator()));
        std::size_t endings = 0;
        for (const WebSocketEvent& event : eventsOf(reader, bytes)) {
            EXPECT_EQ(endings, 0u) << "something followed the end";
            if (std::holds_alternative<FrameViolation>(event) || std::holds_alternative<CloseFrame>(event)) ++endings;
        }
    }
}

TEST(WebSocketReaderTest, ServerFramesAreUnmaskedAndOfMinimalLength) {
    EXPECT_EQ(binaryFrame("ab").toHex(), "82026162");
    EXPECT_EQ(binaryFrame(QByteArray(126, 'x')).left(4).toHex(), "827e007e");
    EXPECT_EQ(binaryFrame(QByteArray(70'000, 'x')).left(10).toHex(), "827f0000000000011170");
    EXPECT_EQ(closeFrame(1001).toHex(), "880203e9");
    EXPECT_EQ(pongFrame("p").toHex(), "8a0170");
}

}  // namespace
}  // namespace msao::cloud
