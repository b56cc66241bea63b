// SPDX-License-Identifier: Apache-2.0
#include "evaluation/datasets/mmbench_dataset.h"

#include "evaluation/datasets/base64.h"
#include "evaluation/datasets/json_fields.h"
#include "evaluation/datasets/seeded_choice.h"
#include "evaluation/scoring/chosen_option.h"

#include <charconv>
#include <optional>
#include <utility>

namespace msao::evaluation {

using namespace engine;

namespace {

constexpr std::int64_t kCopiesFrom = 1'000'000;  // index of the first turned copy, in files that hold them
constexpr std::size_t kMaxReferenceLetters = 12;
constexpr char kFirstOption = 'A';
constexpr int kMaxOptions = 8;

std::optional<std::int64_t> wholeNumber(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

/// Spreadsheets written by pandas say so where nothing stands.
bool isAbsent(const std::string& field) {
    return field.empty() || field == "nan" || field == "NaN";
}

std::string letter(std::size_t option) {
    return std::string(1, static_cast<char>(kFirstOption + static_cast<char>(option)));
}

std::vector<std::string> turned(const std::vector<std::string>& options, std::size_t shift) {
    std::vector<std::string> result;
    for (std::size_t i = 0; i < options.size(); ++i) result.push_back(options[(i + shift) % options.size()]);
    return result;
}

std::string asked(const std::string& text, const std::vector<std::string>& options) {
    std::string question = text + "\n";
    for (std::size_t i = 0; i < options.size(); ++i) question += letter(i) + ". " + options[i] + "\n";
    return question + "Answer with the option's letter from the given choices directly.";
}

}  // namespace

Result<std::unique_ptr<MmbenchDataset>> MmbenchDataset::open(const MmbenchOptions& options) {
    MSAO_TRY(TsvRows rows, TsvRows::open(options.table));
    std::unique_ptr<MmbenchDataset> dataset(new MmbenchDataset(std::move(rows)));
    MSAO_CHECK(dataset->readHead(options.table));
    dataset->readRows(options);
    for (std::size_t q = 0; q < dataset->m_questions.size(); ++q) {
        const std::size_t turns = options.isCircular ? dataset->m_questions[q].options.size() : 1;
        for (std::size_t shift = 0; shift < turns; ++shift) dataset->m_turns.push_back({q, shift});
    }
    if (!dataset->m_turns.empty()) return dataset;
    return Error{ErrorCode::MalformedFile, options.table.string() + ": expected a question, found none; " +
                                               std::to_string(dataset->m_faults.count()) + " rows are broken"};
}

Status MmbenchDataset::readHead(const std::filesystem::path& table) {
    const std::optional<TsvRows::Row> head = m_rows.next();
    for (std::size_t i = 0; head && i < head->fields.size(); ++i) m_columns.emplace(head->fields[i], i);
    m_fieldCount = head ? head->fields.size() : 0;
    for (const char* column : {"index", "question", "image", "A", "B", "answer"}) {
        if (!m_columns.contains(column)) {
            return Error{ErrorCode::MalformedFile,
                         table.string() + ": expected a column `" + column + "`, with tabs between columns"};
        }
    }
    return Done{};
}

void MmbenchDataset::readRows(const MmbenchOptions& options) {
    SeededChoice<Question> choice(options.seed, options.samples);
    for (std::size_t line = 2; const std::optional<TsvRows::Row> row = m_rows.next(); ++line) {
        if (row->fields.size() == 1 && row->fields.front().empty() && row->fault.empty()) continue;
        try {
            Question question = questionOf(*row);
            const bool isCopy = question.index >= kCopiesFrom && m_offsets.contains(question.index % kCopiesFrom);
            if (!m_offsets.emplace(question.index, row->offset).second)
                throw RowFault{"has the index of another row, " + std::to_string(question.index)};
            const auto id = static_cast<std::uint64_t>(question.index);
            if (!isCopy) choice.offer(id, std::move(question));
        } catch (const RowFault& fault) {
            m_faults.add("row " + std::to_string(line) + ": " + fault.what);
        }
    }
    m_questions = choice.take();
}

const std::string& MmbenchDataset::field(const TsvRows::Row& row, const std::string& column) const {
    static const std::string kNothing;
    const auto place = m_columns.find(column);
    if (place == m_columns.end() || isAbsent(row.fields[place->second])) return kNothing;
    return row.fields[place->second];
}

MmbenchDataset::Question MmbenchDataset::questionOf(const TsvRows::Row& row) const {
    if (!row.fault.empty()) throw RowFault{row.fault};
    if (row.fields.size() != m_fieldCount) {
        throw RowFault{"expected " + std::to_string(m_fieldCount) + " fields, found " +
                       std::to_string(row.fields.size())};
    }
    Question question;
    const std::optional<std::int64_t> index = wholeNumber(field(row, "index"));
    if (!index) throw RowFault{"expected a whole number as `index`"};
    question.index = *index;
    question.offset = row.offset;
    const std::string& hint = field(row, "hint");
    question.text = (hint.empty() ? "" : hint + "\n") + field(row, "question");
    question.category = field(row, "category");
    question.dimension = field(row, "l2-category");
    for (int i = 0; i < kMaxOptions; ++i) {
        const std::string& option = field(row, letter(static_cast<std::size_t>(i)));
        if (option.empty()) break;
        question.options.push_back(option);
        if (option.size() > kMaxRowTextBytes) throw RowFault{"has an option longer than 10000 bytes"};
    }
    if (question.text.empty() || question.text.size() > kMaxRowTextBytes)
        throw RowFault{"expected a `question` of at most 10000 bytes"};
    if (question.options.size() < 2) throw RowFault{"expected options `A` and `B` at least"};
    const std::string& right = field(row, "answer");
    question.right = right.size() == 1 ? static_cast<std::size_t>(right[0] - kFirstOption) : question.options.size();
    if (question.right >= question.options.size()) throw RowFault{"expected the letter of an option as `answer`"};
    return question;
}

Result<std::string> MmbenchDataset::imageText(std::uint64_t offset) const {
    m_rows.seek(offset);
    const std::optional<TsvRows::Row> row = m_rows.next();
    if (row && row->fields.size() == m_fieldCount) return row->fields[m_columns.at("image")];
    return Error{ErrorCode::MalformedFile, "the table changed while it was read"};
}

/// A picture that several rows show stands in one of them; the others have its index.
Result<RgbImage> MmbenchDataset::imageOf(const Question& question) const {
    MSAO_TRY(std::string text, imageText(question.offset));
    if (text.size() <= kMaxReferenceLetters) {
        const std::optional<std::int64_t> other = wholeNumber(text);
        const auto place = other ? m_offsets.find(*other) : m_offsets.end();
        if (place == m_offsets.end())
            return Error{ErrorCode::MalformedFile, "expected a picture, or the index of a row that has it"};
        MSAO_TRY(text, imageText(place->second));
    }
    const std::optional<std::vector<std::byte>> bytes = decodeBase64(text);
    if (!bytes) return Error{ErrorCode::MalformedFile, "expected a picture in base64"};
    return decodeImage(*bytes);
}

Result<Sample> MmbenchDataset::sample(std::size_t index) const {
    const Turn& turn = m_turns[index];
    const Question& question = m_questions[turn.question];
    Sample sample;
    sample.group = std::to_string(question.index);
    sample.id = sample.group + "/" + std::to_string(turn.shift);
    sample.type = question.category;
    sample.dimension = question.dimension;
    Result<RgbImage> image = imageOf(question);
    if (!image) return Error{image.error().code, "index " + sample.group + ": " + image.error().message};
    sample.pictures.frames.push_back(*std::move(image));
    const std::vector<std::string> options = turned(question.options, turn.shift);
    const std::size_t right = (question.right + options.size() - turn.shift) % options.size();
    sample.question = asked(question.text, options);
    sample.expected = letter(right) + ". " + options[right];
    sample.score = [options, right](std::string_view answer) {
        return chosenOption(answer, options) == right ? 1.0 : 0.0;
    };
    return sample;
}

}  // namespace msao::evaluation
