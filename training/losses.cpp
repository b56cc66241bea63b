// SPDX-License-Identifier: Apache-2.0
#include "training/losses.h"

#include "training/parameters.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>

namespace msao::training {
namespace {

constexpr double kBackgroundWeight = 0.1;
constexpr double kSilenceWeight = 0.2;
constexpr std::int64_t kUnplaced = -1;

struct AttributeColumns {
    std::int64_t first, count;
};
constexpr std::array kColumns = {AttributeColumns{0, kKindClasses}, AttributeColumns{kKindClasses, kColourClasses},
                                 AttributeColumns{kKindClasses + kColourClasses, kSizeClasses}};

/// How much of the attention is on the targets; each of them stands for all heads.
at::Tensor shareOnTargets(const at::Tensor& looks, const at::Tensor& targets) {
    const at::Tensor byHead = looks.to(at::kFloat).view({targets.size(0), -1, targets.size(1)});
    return byHead.mul(targets.unsqueeze(1)).sum(2);
}

/// Of these rows, how many the largest score of the columns finds.
Share found(const at::Tensor& scores, const at::Tensor& classes, AttributeColumns columns) {
    const at::Tensor guess = scores.narrow(1, columns.first, columns.count).argmax(1);
    return {guess.eq(classes).sum().item<std::int64_t>(), classes.size(0)};
}

}  // namespace

void Measures::add(const Measures& other) {
    loss += other.loss;
    passes += other.passes;
    kind.add(other.kind);
    colour.add(other.colour);
    size.add(other.size);
    heard.add(other.heard);
    row.add(other.row);
    column.add(other.column);
    found.add(other.found);
    looks.add(other.looks);
    for (std::size_t i = 0; i < answers.size(); ++i) answers[i].add(other.answers[i]);
}

at::Tensor attributeLoss(const at::Tensor& scores, const at::Tensor& attributes) {
    const at::Tensor weights =
        attributes.select(1, 0).gt(0).to(at::kFloat).mul(1 - kBackgroundWeight).add(kBackgroundWeight);
    at::Tensor sum;
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
        const at::Tensor each =
            at::cross_entropy_loss(scores.narrow(1, kColumns[i].first, kColumns[i].count),
                                   attributes.select(1, static_cast<std::int64_t>(i)), {}, at::Reduction::None);
        sum = sum.defined() ? sum.add(each) : each;
    }
    return sum.mul(weights).sum().div(weights.sum());
}

void measureAttributes(const at::Tensor& scores, const at::Tensor& attributes, Measures& measures) {
    const c10::NoGradGuard noGradients;
    const at::Tensor objects = attributes.select(1, 0).gt(0).nonzero().squeeze(1);
    const at::Tensor shown = scores.detach().index_select(0, objects);
    const at::Tensor classes = attributes.index_select(0, objects);
    measures.kind.add(found(shown, classes.select(1, 0), kColumns[0]));
    measures.colour.add(found(shown, classes.select(1, 1), kColumns[1]));
    measures.size.add(found(shown, classes.select(1, 2), kColumns[2]));
}

at::Tensor hearingLoss(const at::Tensor& scores, const at::Tensor& classes) {
    const at::Tensor weights = classes.gt(0).to(at::kFloat).mul(1 - kSilenceWeight).add(kSilenceWeight);
    const at::Tensor each = at::cross_entropy_loss(scores, classes, {}, at::Reduction::None);
    return each.mul(weights).sum().div(weights.sum());
}

void measureHearing(const at::Tensor& scores, const at::Tensor& classes, Measures& measures) {
    const c10::NoGradGuard noGradients;
    const at::Tensor isRight = scores.detach().argmax(1).eq(classes).logical_and(classes.gt(0));
    measures.heard.add({isRight.sum().item<std::int64_t>(), classes.gt(0).sum().item<std::int64_t>()});
}

