// SPDX-License-Identifier: Apache-2.0
#include "training/seen_softmax.h"

#include "engine/base/wide_vectors.h"
#include "training/half.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <vector>

namespace msao::training {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Variable;
using torch::autograd::variable_list;

constexpr std::int64_t kLanes = 16;

struct Shape {
    std::int64_t blocks = 0;  // pictures * kvHeads * rows
    std::int64_t rows = 0, kvHeads = 0, group = 0, tokens = 0, prefix = 0;
    float scale = 1;
};

Shape shapeOf(const RowScores& scores, const SeenKeys& seen, double scale) {
    Shape shape;
    shape.rows = seen.rows;
    shape.kvHeads = seen.kvHeads;
    shape.group = seen.group;
    shape.tokens = seen.first.size(1);
    shape.prefix = scores.prefix.size(-1);
    shape.blocks = seen.first.size(0) * seen.kvHeads;
    shape.scale = static_cast<float>(scale);
    return shape;
}

/// e^x for x <= 0 to a few units in the last place, without branches; 0 is approached, not reached.
inline float exponential(float x) {
    constexpr float kRound = 12582912.0F;  // adding 1.5 * 2^23 leaves no fraction
    const float power = (x > -87.0F ? x : -87.0F) * 1.44269504F;
    const float whole = (power + kRound) - kRound;
    const float rest = (power - whole) * 0.693147181F;
    // Taylor's series: |rest| is at most ln(2) / 2.
    const float series =
        1 + rest * (1 + rest * (0.5F + rest * (1.0F / 6 + rest * (1.0F / 24 + rest * (1.0F / 120 + rest / 720)))));
    return series * std::bit_cast<float>((static_cast<std::int32_t>(whole) + 127) << 23);
}

/// In lanes, so that the compiler may use vectors although float32 sums have an order.
template <typename Join>
inline float folded(const float* values, std::int64_t count, float neutral, const Join& join) {
    std::array<float, kLanes> lanes;
    lanes.fill(neutral);
    std::int64_t i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        for (std::int64_t lane = 0; lane < kLanes; ++lane) {
            float& so = lanes[static_cast<std::size_t>(lane)];
            so = join(so, values[i + lane]);
        }
    }
    float result = neutral;
    for (; i < count; ++i) result = join(result, values[i]);
    for (const float lane : lanes) result = join(result, lane);
    return result;
}

inline float sumOf(const float* values, std::int64_t count) {
    return folded(values, count, 0, [](float a, float b) { return a + b; });
}

/// One query: the places of its own row that it sees, first to last.
struct Stretch {
    std::int64_t first = 0, last = 0;
};

/// What a query sees as float32, one behind the other; returns how much that is.
inline std::int64_t gather(const Shape& shape, const Half* prefix, const Half* own, Stretch seen, float* into) {
    for (std::int64_t i = 0; i < shape.prefix; ++i) into[i] = widened(prefix[i]);
    const std::int64_t count = seen.last + 1 - seen.first;
    for (std::int64_t i = 0; i < count; ++i) into[shape.prefix + i] = widened(own[seen.first + i]);
    return shape.prefix + count;
}

inline void scatter(const Shape& shape, const float* from, Stretch seen, Half* prefix, Half* own) {
    for (std::int64_t i = 0; i < shape.prefix; ++i) prefix[i] = rounded(from[i]);
    for (std::int64_t i = 0; i < shape.tokens; ++i) own[i] = 0;
    const std::int64_t count = seen.last + 1 - seen.first;
    for (std::int64_t i = 0; i < count; ++i) own[seen.first + i] = rounded(from[shape.prefix + i]);
}

inline void soften(float* values, std::int64_t count, float scale) {
    const float most =
        folded(values, count, -std::numeric_limits<float>::infinity(), [](float a, float b) { return a > b ? a : b; });
    for (std::int64_t i = 0; i < count; ++i) values[i] = exponential((values[i] - most) * scale);
    const float inverse = 1 / sumOf(values, count);
    for (std::int64_t i = 0; i < count; ++i) values[i] *= inverse;
}

/// Of one block (the queries of one row that share keys), `scratch` as long as prefix and row.
MSAO_WIDE_VECTORS void softenBlock(const Shape& shape, const std::int32_t* first, const Half* prefix, const Half* own,
                                   Half* prefixOut, Half* ownOut, float* scratch) {
    for (std::int64_t query = 0; query < shape.group * shape.tokens; ++query) {
        const Stretch seen{first[query % shape.tokens], query % shape.tokens};
        const std::int64_t count =
            gather(shape, prefix + query * shape.prefix, own + query * shape.tokens, seen, scratch);
        soften(scratch, count, shape.scale);
        scatter(shape, scratch, seen, prefixOut + query * shape.prefix, ownOut + query * shape.tokens);
    }
}

/// The two halves of what belongs to the queries of a block.
struct Halves {
    const Half* prefix = nullptr;
    const Half* own = nullptr;
};

