// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec/codec.h"

#include "protocol/codec/field_agreement.h"
#include "protocol/codec/field_reader.h"
#include "protocol/codec/field_writer.h"
#include "protocol/codec/fields/all_fields.h"

namespace msao::protocol {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Result;

template <typename Message>
Error refusal(const std::string& reason) {
    return {ErrorCode::InvalidArgument,
            "message " + std::to_string(kMessageType<Message>) + " cannot be sent: " + reason};
}

template <typename Message>
Result<QByteArray> encodeMessage(const Message& message) {
    FieldSurvey survey;
    fields(survey, message);
    if (survey.fault()) return refusal<Message>("field " + std::to_string(*survey.fault()) + " is out of bounds");
    if (const auto why = disagreement(message); !why.empty()) return refusal<Message>(std::string(why));
    QByteArray bytes;
    QCborStreamWriter cbor(&bytes);
    cbor.startArray(2);
    cbor.append(quint64{kMessageType<Message>});
    FieldWriter(cbor).writeMap(message);
    cbor.endArray();
    if (static_cast<std::size_t>(bytes.size()) > kMaxMessageBytes) return refusal<Message>("it is too large");
    return bytes;
}

template <typename Message>
bool readAs(std::uint64_t type, CborReader& cbor, auto& message) {
    if (type != kMessageType<Message>) return false;
    auto value = emptyOnTheWire<Message>();
    FieldReader::readMap(cbor, value);
    if (cbor.isGood()) {
        if (const auto why = disagreement(value); !why.empty()) cbor.fail(RefusalCode::MalformedMessage, why);
    }
    message = std::move(value);
    return true;
}

template <typename... Messages>
bool readOneOf(std::type_identity<std::variant<Messages...>>, std::uint64_t type, CborReader& cbor, auto& message) {
    return (readAs<Messages>(type, cbor, message) || ...);
}

template <typename... Messages>
constexpr bool isOneOf(std::type_identity<std::variant<Messages...>>, std::uint64_t type) {
    return ((type == kMessageType<Messages>) || ...);
}

RefusalCode codeOfForeign(std::uint64_t type) {
    const bool isKnown =
        isOneOf(std::type_identity<EdgeMessage>{}, type) || isOneOf(std::type_identity<CloudMessage>{}, type);
    return isKnown ? RefusalCode::UnexpectedMessage : RefusalCode::UnknownMessage;
}

template <typename Messages>
Decoded<Messages> decodeOneOf(const QByteArray& bytes, std::size_t maxBytes) {
    if (static_cast<std::size_t>(bytes.size()) > maxBytes) {
        return DecodeFault{.code = RefusalCode::MessageTooLarge, .reason = "a message too large"};
    }
    CborReader cbor(bytes);
    if (cbor.enterArray(2) != 2) cbor.fail(RefusalCode::MalformedMessage, "not an array of two");
    const std::uint64_t type = cbor.number(UINT32_MAX);
    Messages message;
    if (cbor.isGood() && !readOneOf(std::type_identity<Messages>{}, type, cbor, message)) {
        cbor.fail(codeOfForeign(type), "a message that is not understood here");
    }
    cbor.leave();
    cbor.end();
    if (!cbor.fault()) return message;
    DecodeFault fault = *cbor.fault();
    fault.messageType = type;
    return fault;
}

}  // namespace

Result<QByteArray> encode(const EdgeMessage& message) {
    return std::visit([](const auto& value) { return encodeMessage(value); }, message);
}

Result<QByteArray> encode(const CloudMessage& message) {
    return std::visit([](const auto& value) { return encodeMessage(value); }, message);
}

Decoded<EdgeMessage> decodeEdgeMessage(const QByteArray& bytes, std::size_t maxBytes) {
    return decodeOneOf<EdgeMessage>(bytes, maxBytes);
}

Decoded<CloudMessage> decodeCloudMessage(const QByteArray& bytes, std::size_t maxBytes) {
    return decodeOneOf<CloudMessage>(bytes, maxBytes);
}

}  // namespace msao::protocol
