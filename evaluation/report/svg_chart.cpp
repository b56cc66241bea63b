// SPDX-License-Identifier: Apache-2.0
#include "evaluation/report/svg_chart.h"

#include "evaluation/report/html_text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <numeric>

namespace msao::evaluation {
namespace {

constexpr double kWidth = 720;
constexpr double kLabelWidth = 190;
constexpr double kValueWidth = 80;
constexpr double kBarHeight = 18;
constexpr double kBarStep = 26;
constexpr double kTop = 12;
constexpr double kAxisHeight = 44;
constexpr double kLegendHeight = 24;
constexpr double kLineChartHeight = 280;
constexpr double kTickWidth = 52;
constexpr double kLineHeight = 15;
constexpr std::size_t kColours = 5;

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", std::isfinite(value) ? value : 0.0);
    return text;
}

std::string colour(std::size_t index) {
    return "var(--c" + std::to_string(index % kColours) + ")";
}

std::string text(double x, double y, const char* anchor, const std::string& words, const char* className = "") {
    return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\" class=\"" + className +
           "\">" + escaped(words) + "</text>\n";
}

std::string line(double x1, double y1, double x2, double y2, const std::string& style) {
    return "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" + number(y2) +
           "\" style=\"" + style + "\"/>\n";
}

std::string opening(double height, const std::string& title) {
    return "<svg viewBox=\"0 0 " + number(kWidth) + " " + number(height) + "\" role=\"img\" aria-label=\"" +
           escaped(title) + "\">\n<title>" + escaped(title) + "</title>\n";
}

std::string legend(const std::vector<std::string>& names, double y) {
    std::string svg;
    double x = kLabelWidth;
    for (std::size_t i = 0; i < names.size(); ++i) {
        svg += "<rect x=\"" + number(x) + "\" y=\"" + number(y - 10) +
               "\" width=\"12\" height=\"12\" rx=\"2\" style=\"fill:" + colour(i) + "\"/>\n" +
               text(x + 17, y, "start", names[i]);
        x += 40 + 7.0 * static_cast<double>(names[i].size());
    }
    return svg;
}

/// A round number of steps that covers `most`: 1, 2 or 5 times a power of ten each.
double tickStep(double most) {
    if (most <= 0 || !std::isfinite(most)) return 1;
    const double raw = most / 5;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (raw <= factor * power) return factor * power;
    }
    return 10 * power;
}

double sumOf(const ChartBar& bar) {
    return std::accumulate(bar.parts.begin(), bar.parts.end(), 0.0);
}

double mostOf(const std::vector<ChartBar>& bars) {
    double most = 0;
    for (const ChartBar& bar : bars) most = std::max({most, sumOf(bar), bar.interval ? bar.interval->high : 0.0});
    return most;
}

/// Bars in a frame from kLabelWidth on, `most` at its right end.
class BarPlot {
public:
    BarPlot(const ChartAxis& axis, double most) : m_axis(axis), m_most(most > 0 ? most : 1) {}

    double x(double value) const {
        return kLabelWidth + std::clamp(value / m_most, 0.0, 1.0) * (kWidth - kLabelWidth - kValueWidth);
    }

    std::string grid(double bottom) const {
        std::string svg;
        const double step = tickStep(m_most);
        for (double value = 0; value <= m_most * 1.0001; value += step) {
            svg += line(x(value), kTop - 4, x(value), bottom, "stroke:var(--grid)");
            svg += text(x(value), bottom + 16, "middle", m_axis.tick(value), "tick");
        }
        return svg + text(kLabelWidth, bottom + 34, "start", m_axis.title, "axis");
    }

    std::string bar(const ChartBar& bar, double y, std::size_t firstColour) const {
        std::string svg = text(kLabelWidth - 8, y + 13, "end", bar.label);
        double from = 0;
        for (std::size_t i = 0; i < bar.parts.size(); ++i) {
            svg += "<rect x=\"" + number(x(from)) + "\" y=\"" + number(y) + "\" width=\"" +
                   number(x(from + bar.parts[i]) - x(from)) + "\" height=\"" + number(kBarHeight) +
                   "\" style=\"fill:" + colour(firstColour + i) + "\"/>\n";
            from += bar.parts[i];
        }
        double end = from;
        if (bar.interval) {
            const double middle = y + kBarHeight / 2;
            svg +=
                line(x(bar.interval->low), middle, x(bar.interval->high), middle, "stroke:var(--ink);stroke-width:2");
            end = std::max(end, bar.interval->high);
        }
        return svg + text(x(end) + 8, y + 13, "start", m_axis.tick(from), "value");
    }

private:
    const ChartAxis& m_axis;
    double m_most;
};

struct Frame {
    double left = 70, right = kWidth - 150, top = kTop, bottom = kLineChartHeight - kAxisHeight;
    double xLow = 0, xHigh = 1, yLow = 0, yHigh = 1;

    double x(double value) const { return left + (value - xLow) / (xHigh - xLow) * (right - left); }
    double y(double value) const { return bottom - (value - yLow) / (yHigh - yLow) * (bottom - top); }
};