/// d score = scale * chance * (gradient - sum of chance * gradient). `scratch`: three times as long.
MSAO_WIDE_VECTORS void softenBlockBackward(const Shape& shape, const std::int32_t* first, Halves chances,
                                           Halves gradients, Half* prefixOut, Half* ownOut, float* scratch) {
    float* chance = scratch;
    float* slope = chance + shape.prefix + shape.tokens;
    float* product = slope + shape.prefix + shape.tokens;
    for (std::int64_t query = 0; query < shape.group * shape.tokens; ++query) {
        const Stretch seen{first[query % shape.tokens], query % shape.tokens};
        const std::int64_t inPrefix = query * shape.prefix, inOwn = query * shape.tokens;
        gather(shape, chances.prefix + inPrefix, chances.own + inOwn, seen, chance);
        const std::int64_t count = gather(shape, gradients.prefix + inPrefix, gradients.own + inOwn, seen, slope);
        for (std::int64_t i = 0; i < count; ++i) product[i] = chance[i] * slope[i];
        const float mean = sumOf(product, count);
        for (std::int64_t i = 0; i < count; ++i) slope[i] = shape.scale * (product[i] - chance[i] * mean);
        scatter(shape, slope, seen, prefixOut + inPrefix, ownOut + inOwn);
    }
}

/// `visit(begin of the block's queries, which keys its row's tokens see)`
template <typename Visit>
void forEachBlock(const Shape& shape, const at::Tensor& first, const Visit& visit) {
    for (std::int64_t block = 0; block < shape.blocks; ++block) {
        const std::int64_t row = block / (shape.kvHeads * shape.rows) * shape.rows + block % shape.rows;
        visit(block * shape.group * shape.tokens, first.const_data_ptr<std::int32_t>() + row * shape.tokens);
    }
}

class SeenSoftmaxFunction : public torch::autograd::Function<SeenSoftmaxFunction> {
public:
    static variable_list forward(AutogradContext* context, const Variable& prefix, const Variable& own,
                                 const SeenKeys& seen, double scale) {
        const Shape shape = shapeOf({prefix, own}, seen, scale);
        const at::Tensor prefixOut = at::empty_like(prefix), ownOut = at::empty_like(own);
        std::vector<float> scratch(static_cast<std::size_t>(shape.prefix + shape.tokens));
        forEachBlock(shape, seen.first, [&](std::int64_t begin, const std::int32_t* first) {
            const std::int64_t inPrefix = begin * shape.prefix, inOwn = begin * shape.tokens;
            softenBlock(shape, first, halves(prefix) + inPrefix, halves(own) + inOwn,
                        mutableHalves(prefixOut) + inPrefix, mutableHalves(ownOut) + inOwn, scratch.data());
        });
        context->save_for_backward({prefixOut, ownOut, seen.first});
        context->saved_data["rows"] = seen.rows;
        context->saved_data["kvHeads"] = seen.kvHeads;
        context->saved_data["group"] = seen.group;
        context->saved_data["scale"] = scale;
        return {prefixOut, ownOut};
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const variable_list saved = context->get_saved_variables();
        const auto whole = [&](const char* name) { return context->saved_data[name].toInt(); };
        const SeenKeys seen{saved[2], whole("rows"), whole("kvHeads"), whole("group")};
        const Shape shape = shapeOf({saved[0], saved[1]}, seen, context->saved_data["scale"].toDouble());
        const at::Tensor toPrefix = gradients[0].contiguous(), toOwn = gradients[1].contiguous();
        const at::Tensor prefixOut = at::empty_like(toPrefix), ownOut = at::empty_like(toOwn);
        std::vector<float> scratch(static_cast<std::size_t>(3 * (shape.prefix + shape.tokens)));
        forEachBlock(shape, seen.first, [&](std::int64_t begin, const std::int32_t* first) {
            const std::int64_t inPrefix = begin * shape.prefix, inOwn = begin * shape.tokens;
            softenBlockBackward(shape, first, {halves(saved[0]) + inPrefix, halves(saved[1]) + inOwn},
                                {halves(toPrefix) + inPrefix, halves(toOwn) + inOwn},
                                mutableHalves(prefixOut) + inPrefix, mutableHalves(ownOut) + inOwn, scratch.data());
        });
        return {prefixOut, ownOut, {}, {}};
    }
};

RowScores softmaxByTorch(const RowScores& scores, const SeenKeys& seen, double scale) {
    const std::int64_t tokens = seen.first.size(1), pictures = seen.first.size(0) / seen.rows;
    const at::Tensor places = at::arange(tokens, seen.first.options());
    const at::Tensor isSeen = seen.first.unsqueeze(2).le(places).logical_and(places.unsqueeze(1).ge(places));
    const at::Tensor own = scores.own.view({pictures, seen.kvHeads, seen.rows, seen.group, tokens, tokens});
    const at::Tensor masked = own.masked_fill(isSeen.logical_not().view({pictures, 1, seen.rows, 1, tokens, tokens}),
                                              -std::numeric_limits<float>::infinity());
    const std::int64_t prefix = scores.prefix.size(-1);
    const at::Tensor all = at::cat({scores.prefix.flatten(0, -2), masked.flatten(0, -2)}, 1);
    const at::Tensor chances = at::softmax(all.mul(scale), 1);
    return {chances.narrow(1, 0, prefix).reshape(scores.prefix.sizes()),
            chances.narrow(1, prefix, tokens).reshape(scores.own.sizes())};
}

}  // namespace

RowScores seenSoftmax(const RowScores& scores, const SeenKeys& seen, double scale) {
    if (!scores.own.is_cpu() || scores.own.scalar_type() != at::kBFloat16) return softmaxByTorch(scores, seen, scale);
    const variable_list chances =
        SeenSoftmaxFunction::apply(scores.prefix.contiguous(), scores.own.contiguous(), seen, scale);
    return {chances[0], chances[1]};
}

}  // namespace msao::training
