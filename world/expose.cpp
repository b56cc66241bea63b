// SPDX-License-Identifier: Apache-2.0
#include "world/expose.h"

#include "world/noise_field.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace msao::world {

namespace {

void applyLight(LightBuffer& light, const Lighting& lighting, const Camera& camera) {
    const Rgb tint = lighting.tint * static_cast<float>(camera.exposure);
    const float gradient = static_cast<float>(lighting.gradient);
    const float towardsX = static_cast<float>(std::cos(lighting.direction)) / static_cast<float>(light.width);
    const float towardsY = static_cast<float>(std::sin(lighting.direction)) / static_cast<float>(light.height);
    const float vignette = 2 * static_cast<float>(camera.vignette);
    const float middleX = 0.5F * static_cast<float>(light.width);
    const float middleY = 0.5F * static_cast<float>(light.height);
    for (int y = 0; y < light.height; ++y) {
        Rgb* row = light.row(y);
        const float dy = static_cast<float>(y) - middleY;
        const float v = dy / static_cast<float>(light.height);
        const float atRow = 1 - 0.5F * gradient + gradient * dy * towardsY;
        for (int x = 0; x < light.width; ++x) {
            const float dx = static_cast<float>(x) - middleX;
            const float u = dx / static_cast<float>(light.width);
            const float lit = (atRow + gradient * dx * towardsX) * (1 - vignette * (u * u + v * v));
            row[x] = row[x] * tint * lit;
        }
    }
}

std::vector<float> gaussianKernel(double deviation) {
    const int reach = static_cast<int>(std::ceil(2.5 * deviation));
    std::vector<float> kernel(static_cast<std::size_t>(reach) + 1);
    float sum = 0;
    for (int i = 0; i <= reach; ++i) {
        const float value = static_cast<float>(std::exp(-i * i / (2 * deviation * deviation)));
        kernel[static_cast<std::size_t>(i)] = value;
        sum += i == 0 ? value : 2 * value;
    }
    for (float& value : kernel) value /= sum;
    return kernel;
}

/// Blurs along one axis: `count` lines of `length` pixels, `step` apart within a line.
void blurLines(std::vector<Rgb>& pixels, int count, int length, std::size_t lineStep, std::size_t step,
               const std::vector<float>& kernel) {
    const int reach = static_cast<int>(kernel.size()) - 1;
    std::vector<Rgb> padded(static_cast<std::size_t>(length + 2 * reach));
    for (int line = 0; line < count; ++line) {
        Rgb* first = pixels.data() + static_cast<std::size_t>(line) * lineStep;
        for (int i = -reach; i < length + reach; ++i) {
            const auto at = static_cast<std::size_t>(std::clamp(i, 0, length - 1));
            padded[static_cast<std::size_t>(i + reach)] = first[at * step];
        }
        for (int i = 0; i < length; ++i) {
            const Rgb* at = padded.data() + i + reach;
            Rgb sum = at[0] * kernel[0];
            for (int k = 1; k <= reach; ++k) sum = sum + (at[k] + at[-k]) * kernel[static_cast<std::size_t>(k)];
            first[static_cast<std::size_t>(i) * step] = sum;
        }
    }
}

void blur(LightBuffer& light, double pixelsAt224) {
    const double deviation = pixelsAt224 * std::min(light.width, light.height) / 224;
    if (deviation < 0.3) return;  // less changes a byte's last bit at most
    const std::vector<float> kernel = gaussianKernel(deviation);
    const auto width = static_cast<std::size_t>(light.width);
    blurLines(light.pixels, light.height, light.width, width, 1, kernel);
    blurLines(light.pixels, light.width, light.height, 1, width, kernel);
}

/// Light 0..1 to sRGB 0..255 with the camera's contrast around the middle, in steps fine enough for the darkest tones.
class ToneCurve {
public:
    explicit ToneCurve(double contrast) {
        for (std::size_t i = 0; i < m_values.size(); ++i) {
            const double root = static_cast<double>(i) / (kSteps - 1);  // the table is over the square root of light
            const double light = root * root;
            const double srgb = light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
            m_values[i] = static_cast<float>(255 * std::clamp(0.5 + (srgb - 0.5) * contrast, 0.0, 1.0));
        }
    }

    float operator()(float light) const {
        const float root = std::sqrt(std::clamp(light, 0.0F, 1.0F));
        return m_values[static_cast<std::size_t>(root * (kSteps - 1) + 0.5F)];
    }

private:
    static constexpr int kSteps = 1024;
    std::array<float, kSteps> m_values{};
};

constexpr std::size_t kNormals = 16384;

/// Normal draws, made once: a sensor's noise is read from it row by row at places that a hash chooses.
const std::vector<float>& normalTable() {
    static const std::vector<float> table = [] {
        std::vector<float> values(kNormals);
        for (std::size_t i = 0; i < values.size(); i += 2) {
            const auto at = static_cast<std::uint32_t>(i);
            const double radius = std::sqrt(-2 * std::log((mixedBits(1, at, 0) + 1.0) * 0x1p-32));
            const double angle = 2 * std::numbers::pi * mixedBits(2, at, 1) * 0x1p-32;
            values[i] = static_cast<float>(radius * std::cos(angle));
            values[i + 1] = static_cast<float>(radius * std::sin(angle));
        }
        return values;
    }();
    return table;
}

std::uint8_t toByte(float value) {
    return static_cast<std::uint8_t>(std::clamp(value + 0.5F, 0.0F, 255.0F));
}

}  // namespace

engine::RgbImage expose(LightBuffer& light, const Lighting& lighting, const Camera& camera, std::uint32_t frame) {
    applyLight(light, lighting, camera);
    blur(light, camera.blurPixels);
    const ToneCurve tone(camera.contrast);
    const float strength = static_cast<float>(camera.noise);
    const std::vector<float>& normal = normalTable();
    engine::RgbImage image{.width = light.width, .height = light.height, .pixels = {}};
    image.pixels.resize(light.pixels.size() * 3);
    std::uint8_t* out = image.pixels.data();
    for (int y = 0; y < light.height; ++y) {
        const Rgb* row = light.row(y);
        std::size_t draw = mixedBits(camera.noiseSeed, static_cast<std::uint32_t>(y), frame);
        const auto noise = [&] { return strength * normal[draw++ % kNormals]; };
        for (int x = 0; x < light.width; ++x) {
            *out++ = toByte(tone(row[x].r) + noise());
            *out++ = toByte(tone(row[x].g) + noise());
            *out++ = toByte(tone(row[x].b) + noise());
        }
    }
    return image;
}

}  // namespace msao::world
