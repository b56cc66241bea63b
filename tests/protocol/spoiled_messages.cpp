// SPDX-License-Identifier: Apache-2.0
#include "tests/protocol/spoiled_messages.h"

#include "protocol/codec/codec.h"
#include "protocol/codec/fields/all_fields.h"
#include "tests/protocol/golden_messages.h"
#include "tests/protocol/spoiled_fields.h"

#include <set>
#include <string>
#include <utility>
#include <variant>

namespace msao::protocol::tests {
namespace {

constexpr int kListHead = 4;
constexpr int kMapHead = 5;

QByteArray messageOf(std::uint64_t number, const QByteArray& map) {
    return cborHead(kListHead, 2) + cborHead(0, number) + map;
}

/// Fields of each message, whichever example it stands in first. Those of an example that came before have the same
/// name.
void addFields(const EdgeMessage& message, std::set<std::string>& named, std::vector<Spoiled>& all) {
    std::visit(
        [&](const auto& value) {
            const std::uint64_t number = kMessageType<std::remove_cvref_t<decltype(value)>>;
            for (Spoiled& map : SpoiledFields::maps(value)) {
                std::string why = std::to_string(number) + "." + map.why;
                if (named.insert(why).second) all.push_back({messageOf(number, map.bytes), std::move(why)});
            }
        },
        message);
}

/// An example as a whole.
void addWhole(std::string_view name, const QByteArray& good, std::vector<Spoiled>& all) {
    const auto add = [&](const QByteArray& bytes, const std::string& why) {
        all.push_back({bytes, std::string(name) + ": " + why});
    };
    for (qsizetype end = 1; end < good.size(); ++end) add(good.first(end), "cut after " + std::to_string(end));
    add(good + '\0', "a byte behind it");
    add(good + good, "twice in one");
    add(QByteArray::fromHex("81") + good, "in a list of its own");
    add(QByteArray::fromHex("83") + good.sliced(1) + '\0', "a list of three");
    add(QByteArray::fromHex("81") + good.sliced(1, 1), "its number alone");
    add(QByteArray::fromHex("9f") + good.sliced(1) + '\xff', "a list without a length");
    add(QByteArray::fromHex("8218ff") + good.sliced(2), "a number that no message has");
    add(QByteArray::fromHex("8220") + good.sliced(2), "a number below zero");
    add(QByteArray::fromHex("82f5") + good.sliced(2), "true for its number");
    add(QByteArray::fromHex("d9d9f7") + good, "a tag before it");
}

}  // namespace

// A map of one field less is another message, and no bad one: what is not sent is zero.
std::vector<Spoiled> SpoiledFields::spoiledMaps() const {
    std::vector<Spoiled> maps;
    for (const Entry& entry : m_entries) {
        const QByteArray key = cborHead(0, static_cast<std::uint64_t>(entry.key));
        const std::string name = std::to_string(entry.key);
        for (const Spoiled& bad : entry.bad) {
            const bool isInside = bad.why.starts_with('.') || bad.why.starts_with('[');
            maps.push_back({mapWith(entry, key + bad.bytes), name + (isInside ? "" : ": ") + bad.why});
        }
        if (!entry.written.isEmpty())
            maps.push_back({mapWith(entry, entry.written + entry.written, 2), name + ": twice"});
    }
    return maps;
}

/// `content` in the place of one field; one that may not stand beside it is left out.
QByteArray SpoiledFields::mapWith(const Entry& spoiled, const QByteArray& content, std::uint64_t itsFields) const {
    std::uint64_t count = itsFields;
    QByteArray all;
    for (const Entry& entry : m_entries) {
        const bool isSpoiled = &entry == &spoiled;
        if (isSpoiled) all += content;
        if (isSpoiled || entry.written.isEmpty() || entry.key == spoiled.rival) continue;
        all += entry.written;
        ++count;
    }
    return cborHead(kMapHead, count) + all;
}

std::vector<Spoiled> spoiledMessages() {
    std::vector<Spoiled> all;
    std::set<std::string> named;
    for (const GoldenMessage& golden : goldenMessages()) {
        const auto* const message = std::get_if<EdgeMessage>(&golden.message);
        if (message == nullptr) continue;
        addFields(*message, named, all);
        if (const auto good = encode(*message)) addWhole(golden.name, *good, all);
    }
    // Examples that begin alike are alike when they are cut there.
    std::set<QByteArray> seen;
    std::erase_if(all, [&](const Spoiled& spoiled) { return !seen.insert(spoiled.bytes).second; });
    return all;
}

}  // namespace msao::protocol::tests
