// SPDX-License-Identifier: Apache-2.0
// What a run says: a line on the terminal that is drawn anew, and JSON lines in a file.
#pragma once

#include "training/examination.h"
#include "training/trainer.h"

#include <chrono>
#include <filesystem>
#include <fstream>

namespace msao::training {

class TrainingLog {
public:
    TrainingLog(const std::filesystem::path& file, std::string name, double secondsBetweenLines);
    ~TrainingLog();

    /// Every step; written down now and then, and at the end of a stage, as means since the last time.
    void add(const StepReport& report, std::int64_t picturesLeft);
    void add(const Marks& marks, const Position& position);

private:
    using Clock = std::chrono::steady_clock;

    void write(const StepReport& last, double picturesPerSecond);
    void draw(const StepReport& last, double picturesPerSecond, std::int64_t picturesLeft);

    std::ofstream m_file;
    std::string m_name;
    double m_secondsBetweenLines;
    bool m_isTerminal;
    Measures m_since;
    std::int64_t m_pictures = 0;
    Clock::time_point m_begin = Clock::now();
};

}  // namespace msao::training