at::Tensor readingLoss(const at::Tensor& heard, const at::Tensor& embedding, const PackedBatch& batch) {
    const at::Tensor named = batch.heardNames.ge(0).nonzero().squeeze(1);
    const at::Tensor read = embedding.detach().index_select(0, batch.heardNames.index_select(0, named));
    const at::Tensor missed = heard.index_select(0, named).sub(read).square().sum(1).div(read.square().sum(1));
    return missed.sum().div(std::max<std::int64_t>(1, named.size(0)));
}

at::Tensor placeLoss(const at::Tensor& scores, const at::Tensor& places) {
    const auto ofAxis = [&](std::int64_t axis) {
        return at::cross_entropy_loss(scores.narrow(1, axis * kTokensPerSide, kTokensPerSide), places.select(1, axis),
                                      {}, at::Reduction::Sum, kUnplaced);
    };
    return ofAxis(0).add(ofAxis(1)).div(places.select(1, 0).ne(kUnplaced).sum().clamp_min(1));
}

void measureFound(const at::Tensor& scores, const at::Tensor& places, Measures& measures) {
    const c10::NoGradGuard noGradients;
    const at::Tensor known = places.select(1, 0).ne(kUnplaced).nonzero().squeeze(1);
    const at::Tensor rows = scores.narrow(1, 0, kTokensPerSide).argmax(1).eq(places.select(1, 0));
    const at::Tensor columns = scores.narrow(1, kTokensPerSide, kTokensPerSide).argmax(1).eq(places.select(1, 1));
    const at::Tensor both = rows.logical_and(columns).index_select(0, known);
    measures.found.add({both.sum().item<std::int64_t>(), known.size(0)});
}

void measurePlaces(const at::Tensor& scores, const at::Tensor& places, Measures& measures) {
    const c10::NoGradGuard noGradients;
    measures.row.add(found(scores, places.select(1, 0), {0, kTokensPerSide}));
    measures.column.add(found(scores, places.select(1, 1), {kTokensPerSide, kTokensPerSide}));
}

at::Tensor pointingLoss(const at::Tensor& looks, const at::Tensor& targets) {
    constexpr double kFloor = 1e-5;  // of what bfloat16 rounds to nothing
    return shareOnTargets(looks, targets).add(kFloor).log().neg().mean();
}

void measureLooks(const at::Tensor& looks, const at::Tensor& targets, Measures& measures) {
    const c10::NoGradGuard noGradients;
    const at::Tensor shares = shareOnTargets(looks, targets);
    measures.looks.add({shares.gt(0.5).sum().item<std::int64_t>(), shares.numel()});
}

at::Tensor answerLoss(const at::Tensor& logits, const PackedBatch& batch, const at::Tensor& teacher, double distilled) {
    const at::Tensor logChances = at::log_softmax(logits, 1);
    at::Tensor each = at::nll_loss(logChances, batch.lossTokens, {}, at::Reduction::None);
    if (teacher.defined() && distilled > 0) {
        const at::Tensor teacherLog = at::log_softmax(teacher, 1);
        const at::Tensor divergence = teacherLog.exp().mul(teacherLog.sub(logChances)).sum(1);
        each = each.mul(1 - distilled).add(divergence, distilled);
    }
    return each.mul(batch.lossWeights).sum().div(batch.lossWeights.sum());
}

void measureAnswers(const at::Tensor& logits, const PackedBatch& batch, Measures& measures) {
    const c10::NoGradGuard noGradients;
    const at::Tensor isRight = logits.detach().argmax(1).eq(batch.lossTokens).to(at::kCPU);
    const bool* right = isRight.const_data_ptr<bool>();
    for (const PackedTurn& turn : batch.packedTurns) {
        bool isWhole = true;
        for (std::int64_t i = 0; i < turn.lossCount; ++i) isWhole = isWhole && right[turn.firstLoss + i];
        measures.answers[static_cast<std::size_t>(turn.type)].add({isWhole ? 1 : 0, 1});
    }
}

}  // namespace msao::training
