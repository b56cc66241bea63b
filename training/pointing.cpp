// SPDX-License-Identifier: Apache-2.0
#include "training/pointing.h"

#include "msao/world/named_things.h"

#include <algorithm>
#include <string_view>

namespace msao::training {
namespace {

// What follows a text begins with a special token, so no token reaches across its end; and none reaches across the end
// of a word.

std::int64_t tokensOfQuestion(const TurnWriter& writer, const std::string& text) {
    return static_cast<std::int64_t>(writer.question(text).size() - writer.question("").size());
}

std::int64_t tokensOfAnswer(const TurnWriter& writer, const std::string& text) {
    return static_cast<std::int64_t>(writer.answer(text).size() - writer.answer("").size());
}

/// Where an item of a list ends that is named up to `from`: before a comma, an "and" or a full stop.
std::size_t endOfItem(const std::string& text, std::size_t from) {
    std::size_t end = text.size();
    for (const std::string_view separator : {", ", " and ", "."}) end = std::min(end, text.find(separator, from));
    return end;
}

/// What a description still has to name.
class Unnamed {
public:
    explicit Unnamed(std::vector<std::size_t> objects) : m_objects(std::move(objects)) {}

    const std::vector<std::size_t>& objects() const { return m_objects; }

    /// Of things that look the same, the first is meant; none: the name stands for several, or for one named before.
    std::vector<std::size_t> take(const std::vector<std::size_t>& fitting) {
        for (const std::size_t object : fitting) {
            const auto place = std::find(m_objects.begin(), m_objects.end(), object);
            if (place == m_objects.end()) continue;
            m_objects.erase(place);
            return {object};
        }
        return {};
    }

private:
    std::vector<std::size_t> m_objects;
};

/// Collects the pointers of one answer.
class AnswerReader {
public:
    AnswerReader(const std::string& answer, const TurnWriter& writer, std::int64_t asked)
        : m_answer(answer), m_writer(writer), m_asked(asked) {}

    void readName(const world::NamedThing& name, const std::vector<std::size_t>& objects) {
        // A word's token holds the space before it.
        const std::size_t before = name.begin > 0 && m_answer[name.begin - 1] == ' ' ? name.begin - 1 : name.begin;
        if (before > 0) point(before, objects);
        point(name.end, objects);
    }

    /// Behind an item it is decided whether another follows; in a list of sentences, behind its full stop.
    void readItemEnd(const world::NamedThing& name, const std::vector<std::size_t>& unnamed) {
        const std::size_t end = endOfItem(m_answer, name.end);
        if (end > name.end) point(end, unnamed);
        if (m_answer.compare(end, 1, ".") == 0) point(end + 1, unnamed);
    }

    std::vector<Pointer> take() { return std::move(m_pointers); }

private:
    void point(std::size_t end, const std::vector<std::size_t>& objects) {
        m_pointers.push_back({m_asked + tokensOfAnswer(m_writer, m_answer.substr(0, end)) - 1, objects});
    }

    const std::string& m_answer;
    const TurnWriter& m_writer;
    std::int64_t m_asked;
    std::vector<Pointer> m_pointers;
};

std::vector<Pointer> pointersOfAnswer(const world::Question& question, const world::Situation& situation,
                                      const TurnWriter& writer, std::int64_t asked) {
    AnswerReader reader(question.answer, writer, asked);
    Unnamed unnamed(question.objects);
    for (const world::NamedThing& name : world::namedThings(question.answer, situation)) {
        const bool isItem = question.type == world::QuestionType::Describe && !unnamed.objects().empty();
        const std::vector<std::size_t> item = isItem ? unnamed.take(name.objects) : std::vector<std::size_t>{};
        reader.readName(name, item.empty() ? name.objects : item);
        if (!item.empty()) reader.readItemEnd(name, unnamed.objects());
    }
    return reader.take();
}

}  // namespace

std::vector<Pointer> pointersOf(const world::Question& question, const world::Situation& situation,
                                const TurnWriter& writer) {
    std::vector<Pointer> pointers;
    for (const world::NamedThing& named : world::namedThings(question.text, situation))
        pointers.push_back({tokensOfQuestion(writer, question.text.substr(0, named.end)) - 1, named.objects});
    const auto asked = static_cast<std::int64_t>(writer.question(question.text).size());
    pointers.push_back({asked - 1, question.objects});
    for (Pointer& pointer : pointersOfAnswer(question, situation, writer, asked))
        pointers.push_back(std::move(pointer));
    return pointers;
}

}  // namespace msao::training
