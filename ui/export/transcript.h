// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export_source.h"

#include <QCoreApplication>

#include <utility>

class QIODevice;

namespace msao::ui {

/// What both forms of a transcript say, in the window's language.
class Transcript {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::Transcript)

public:
    using Fact = std::pair<QString, QString>;

    static QString title() { return tr("MSAO Studio: transcript"); }
    /// How the run was made, as it says itself: "link: emulated".
    static QList<Fact> runFacts(const RunState& run);
    /// What remains of a question in numbers.
    static QList<Fact> facts(const RequestState& request);
    /// "12 proposed = 9 accepted + 2 corrected + 1 rejected"
    static QString draftSum(const RunCounts& counts);
    static QString noQuestion() { return tr("Nothing was asked in this run."); }
    static QString noAnswer() { return tr("No answer yet."); }
};

/// A transcript to read and to paste: questions, answers, marks, numbers. What the models and the user said is quoted
/// and cannot become a heading, a link or HTML of the document.
class MarkdownTranscript {
public:
    static engine::Status write(const ExportSource& source, QIODevice& out);
};

/// A transcript as one page without any other file, script or address: every token with its colour, its mark and, on
/// hovering, its reason; the entropy of each answer; light, dark and on paper.
class HtmlTranscript {
public:
    static engine::Status write(const ExportSource& source, QIODevice& out);
};

}  // namespace msao::ui
