// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/report/html_text.h"

#include <string>
#include <string_view>

namespace msao::evaluation {

/// Colours that people who see few of them tell apart (Okabe and Ito), lighter on dark ground. Tables are wider than
/// lines that are read; what does not fit is scrolled, past the names in the first column. Paper cannot be scrolled:
/// tables are small there, and pages lie on their side.
inline constexpr std::string_view kPageStyle = R"(
:root { --ground: #fff; --ink: #1c1c22; --quiet: #5d5d68; --grid: #d9d9e0; --c0: #0072b2; --c1: #d55e00; --c2: #009e73; --c3: #a65d8c; --c4: #b8860b; }
@media (prefers-color-scheme: dark) { :root { --ground: #17171c; --ink: #ececf1; --quiet: #a3a3b0; --grid: #3a3a45; --c0: #56b4e9; --c1: #f0915a; --c2: #3cc79f; --c3: #dd9bc4; --c4: #e6c229; } }
body { background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; max-width: 78rem; margin: 2rem auto; padding: 0 1rem; }
p, li { max-width: 62rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; }
.facts, figcaption, .note { color: var(--quiet); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .9rem; } th, td { padding: .2rem .7rem .2rem 0; text-align: right; border-bottom: 1px solid var(--grid); }
th:first-child, td:first-child, .words td, td.words, th.words { text-align: left; } td.figure { white-space: nowrap; } td:first-child { min-width: 10rem; }
.scroll th:first-child, .scroll td:first-child { position: sticky; left: 0; background: var(--ground); }
figure { margin: 1rem 0; } svg { width: 100%; max-width: 48rem; font: 12px system-ui, sans-serif; } svg text { fill: var(--ink); }
svg .tick, svg .axis { fill: var(--quiet); }
@media print { :root { --ground: #fff; --ink: #000; --quiet: #444; --grid: #bbb; --c0: #0072b2; --c1: #d55e00; --c2: #009e73; --c3: #a65d8c; --c4: #b8860b; } figure, tr { break-inside: avoid; } body { max-width: none; } .scroll { overflow: visible; } table { font-size: 68%; } th, td { padding-right: .4rem; } }
@page { size: landscape; margin: 12mm; }
)";

/// Up to the opened body.
inline std::string pageHead(const std::string& title) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
           escaped(title) + "</title>\n<style>" + std::string(kPageStyle) + "</style>\n</head>\n<body>\n";
}

}  // namespace msao::evaluation
