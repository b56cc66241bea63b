// SPDX-License-Identifier: Apache-2.0
#include "training/packed_heads.h"

#include "engine/base/wide_vectors.h"
#include "training/half.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <array>

namespace msao::training {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Variable;
using torch::autograd::variable_list;

constexpr std::int64_t kHalf = kPackedHeadWidth / 2;

/// One of query, keys and values of one stretch of tokens.
struct Section {
    std::int64_t firstRow = 0, firstColumn = 0, columns = 0;  // in x, which has `columns` in all
    std::int64_t pictures = 0, kvHeads = 0, count = 0, group = 0, tokens = 0;
    bool isTurned = false;

    std::int64_t values() const { return pictures * kvHeads * count * group * tokens * kPackedHeadWidth; }
};

/// The six of them in the order of PackedHeads.
std::array<Section, 6> sectionsOf(const PackedShape& shape, std::int64_t heads, std::int64_t kvHeads) {
    const std::int64_t columns = (heads + 2 * kvHeads) * kPackedHeadWidth, group = heads / kvHeads;
    const auto section = [&](bool isRows, int which) {
        Section made;
        made.firstRow = isRows ? shape.prefixTotal() : 0;
        made.firstColumn = (which == 0 ? 0 : heads + (which - 1) * kvHeads) * kPackedHeadWidth;
        made.columns = columns;
        made.pictures = shape.pictures;
        made.kvHeads = kvHeads;
        made.count = isRows ? shape.rows : 1;
        made.group = which == 0 ? group : 1;
        made.tokens = isRows ? shape.rowTokens : shape.prefixTokens;
        made.isTurned = which < 2;
        return made;
    };
    return {section(false, 0), section(false, 1), section(false, 2),
            section(true, 0),  section(true, 1),  section(true, 2)};
}

struct Turns {
    const float* cosines = nullptr;
    const float* sines = nullptr;
};

/// `visit(row of x, column of x, place in the section)` for every head of every token.
template <typename Visit>
inline void forEachHead(const Section& section, const Visit& visit) {
    std::int64_t row = section.firstRow;
    for (std::int64_t picture = 0; picture < section.pictures; ++picture) {
        for (std::int64_t c = 0; c < section.count; ++c) {
            for (std::int64_t token = 0; token < section.tokens; ++token, ++row) {
                std::int64_t column = section.firstColumn;
                for (std::int64_t head = 0; head < section.kvHeads; ++head) {
                    const std::int64_t block = ((picture * section.kvHeads + head) * section.count + c) * section.group;
                    for (std::int64_t member = 0; member < section.group; ++member, column += kPackedHeadWidth)
                        visit(row, column, ((block + member) * section.tokens + token) * kPackedHeadWidth);
                }
            }
        }
    }
}

MSAO_WIDE_VECTORS void pack(const Section& section, const Half* x, const float* bias, Turns turns, Half* out) {
    forEachHead(section, [&](std::int64_t row, std::int64_t column, std::int64_t place) {
        const Half* from = x + row * section.columns + column;
        const float* add = bias + column;
        const float* cosines = turns.cosines + row * kHalf;
        const float* sines = turns.sines + row * kHalf;
        Half* to = out + place;
        for (std::int64_t i = 0; i < kHalf; ++i) {
            const float first = widened(from[i]) + add[i], second = widened(from[kHalf + i]) + add[kHalf + i];
            const float cosine = section.isTurned ? cosines[i] : 1.0F, sine = section.isTurned ? sines[i] : 0.0F;
            to[i] = rounded(first * cosine - second * sine);
            to[kHalf + i] = rounded(second * cosine + first * sine);
        }
    });
}

MSAO_WIDE_VECTORS void unpack(const Section& section, const Half* gradient, Turns turns, Half* toX, float* toBias) {
    forEachHead(section, [&](std::int64_t row, std::int64_t column, std::int64_t place) {
        const Half* from = gradient + place;
        const float* cosines = turns.cosines + row * kHalf;
        const float* sines = turns.sines + row * kHalf;
        Half* to = toX + row * section.columns + column;
        float* sum = toBias + column;
        for (std::int64_t i = 0; i < kHalf; ++i) {
            const float first = widened(from[i]), second = widened(from[kHalf + i]);
            const float cosine = section.isTurned ? cosines[i] : 1.0F, sine = section.isTurned ? sines[i] : 0.0F;
            const float back = first * cosine + second * sine, other = second * cosine - first * sine;
            to[i] = rounded(back);
            to[kHalf + i] = rounded(other);
            sum[i] += back;
            sum[kHalf + i] += other;
        }
    });
}

Turns turnsOf(const at::Tensor& cosines, const at::Tensor& sines) {
    return {cosines.const_data_ptr<float>(), sines.const_data_ptr<float>()};
}

class PackFunction : public torch::autograd::Function<PackFunction> {
public:
    static variable_list forward(AutogradContext* context, const Variable& x, const Variable& bias,
                                 const Variable& cosines, const Variable& sines, std::vector<std::int64_t> shape) {
        variable_list out;
        for (const Section& section : sectionsFor(shape)) {
            out.push_back(at::empty({section.values()}, x.options()));
            pack(section, halves(x), bias.const_data_ptr<float>(), turnsOf(cosines, sines), mutableHalves(out.back()));
        }
        context->save_for_backward({cosines, sines});
        context->saved_data["shape"] = std::move(shape);
        context->saved_data["rows"] = x.size(0);
        return out;
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const variable_list saved = context->get_saved_variables();
        const auto sections = sectionsFor(context->saved_data["shape"].toIntVector());
        const std::int64_t columns = sections[0].columns;
        at::Tensor toX = at::empty({context->saved_data["rows"].toInt(), columns}, gradients[0].options());
        at::Tensor toBias = at::zeros({columns}, saved[0].options());
        for (std::size_t i = 0; i < sections.size(); ++i) {
            const at::Tensor gradient = gradients[i].contiguous();
            unpack(sections[i], halves(gradient), turnsOf(saved[0], saved[1]), mutableHalves(toX),
                   toBias.data_ptr<float>());
        }
        return {toX, toBias, {}, {}, {}};
    }

private:
    /// As packedHeads writes them.
    static std::array<Section, 6> sectionsFor(const std::vector<std::int64_t>& s) {
        return sectionsOf({s[0], s[1], s[2], s[3]}, s[4], s[5]);
    }
};

}  // namespace

PackedHeads packedHeads(const at::Tensor& x, const at::Tensor& bias, const engine::RotaryTable& rotary,
                        const PackedShape& shape, std::int64_t kvHeads) {
    const std::int64_t heads = x.size(1) / kPackedHeadWidth - 2 * kvHeads, group = heads / kvHeads;
    const variable_list all = PackFunction::apply(
        x.contiguous(), bias.contiguous(), rotary.cos.contiguous(), rotary.sin.contiguous(),
        std::vector<std::int64_t>{shape.pictures, shape.prefixTokens, shape.rows, shape.rowTokens, heads, kvHeads});
    const std::int64_t batches = shape.pictures * kvHeads;
    const auto stretch = [&](std::size_t first, std::int64_t count, std::int64_t tokens) {
        return StretchHeads{all[first].view({batches, count * group * tokens, kPackedHeadWidth}),
                            all[first + 1].view({batches * count, tokens, kPackedHeadWidth}),
                            all[first + 2].view({batches * count, tokens, kPackedHeadWidth})};
    };
    return {stretch(0, 1, shape.prefixTokens), stretch(3, shape.rows, shape.rowTokens), kvHeads, group};
}

}  // namespace msao::training
