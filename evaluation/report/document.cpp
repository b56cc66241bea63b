// SPDX-License-Identifier: Apache-2.0
#include "evaluation/report/document.h"

#include "evaluation/report/html_text.h"
#include "evaluation/report/page_style.h"

#include <algorithm>

namespace msao::evaluation {

namespace {

class MarkdownBlock {
public:
    std::string operator()(const Paragraph& block) const { return block.text + "\n\n"; }
    std::string operator()(const Figure&) const { return ""; }
    std::string operator()(const Table& block) const {
        std::string text = row(block.heads) + row(std::vector<std::string>(block.heads.size(), "---"));
        for (const std::vector<std::string>& cells : block.rows) text += row(cells);
        return text + "\n";
    }

private:
    static std::string row(const std::vector<std::string>& cells) {
        std::string line = "|";
        for (std::string cell : cells) {
            std::ranges::replace(cell, '|', '/');
            std::ranges::replace(cell, '\n', ' ');
            line += " " + cell + " |";
        }
        return line + "\n";
    }
};

class HtmlBlock {
public:
    std::string operator()(const Paragraph& block) const { return "<p>" + escaped(block.text) + "</p>\n"; }
    std::string operator()(const Figure& block) const {
        return "<figure>\n" + block.svg + "<figcaption>" + escaped(block.caption) + "</figcaption>\n</figure>\n";
    }
    std::string operator()(const Table& block) const {
        std::string html = "<div class=\"scroll\"><table><thead><tr>";
        for (std::size_t i = 0; i < block.heads.size(); ++i) {
            html += std::string("<th scope=\"col\"") + (isOfFigures(block, i) ? "" : " class=\"words\"") + ">" +
                    escaped(block.heads[i]) + "</th>";
        }
        html += "</tr></thead><tbody>\n";
        for (const std::vector<std::string>& cells : block.rows) {
            html += "<tr>";
            for (std::size_t i = 0; i < cells.size(); ++i) html += tableCell(cells[i], isOfFigures(block, i));
            html += "</tr>\n";
        }
        return html + "</tbody></table></div>\n";
    }

private:
    static bool isOfFigures(const Table& block, std::size_t column) {
        return std::ranges::all_of(block.rows, [column](const auto& cells) { return isFigure(cells[column]); });
    }
};

}  // namespace

std::string documentMarkdown(const Document& document) {
    std::string text = "<!-- SPDX-License-Identifier: Apache-2.0 -->\n# " + document.title + "\n\n";
    for (const Paragraph& paragraph : document.opening) text += paragraph.text + "\n\n";
    for (const Section& section : document.sections) {
        text += "## " + section.title + "\n\n";
        for (const auto& block : section.blocks) text += std::visit(MarkdownBlock(), block);
    }
    while (text.ends_with("\n\n")) text.pop_back();
    return text;
}

std::string documentHtml(const Document& document) {
    std::string html = pageHead(document.title) + "<h1>" + escaped(document.title) + "</h1>\n";
    for (const Paragraph& paragraph : document.opening)
        html += "<p class=\"facts\">" + escaped(paragraph.text) + "</p>\n";
    for (const Section& section : document.sections) {
        html += "<h2>" + escaped(section.title) + "</h2>\n";
        for (const auto& block : section.blocks) html += std::visit(HtmlBlock(), block);
    }
    return html + "</body>\n</html>\n";
}

}  // namespace msao::evaluation
