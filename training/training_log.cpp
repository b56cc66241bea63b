// SPDX-License-Identifier: Apache-2.0
#include "training/training_log.h"

#include <nlohmann/json.hpp>

#include <unistd.h>
#include <cmath>
#include <cstdio>
#include <utility>

namespace msao::training {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double value) {
    return std::round(value * 1e4) / 1e4;
}

}  // namespace

TrainingLog::TrainingLog(const std::filesystem::path& file, std::string name, double secondsBetweenLines)
    : m_file(file, std::ios::app),
      m_name(std::move(name)),
      m_secondsBetweenLines(secondsBetweenLines),
      m_isTerminal(::isatty(STDERR_FILENO) != 0) {}

TrainingLog::~TrainingLog() {
    if (m_isTerminal) std::fputs("\n", stderr);
}

void TrainingLog::add(const StepReport& report, std::int64_t picturesLeft) {
    m_since.add(report.measures);
    m_pictures += report.pictures;
    const double seconds = std::chrono::duration<double>(Clock::now() - m_begin).count();
    const double speed = static_cast<double>(m_pictures) / seconds;
    if (m_isTerminal) draw(report, speed, picturesLeft);
    const bool isStageOver = report.position.stagePictures == 0;
    if (seconds < m_secondsBetweenLines && !isStageOver) return;
    write(report, speed);
    m_since = {};
    m_pictures = 0;
    m_begin = Clock::now();
}

void TrainingLog::draw(const StepReport& last, double picturesPerSecond, std::int64_t picturesLeft) {
    const double share =
        static_cast<double>(last.position.pictures) / static_cast<double>(last.position.pictures + picturesLeft);
    const auto minutesLeft = static_cast<long>(static_cast<double>(picturesLeft) / picturesPerSecond / 60);
    const bool isSeen = m_since.kind.seen > 0;
    std::fprintf(stderr,
                 "\r\x1b[K%s %3.0f %% | %.*s | %lld pictures, %.1f a second | loss %.3f | %s %.3f | %ld:%02ld left",
                 m_name.c_str(), 100 * share, static_cast<int>(last.stage->name.size()), last.stage->name.data(),
                 static_cast<long long>(last.position.pictures), picturesPerSecond, m_since.meanLoss(),
                 isSeen ? "shape" : "heard", isSeen ? m_since.kind.value() : m_since.heard.value(), minutesLeft / 60,
                 minutesLeft % 60);
    std::fflush(stderr);
}

void TrainingLog::write(const StepReport& last, double picturesPerSecond) {
    Json line = {{"stage", last.stage->name},
                 {"step", last.position.step},
                 {"pictures", last.position.pictures},
                 {"minutes", rounded(static_cast<double>(last.position.milliseconds) / 6e4)},
                 {"picturesPerSecond", rounded(picturesPerSecond)},
                 {"loss", rounded(m_since.meanLoss())},
                 {"gradientNorm", rounded(last.gradientNorm)},
                 {"languageRate", last.rates.language},
                 {"visionRate", last.rates.vision},
                 {"kind", rounded(m_since.kind.value())},
                 {"colour", rounded(m_since.colour.value())},
                 {"size", rounded(m_since.size.value())}};
    if (m_since.heard.seen > 0) {
        line["heard"] = rounded(m_since.heard.value());
        line["audioRate"] = last.rates.audio;
    }
    if (m_since.looks.seen > 0) {
        line["row"] = rounded(m_since.row.value());
        line["column"] = rounded(m_since.column.value());
        line["found"] = rounded(m_since.found.value());
        line["looks"] = rounded(m_since.looks.value());
    }
    for (const world::QuestionType type : world::kAllQuestionTypes) {
        const Share& share = m_since.answers[static_cast<std::size_t>(type)];
        if (share.seen > 0) line["exact"][world::name(type)] = rounded(share.value());
    }
    m_file << line.dump() << std::endl;
}

void TrainingLog::add(const Marks& marks, const Position& position) {
    Json line = {{"heldOut", true},
                 {"pictures", position.pictures},
                 {"minutes", rounded(static_cast<double>(position.milliseconds) / 6e4)},
                 {"short", rounded(marks.mean(true))}};
    for (const world::QuestionType type : world::kAllQuestionTypes) {
        const TypeMarks& of = marks.byType[static_cast<std::size_t>(type)];
        if (of.answers.seen == 0) continue;
        line["right"][world::name(type)] = rounded(of.answers.value());
        line["constant"][world::name(type)] = rounded(of.constantBaseline);
    }
    m_file << line.dump() << std::endl;
}

}  // namespace msao::training
