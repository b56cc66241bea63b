// SPDX-License-Identifier: Apache-2.0
// A report's text, tables and figures, written once and shown as Markdown or as a page.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace msao::evaluation {

struct Paragraph {
    std::string text;
};

struct Table {
    std::vector<std::string> heads;
    std::vector<std::vector<std::string>> rows;
};

/// Markdown leaves it out: its numbers stand in a table.
struct Figure {
    std::string svg;  // of svg_chart.h
    std::string caption;
};

struct Section {
    std::string title;
    std::vector<std::variant<Paragraph, Table, Figure>> blocks;

    Section& add(Paragraph block) { return blocks.emplace_back(std::move(block)), *this; }
    Section& add(Table block) { return blocks.emplace_back(std::move(block)), *this; }
    Section& add(Figure block) { return blocks.emplace_back(std::move(block)), *this; }
};

struct Document {
    std::string title;
    std::vector<Paragraph> opening;
    std::vector<Section> sections;
};

std::string documentMarkdown(const Document& document);
/// One file that needs nothing else; light, dark and on paper.
std::string documentHtml(const Document& document);

}  // namespace msao::evaluation
