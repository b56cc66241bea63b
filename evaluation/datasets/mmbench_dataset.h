// SPDX-License-Identifier: Apache-2.0
// MMBench in its official form: a table with tabs, pictures in base64.
#pragma once

#include "evaluation/datasets/dataset.h"
#include "evaluation/datasets/tsv_rows.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace msao::evaluation {

struct MmbenchOptions {
    std::filesystem::path table;
    std::uint64_t seed = 1;
    std::size_t samples = 100;  // questions
    bool isCircular = true;     // each question as often as it has options, which move on by one each time
};

/// Types are the abilities (category), dimensions the coarser ones (l2-category). Pictures stay in the file until it is
/// their turn. Rows that are turned copies of others, as some files have them, are passed over: turning is done here.
class MmbenchDataset final : public Dataset {
public:
    static engine::Result<std::unique_ptr<MmbenchDataset>> open(const MmbenchOptions& options);

    std::string_view name() const override { return "mmbench"; }
    std::size_t size() const override { return m_turns.size(); }
    engine::Result<Sample> sample(std::size_t index) const override;
    const RowFaults& faults() const override { return m_faults; }

private:
    struct Question {
        std::int64_t index = 0;
        std::uint64_t offset = 0;
        std::string text;  // hint included
        std::vector<std::string> options;
        std::size_t right = 0;
        std::string category;
        std::string dimension;
    };
    struct Turn {
        std::size_t question = 0;
        std::size_t shift = 0;
    };
    explicit MmbenchDataset(TsvRows rows) : m_rows(std::move(rows)) {}
    engine::Status readHead(const std::filesystem::path& table);
    void readRows(const MmbenchOptions& options);
    Question questionOf(const TsvRows::Row& row) const;
    const std::string& field(const TsvRows::Row& row, const std::string& column) const;
    engine::Result<std::string> imageText(std::uint64_t offset) const;
    engine::Result<engine::RgbImage> imageOf(const Question& question) const;

    mutable TsvRows m_rows;  // reading moves it
    std::map<std::string, std::size_t> m_columns;
    std::size_t m_fieldCount = 0;
    std::unordered_map<std::int64_t, std::uint64_t> m_offsets;  // of every row: pictures may be another row's
    std::vector<Question> m_questions;
    std::vector<Turn> m_turns;
    RowFaults m_faults;
};

}  // namespace msao::evaluation
