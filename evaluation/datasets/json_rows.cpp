// SPDX-License-Identifier: Apache-2.0
#include "evaluation/datasets/json_rows.h"

#include "engine/base/json.h"
#include "engine/base/mapped_file.h"

#include <nlohmann/json.hpp>

#include <set>
#include <string_view>

namespace msao::evaluation {

using namespace engine;
using nlohmann::json;

namespace {

constexpr std::size_t kMaxRowValues = 20'000;
constexpr int kRowDepth = 2;
using Event = json::parse_event_t;

/// Follows the parser: tells rows and lets go of them.
class RowFollower {
public:
    explicit RowFollower(const JsonRowHandler& handler) : m_handler(handler) {}

    bool operator()(int depth, Event event, json& parsed) {
        if (depth == 0) return true;
        if (depth == 1) return member(event, parsed);
        if (m_row == nullptr) return false;
        if (depth == kRowDepth) return atRow(event, parsed);
        return ++m_values <= kMaxRowValues;
    }

    bool hasSeen(const std::string& list) const { return m_seen.contains(list); }

private:
    bool member(Event event, const json& parsed) {
        if (event == Event::key) {
            m_name = parsed.get<std::string>();
            return true;
        }
        if (event == Event::array_start) enterList();
        if (event == Event::array_end) m_row = nullptr;
        if (event == Event::value && parsed.is_string() && m_handler.text)
            m_handler.text(m_name, parsed.get_ref<const std::string&>());
        if (event == Event::value && parsed.is_number_unsigned() && m_handler.count)
            m_handler.count(m_name, parsed.get<std::uint64_t>());
        return event == Event::array_start;
    }

    void enterList() {
        const auto list = m_handler.lists.find(m_name);
        if (list == m_handler.lists.end()) return;
        m_row = &list->second;
        m_index = 0;
        m_seen.insert(m_name);
    }

    /// A row begins, ends, or is a plain value, which is a broken one.
    bool atRow(Event event, const json& parsed) {
        if (event == Event::object_start || event == Event::array_start) {
            m_values = 0;
            return true;
        }
        if (event == Event::key) return true;
        (*m_row)(m_index++, m_values <= kMaxRowValues ? parsed : json());
        return false;
    }

    const JsonRowHandler& m_handler;
    std::string m_name;
    const JsonRow* m_row = nullptr;  // of the list at hand
    std::set<std::string> m_seen;
    std::size_t m_index = 0;
    std::size_t m_values = 0;
};

}  // namespace

Status readJsonRows(const std::filesystem::path& path, const JsonRowHandler& handler) {
    MSAO_TRY(const MappedFile file, MappedFile::open(path));
    const std::string_view text(reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size());
    MSAO_CHECK(checkJsonTokenLengths(text, path.string()));
    RowFollower follower(handler);
    try {
        [[maybe_unused]] const json rest = json::parse(text.begin(), text.end(), std::ref(follower));
    } catch (const json::exception& fault) {
        return Error{ErrorCode::MalformedFile, path.string() + ": " + fault.what()};
    }
    for (const auto& [list, row] : handler.lists) {
        if (!follower.hasSeen(list))
            return Error{ErrorCode::MalformedFile, path.string() + ": expected a list `" + list + "`"};
    }
    return Done{};
}

}  // namespace msao::evaluation
