// SPDX-License-Identifier: Apache-2.0
#include "msao/world/labels.h"

#include "world/object_view.h"

#include <algorithm>
#include <cassert>

namespace msao::world {

namespace {

std::size_t cellOf(int pixel, int pixels, int cells) {
    return static_cast<std::size_t>(static_cast<long>(pixel) * cells / pixels);
}

/// Object with the most samples of one cell.
TokenLabel labelOf(std::span<const int> samplesByObject, int samples) {
    const auto most = std::max_element(samplesByObject.begin(), samplesByObject.end());
    if (most == samplesByObject.end()) return {};
    TokenLabel label{.object = {}, .coverage = static_cast<float>(*most) / static_cast<float>(samples)};
    if (label.coverage >= kLabelCoverage) label.object = static_cast<std::size_t>(most - samplesByObject.begin());
    return label;
}

}  // namespace

ObjectMap objectMap(const Scene& scene, double seconds, int width, int height) {
    assert(width > 0 && height > 0 && scene.objects.size() < 255);
    ObjectMap map{.width = width, .height = height, .owners = {}};
    map.owners.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (std::size_t i = 0; i < scene.objects.size(); ++i) {
        const ObjectView view(scene.objects[i], seconds, width, height);
        const PixelBox box = view.box(0);
        for (int y = box.top; y < box.bottom; ++y) {
            std::uint8_t* row = map.owners.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
            for (int x = box.left; x < box.right; ++x) {
                const auto at = view.local(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F);
                if (view.distance(at) < 0) row[x] = static_cast<std::uint8_t>(i + 1);
            }
        }
    }
    return map;
}

std::vector<TokenLabel> tokenLabels(const Scene& scene, double seconds, int rows, int columns) {
    assert(rows > 0 && columns > 0);
    constexpr int kSamples = 8;  // a side of a cell
    // Cells are taken for squares, as merged tokens are: a wide grid is a wide picture.
    const ObjectMap map = objectMap(scene, seconds, columns * kSamples, rows * kSamples);
    std::vector<int> counts(scene.objects.size());
    std::vector<TokenLabel> labels;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            std::fill(counts.begin(), counts.end(), 0);
            for (int y = row * kSamples; y < (row + 1) * kSamples; ++y) {
                for (int x = column * kSamples; x < (column + 1) * kSamples; ++x) {
                    const std::uint8_t owner = map.owners[static_cast<std::size_t>(y * map.width + x)];
                    if (owner > 0) ++counts[owner - 1U];
                }
            }
            labels.push_back(labelOf(counts, kSamples * kSamples));
        }
    }
    return labels;
}

double shareOnKeptTokens(const ObjectMap& map, std::span<const std::size_t> objects, const std::vector<bool>& isKept,
                         int rows, int columns) {
    assert(isKept.size() == static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns));
    std::size_t all = 0;
    std::size_t kept = 0;
    for (int y = 0; y < map.height; ++y) {
        for (int x = 0; x < map.width; ++x) {
            const std::uint8_t owner = map.owners[static_cast<std::size_t>(y) * static_cast<std::size_t>(map.width) +
                                                  static_cast<std::size_t>(x)];
            if (owner == 0 || std::find(objects.begin(), objects.end(), owner - 1U) == objects.end()) continue;
            ++all;
            kept +=
                isKept[cellOf(y, map.height, rows) * static_cast<std::size_t>(columns) + cellOf(x, map.width, columns)];
        }
    }
    return all == 0 ? 1.0 : static_cast<double>(kept) / static_cast<double>(all);
}

}  // namespace msao::world