Frame frameOf(const std::vector<ChartLine>& lines) {
    constexpr double kFar = std::numeric_limits<double>::max();
    Frame frame;
    frame.xLow = frame.yLow = kFar;
    frame.xHigh = frame.yHigh = -kFar;
    for (const ChartLine& line : lines) {
        for (const ChartPoint& point : line.points) {
            const Interval interval = point.interval.value_or(Interval{point.y, point.y});
            frame.xLow = std::min(frame.xLow, point.x);
            frame.xHigh = std::max(frame.xHigh, point.x);
            frame.yLow = std::min(frame.yLow, interval.low);
            frame.yHigh = std::max(frame.yHigh, interval.high);
        }
    }
    if (frame.xHigh <= frame.xLow) frame.xHigh = frame.xLow + 1;
    // Level lines get some room, or all ticks would be written alike.
    const double level = std::max(std::abs(frame.yLow), std::abs(frame.yHigh));
    const double step = tickStep(std::max(frame.yHigh - frame.yLow, level > 0 ? 0.1 * level : 1.0));
    frame.yLow = std::floor(frame.yLow / step) * step;
    frame.yHigh = std::ceil(frame.yHigh / step) * step;
    if (frame.yHigh > frame.yLow) return frame;
    if (frame.yHigh > 0) {
        frame.yLow -= step;  // a share of all has none above it
    } else {
        frame.yHigh += step;
    }
    return frame;
}

std::string axes(const Frame& frame, const ChartAxis& x, const ChartAxis& y, const std::vector<double>& xTicks) {
    std::string svg;
    const double step = tickStep(frame.yHigh - frame.yLow);
    for (double value = frame.yLow; value <= frame.yHigh + step / 1000; value += step) {
        svg += line(frame.left, frame.y(value), frame.right, frame.y(value), "stroke:var(--grid)");
        svg += text(frame.left - 8, frame.y(value) + 4, "end", y.tick(value), "tick");
    }
    double written = -kTickWidth;
    for (const double value : xTicks) {
        if (frame.x(value) - written < kTickWidth) continue;  // two would stand in one place
        written = frame.x(value);
        svg += text(written, frame.bottom + 18, "middle", x.tick(value), "tick");
    }
    svg += text(frame.left, frame.bottom + 38, "start", x.title + "; upwards: " + y.title, "axis");
    return svg;
}

std::string drawn(const Frame& frame, const ChartLine& chartLine, std::size_t index) {
    std::string path;
    std::string marks;
    for (const ChartPoint& point : chartLine.points) {
        path += (path.empty() ? "M" : "L") + number(frame.x(point.x)) + " " + number(frame.y(point.y));
        marks += "<circle cx=\"" + number(frame.x(point.x)) + "\" cy=\"" + number(frame.y(point.y)) +
                 "\" r=\"4\" style=\"fill:" + colour(index) + "\"/>\n";
        if (!point.interval) continue;
        marks += line(frame.x(point.x), frame.y(point.interval->low), frame.x(point.x), frame.y(point.interval->high),
                      "stroke:" + colour(index));
    }
    return "<path d=\"" + path + "\" style=\"fill:none;stroke-width:2;stroke:" + colour(index) + "\"/>\n" + marks;
}

/// At the lines' ends, from top to bottom; those that end in one place stand below each other.
std::string labels(const Frame& frame, const std::vector<ChartLine>& lines) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!lines[i].points.empty()) order.push_back(i);
    }
    const auto end = [&](std::size_t i) { return frame.y(lines[i].points.back().y); };
    std::ranges::stable_sort(order, {}, end);
    std::vector<double> heights;
    for (const std::size_t i : order)
        heights.push_back(heights.empty() ? end(i) : std::max(end(i), heights.back() + kLineHeight));
    double most = frame.bottom;  // below it the axis is written
    for (std::size_t n = order.size(); n-- > 0; most = heights[n] - kLineHeight)
        heights[n] = std::min(heights[n], most);
    std::string svg;
    for (std::size_t n = 0; n < order.size(); ++n) {
        const double x = frame.x(lines[order[n]].points.back().x) + 10;
        svg += "<circle cx=\"" + number(x + 4) + "\" cy=\"" + number(heights[n]) +
               "\" r=\"4\" style=\"fill:" + colour(order[n]) + "\"/>\n" +
               text(x + 14, heights[n] + 4, "start", lines[order[n]].label);
    }
    return svg;
}

}  // namespace

std::string barChart(const ChartAxis& axis, const std::vector<std::string>& parts, const std::vector<ChartBar>& bars) {
    const double bottom = kTop + kBarStep * static_cast<double>(bars.size());
    const double height = bottom + kAxisHeight + (parts.empty() ? 0 : kLegendHeight);
    const BarPlot plot(axis, mostOf(bars));
    std::string svg = opening(height, axis.title) + plot.grid(bottom);
    for (std::size_t i = 0; i < bars.size(); ++i) svg += plot.bar(bars[i], kTop + kBarStep * static_cast<double>(i), 0);
    if (!parts.empty()) svg += legend(parts, height - 6);
    return svg + "</svg>\n";
}

std::string lineChart(const ChartAxis& x, const ChartAxis& y, const std::vector<ChartLine>& lines) {
    std::vector<double> xTicks;
    for (const ChartLine& line : lines) {
        for (const ChartPoint& point : line.points) {
            if (std::ranges::find(xTicks, point.x) == xTicks.end()) xTicks.push_back(point.x);
        }
    }
    std::ranges::sort(xTicks);
    std::string svg = opening(kLineChartHeight, y.title);
    if (!xTicks.empty()) {
        const Frame frame = frameOf(lines);
        svg += axes(frame, x, y, xTicks);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (!lines[i].points.empty()) svg += drawn(frame, lines[i], i);
        }
        svg += labels(frame, lines);
    }
    return svg + "</svg>\n";
}

}  // namespace msao::evaluation
