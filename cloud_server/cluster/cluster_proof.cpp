// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/cluster/cluster_proof.h"

#include "cloud_server/cluster/cluster_step.h"
#include "cloud_server/cluster/http_calls.h"

#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace msao::cloud {
namespace {

using engine::DeviceCosts;
using engine::Error;
using engine::ErrorCode;
using engine::Result;
using engine::Status;
using engine::TokenId;

constexpr std::int32_t kPromptTokens = 300;  // over two blocks of the largest usual size, 128
constexpr std::int32_t kDrawn = 4;
constexpr int kRounds = 3;
constexpr int kMostRounds = 12;
constexpr std::int32_t kPictureCells = 4;      // a side, or as many as the smallest picture has
constexpr std::int64_t kMostPixels = 1 << 24;  // of a picture that is drawn to be tried
constexpr std::int64_t kMaxContext = 1'000'000'000;
constexpr std::chrono::milliseconds kStopPoll{50};

Error failed(const std::string& what) {
    return {ErrorCode::UnsupportedModel, "the cluster cannot verify: " + what};
}

std::string wordsOfFault(ReplyFault fault) {
    return wordsOf(fault).toStdString();
}

/// A loop that ends when the work is done, or nobody wants it any more.
bool awaitIn(QEventLoop& loop, const std::stop_token& stop) {
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (stop.stop_requested()) loop.exit(1);
    });
    poll.start(kStopPoll);
    return loop.exec() == 0;
}

class Proof {
public:
    Proof(const ClusterOptions& options, const engine::ModelConfig& config, std::int32_t tokenEnd,
          const std::stop_token& stop)
        : m_options(forProof(options)), m_config(config), m_stop(stop) {
        m_card.facts.tokenEnd = tokenEnd;
        m_card.endTokens = config.generation.endOfText;
    }

    Result<ClusterCard> run(std::vector<VerifyWay> ways) {
        MSAO_CHECK(readModels());
        m_prompt = promptOf(std::min<std::int64_t>(kPromptTokens, m_card.facts.contextTokens / 2));
        Status proven = failed("no way of verifying was tried");
        for (const VerifyWay way : ways) {
            m_card.way = way;
            proven = proveText();
            if (proven || m_stop.stop_requested()) break;
        }
        MSAO_CHECK(proven);
        MSAO_CHECK(provePictures());
        m_card.prompt = promptOf(kDrawn);
        return m_card;
    }

private:
    static ClusterOptions forProof(ClusterOptions options) {
        options.callTime = options.proofTime;
        return options;
    }

    Status readModels() {
        HttpCall call;
        call.url = m_options.replicas.front();
        call.url.setPath(call.url.path() + QStringLiteral("/v1/models"));
        call.key = m_options.key;
        call.time = m_options.callTime;
        HttpReply said;
        QEventLoop loop;
        m_calls.start(std::move(call), [&](HttpReply reply) {
            said = std::move(reply);
            loop.exit(0);
        });
        if (!awaitIn(loop, m_stop)) return cancelled();
        const std::string server = m_options.replicas.front().toString().toStdString();
        if (said.status != 200)
            return Error{ErrorCode::FileUnreadable,
                         server + "/v1/models: expected a list of models, found " +
                             (said.status == 0 ? "no reply" : "status " + std::to_string(said.status))};
        const QJsonObject model = QJsonDocument::fromJson(said.body).object()["data"].toArray().at(0).toObject();
        m_card.facts.model = model["id"].toString().toStdString();
        const double context = model["max_model_len"].toDouble();
        if (m_card.facts.model.empty() || context < kDrawn * kDrawn || context > kMaxContext)
            return failed(server + "/v1/models names no model with a max_model_len");
        m_card.facts.contextTokens = static_cast<std::int64_t>(context);
        return engine::Done{};
    }

    /// Ordinary tokens, which every tokenizer has from 0 on; any will do.
    std::vector<TokenId> promptOf(std::int64_t count) const {
        const std::int32_t ordinary = std::min({m_card.facts.tokenEnd, toIndex(m_config.special.visionStart), 256});
        const std::int32_t end = std::max(1, ordinary);
        std::vector<TokenId> tokens;
        for (std::int64_t i = 0; i < count; ++i) tokens.push_back(TokenId{static_cast<std::int32_t>(i * 37 % end)});
        return tokens;
    }

    Result<DrawnTokens> ask(ClusterSession& session, StepQuestion question, double& ms) {
        ClusterStep step(m_options, m_card.facts, m_card.way, m_calls, session, std::move(question));
        QEventLoop loop;
        QObject::connect(
            &step, &ClusterStep::finished, &loop, [&loop] { loop.exit(0); }, Qt::QueuedConnection);
        const auto began = std::chrono::steady_clock::now();
        step.ask();
        if (!awaitIn(loop, m_stop)) return cancelled();
        ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
        m_askedAgain = step.outcome().askedAgain;
        if (const auto* fault = std::get_if<ReplyFault>(&step.outcome().result)) return failed(wordsOfFault(*fault));
        return std::get<DrawnTokens>(step.outcome().result);
    }

