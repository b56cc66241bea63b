// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/safetensors_json.h"

#include "engine/base/printable.h"
#include "engine/checkpoint/element_type.h"

#include <nlohmann/json.hpp>

#include <limits>
#include <set>
#include <utility>

namespace msao::engine {
namespace {

constexpr std::size_t kMaxTensors = 100'000;
constexpr std::size_t kMaxNameBytes = 512;
constexpr std::size_t kMaxDimensions = 8;
constexpr std::size_t kMaxMetadata = 10'000;

/// Follows the parser through {"name": {"dtype": ..., "shape": [...], "data_offsets": [...]}, "__metadata__": {...}}.
class HeaderReader {
public:
    using json = nlohmann::json;

    std::vector<SafetensorsEntry> takeEntries() { return std::move(m_entries); }
    const std::string& complaint() const { return m_complaint; }

    bool null() { return unexpected("null"); }
    bool boolean(bool value) { return unexpected(value ? "true" : "false"); }
    bool number_float(json::number_float_t, const json::string_t& text) { return unexpected(printable(text)); }
    bool binary(json::binary_t&) { return unexpected("binary"); }
    bool number_integer(json::number_integer_t value) { return unexpected(std::to_string(value)); }  // negative only

    bool number_unsigned(json::number_unsigned_t value) {
        if (m_place == Place::Shape) return addDimension(value);
        if (m_place == Place::Offsets) return addOffset(value);
        return unexpected(std::to_string(value));
    }

    bool string(json::string_t& value) {
        if (m_place == Place::Metadata) return true;
        if (m_place != Place::Tensor || m_field != Field::Type) return unexpected("\"" + printable(value) + "\"");
        const auto type = elementTypeNamed(value);
        if (!type) return refuse(where() + ": a type that no Qwen checkpoint holds: " + printable(value));
        m_entries.back().type = *type;
        return true;
    }

    bool start_object(std::size_t) {
        switch (m_place) {
            case Place::Outside:
                m_place = Place::Root;
                return true;
            case Place::Root:
                m_place = m_nextIsMetadata ? Place::Metadata : Place::Tensor;
                return true;
            case Place::Metadata:
            case Place::Tensor:
            case Place::Shape:
            case Place::Offsets:
                break;
        }
        return unexpected("an object");
    }

    bool end_object() {
        if (m_place == Place::Tensor && !isComplete()) return false;
        m_place = m_place == Place::Root ? Place::Outside : Place::Root;
        return true;
    }

    bool start_array(std::size_t) {
        if (m_place != Place::Tensor || m_field == Field::Type) return unexpected("a list");
        m_place = m_field == Field::Shape ? Place::Shape : Place::Offsets;
        return true;
    }

    bool end_array() {
        if (m_place == Place::Offsets && m_offsetCount != 2)
            return unexpected("a list of " + std::to_string(m_offsetCount));
        m_place = Place::Tensor;
        return true;
    }

    bool key(json::string_t& name) {
        if (m_place == Place::Root) return enterEntry(name);
        if (m_place == Place::Metadata) return enterMetadata(name);
        return enterField(name);
    }

    bool parse_error(std::size_t position, const std::string& token, const nlohmann::detail::exception& reason) {
        static_cast<void>(reason);
        return refuse("header: not valid JSON at byte " + std::to_string(position) + ", near `" + printable(token) +
                      "`");
    }

private:
    enum class Place { Outside, Root, Metadata, Tensor, Shape, Offsets };
    enum class Field { Type, Shape, Offsets };

    bool refuse(std::string complaint) {
        m_complaint = std::move(complaint);
        return false;
    }

    std::string where() const {
        if (m_place == Place::Outside) return "header";
        if (m_place == Place::Metadata || m_nextIsMetadata) return "header: `__metadata__`";
        if (m_entries.empty()) return "header";
        const std::string tensor = "tensor `" + printable(m_entries.back().name) + "`";
        if (m_place == Place::Root) return tensor;
        constexpr const char* kFields[] = {": dtype", ": shape", ": data_offsets"};
        return tensor + kFields[static_cast<int>(m_field)];
    }

    std::string expected() const {
        if (m_place == Place::Metadata) return "a string";
        if (m_place == Place::Outside || m_place == Place::Root) return "an object";
        if (m_field == Field::Type) return "a string";
        return m_field == Field::Shape ? "a list of at most 8 non-negative integers" : "two non-negative integers";
    }

    bool unexpected(const std::string& found) {
        return refuse(where() + ": expected " + expected() + ", found " + found);
    }

    bool enterEntry(std::string& name) {
        m_nextIsMetadata = name == "__metadata__";
        if (m_nextIsMetadata) {
            if (std::exchange(m_hasMetadata, true)) return refuse("header: `__metadata__` stands twice");
            return true;
        }
        if (name.empty() || name.size() > kMaxNameBytes) {
            return refuse("header: tensor name: expected 1 to 512 bytes, found " + std::to_string(name.size()));
        }
        if (m_entries.size() == kMaxTensors)
            return refuse("header: more than " + std::to_string(kMaxTensors) + " tensors");
        m_entries.emplace_back().name = name;
        m_seen = {};
        m_offsetCount = 0;
        return true;
    }

    bool enterMetadata(const std::string& name) {
        if (m_metadataKeys.size() == kMaxMetadata) return refuse("header: `__metadata__` has too many keys");
        if (m_metadataKeys.insert(name).second) return true;
        return refuse("header: `__metadata__`: key `" + printable(name) + "` stands twice");
    }

    bool enterField(const std::string& name) {
        const std::string tensor = "tensor `" + printable(m_entries.back().name) + "`: ";
        if (name == "dtype")
            m_field = Field::Type;
        else if (name == "shape")
            m_field = Field::Shape;
        else if (name == "data_offsets")
            m_field = Field::Offsets;
        else
            return refuse(tensor + "expected dtype, shape and data_offsets, found key `" + printable(name) + "`");
        if (std::exchange(m_seen[static_cast<std::size_t>(m_field)], true))
            return refuse(tensor + "key `" + name + "` stands twice");
        return true;
    }

    bool isComplete() {
        for (const bool seen : m_seen) {
            if (!seen) {
                return refuse("tensor `" + printable(m_entries.back().name) +
                              "`: expected dtype, shape and data_offsets, found only some of them");
            }
        }
        return true;
    }

    bool addDimension(std::uint64_t value) {
        std::vector<std::int64_t>& shape = m_entries.back().shape;
        if (shape.size() == kMaxDimensions) return unexpected("more");
        if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
            return unexpected(std::to_string(value));
        shape.push_back(static_cast<std::int64_t>(value));
        return true;
    }

    bool addOffset(std::uint64_t value) {
        if (m_offsetCount == 2) return unexpected("more");
        (m_offsetCount++ == 0 ? m_entries.back().begin : m_entries.back().end) = value;
        return true;
    }

    Place m_place = Place::Outside;
    Field m_field = Field::Type;
    std::array<bool, 3> m_seen = {};
    std::size_t m_offsetCount = 0;
    bool m_nextIsMetadata = false;
    bool m_hasMetadata = false;
    std::set<std::string> m_metadataKeys;
    std::vector<SafetensorsEntry> m_entries;
    std::string m_complaint;
};

}  // namespace

Result<std::vector<SafetensorsEntry>> parseSafetensorsJson(std::string_view text, std::string_view fileName) {
    HeaderReader reader;
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &reader)) {
        return Error{ErrorCode::MalformedFile, std::string(fileName) + ": " + reader.complaint()};
    }
    return reader.takeEntries();
}

}  // namespace msao::engine