    Status proveText() {
        ClusterSession session = newClusterSession();
        const auto tokens = static_cast<std::int64_t>(m_prompt.size());
        double ms = 0;
        MSAO_TRY(const DrawnTokens decoded, ask(session, {m_prompt, tokens, {}, kDrawn}, ms));
        if (decoded.tokens.size() != std::size_t{kDrawn}) return failed("it draws fewer tokens than it is asked for");
        // As in an answer: the last token before the drafts has been drawn, and not read.
        StepQuestion verification{m_prompt, tokens + 1, {decoded.tokens.begin() + 1, decoded.tokens.end()}, 1};
        verification.prefix.push_back(decoded.tokens.front());
        verification.drafts.push_back(m_prompt.front());
        MSAO_TRY(const DrawnTokens verified, ask(session, verification, ms));
        if (!std::equal(decoded.tokens.begin() + 1, decoded.tokens.end(), verified.tokens.begin()))
            return failed("it verifies other tokens than it decodes");
        m_card.sample = {m_prompt, decoded.tokens};
        return measure(verification);
    }

    /// In a session of its own for each: first the prompt is new, then it is cached. A round whose verification had to be
    /// recomputed tells nothing; servers that say NaN of cached rows now and then can verify all the same.
    Status measure(const StepQuestion& verification) {
        const auto tokens = static_cast<std::int64_t>(m_prompt.size());
        const StepQuestion drawing{m_prompt, tokens, {}, 1};
        double newMs = 1e9, oneMs = 1e9, allMs = 1e9;
        for (int round = 0, told = 0; told < kRounds; ++round) {
            if (round == kMostRounds) return failed("most of what comes out of its prefix cache has to be recomputed");
            ClusterSession session = newClusterSession();
            double first = 0, again = 0, verifying = 0;
            MSAO_CHECK(ask(session, drawing, first));
            MSAO_TRY(const DrawnTokens one, ask(session, drawing, again));
            MSAO_TRY(const DrawnTokens all, ask(session, verification, verifying));
            if (m_askedAgain.recomputing > 0) continue;
            if (m_card.way == VerifyWay::PromptLogprobs && (one.cachedTokens == 0 || all.cachedTokens == 0))
                return failed(
                    "nothing comes out of its prefix cache, or it does not say so: start it with "
                    "--enable-prefix-caching --enable-prompt-tokens-details");
            ++told;
            newMs = std::min(newMs, first);
            oneMs = std::min(oneMs, again);
            allMs = std::min(allMs, verifying);
        }
        DeviceCosts& costs = m_card.costs;
        costs.stepMs = oneMs;
        costs.stepMsPerExtraToken = std::max(0.0, (allMs - oneMs) / static_cast<double>(verification.drafts.size()));
        costs.prefillMsPerToken = std::max(0.0, (newMs - oneMs) / static_cast<double>(tokens));
        return engine::Done{};
    }

    /// Twice: it is sent, and then named.
    Status provePictures() {
        const std::int64_t leastPixels = m_config.preprocessor.minPixels;
        if (leastPixels > kMostPixels)
            return failed("the checkpoint folder wants pictures of at least " + std::to_string(leastPixels) +
                          " pixels; more than " + std::to_string(kMostPixels) + " are not tried");
        const std::int32_t cellSide = m_config.vision.patchSize * m_config.vision.spatialMergeSize;
        std::int32_t cells = kPictureCells;
        while (std::int64_t{cells} * cellSide * cells * cellSide < leastPixels) ++cells;
        const std::int32_t side = cells * cellSide;
        auto described = std::make_shared<engine::PromptDescription>();
        engine::RgbImage picture{side, side, {}};
        for (std::int32_t i = 0; i < side * side * 3; ++i)
            picture.pixels.push_back(static_cast<std::uint8_t>(i * 37 % 251));
        described->visuals.push_back({engine::VisualKind::Image, {{picture}, 0}, {}});
        ClusterSession session = newClusterSession();
        session.pictures.push_back({described, &described->visuals.front().clip.frames.front(), session.name + "-0"});
        std::vector<TokenId> tokens = promptOf(kDrawn);
        tokens.insert(tokens.end(),
                      {m_config.special.visionStart, m_config.special.imagePad, m_config.special.visionEnd});
        const std::int64_t count = std::int64_t{kDrawn} + 2 + std::int64_t{cells} * cells;
        for (int round = 0; round < 2; ++round) {
            double ms = 0;
            const auto drawn = ask(session, {tokens, count, {}, 1}, ms);
            if (drawn) continue;
            if (m_card.way == VerifyWay::PromptLogprobs || m_stop.stop_requested())
                return Error{drawn.error().code,
                             drawn.error().message + " (of a picture of " + std::to_string(side) + " pixels a side)"};
            m_card.takesPictures = false;  // fan-out over text needs less of a server
            break;
        }
        return engine::Done{};
    }

    static Error cancelled() { return {ErrorCode::Cancelled, "stopped while the cluster was asked"}; }

    const ClusterOptions m_options;
    const engine::ModelConfig& m_config;
    const std::stop_token m_stop;
    HttpCalls m_calls;
    ClusterCard m_card;
    std::vector<TokenId> m_prompt;
    AskedAgain m_askedAgain;
};

}  // namespace

Result<ClusterCard> proveCluster(const ClusterOptions& options, const engine::ModelConfig& config,
                                 std::int32_t tokenEnd, const std::stop_token& stop) {
    std::vector<VerifyWay> ways{VerifyWay::PromptLogprobs, VerifyWay::FanOut};
    if (options.way) ways = {*options.way};
    return Proof(options, config, tokenEnd, stop).run(std::move(ways));
}

}  // namespace msao::cloud
