// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/sample_answer.h"

#include <algorithm>
#include <utility>

namespace msao::test {

using namespace engine;

namespace {

constexpr TokenId kEndToken{2};
constexpr std::int32_t kFirstWord = 1000;
constexpr std::int32_t kMisread = 5000;  // ids of words that no answer has: nobody knows their text
constexpr double kDraftMs = 4.4;
constexpr double kPassMs = 9.1;
constexpr double kRowMs = 0.12;
constexpr double kPrefillMs = 46;
constexpr double kTickMs = 50;
constexpr double kErrorShare = 0.055;

TraceTime timeOf(double ms) {
    return TraceTime(static_cast<std::int64_t>(ms * 1e6));
}

/// A token a word, with the space before it; the longest words in two.
std::vector<std::string> wordsOf(const std::string& text) {
    std::vector<std::string> words;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t space = text.find(' ', from + 1);
        const std::string word = text.substr(from, space == std::string::npos ? space : space - from);
        from = space == std::string::npos ? text.size() : space;
        if (word.size() > 9) {
            words.push_back(word.substr(0, 6));
            words.push_back(word.substr(6));
        } else {
            words.push_back(word);
        }
    }
    return words;
}

double unitAt(std::uint64_t seed, std::int64_t position, std::uint64_t purpose) {
    return simulator::toUnit(
        simulator::mixBits(simulator::mixBits(seed + purpose) + static_cast<std::uint64_t>(position) * 977));
}

}  // namespace

SampleAnswer::SampleAnswer(const SampleQuestion& question, double nowMs, Recorder recorder)
    : m_question(question),
      m_record(std::move(recorder)),
      m_words(wordsOf(question.answer)),
      m_random(question.seed),
      m_edge(edgeOptions(question, std::int64_t(m_words.size()) + 1)),
      m_cloud(cloudOptions(question, std::int64_t(m_words.size()) + 1)),
      m_nowMs(nowMs),
      m_askedMs(nowMs) {
    for (const std::string& word : m_words) {
        const auto first = std::find(m_words.begin(), m_words.end(), word);
        m_tokens.push_back(TokenId{kFirstWord + static_cast<std::int32_t>(first - m_words.begin())});
    }
    m_tokens.push_back(kEndToken);
}

EdgeControllerOptions SampleAnswer::edgeOptions(const SampleQuestion& question, std::int64_t tokens) {
    EdgeControllerOptions options;
    options.mode = question.way;
    options.policy = DraftPolicy::Paper;
    options.gate.theta = 0.38;
    options.gate.thetaMin = 0.25;
    options.gate.decay = 0.97;
    options.draftLength = 4;
    options.maxNewTokens = tokens + 8;
    options.endTokens = {kEndToken};
    options.link = {300e6 / 8, 19, 0.7};
    options.draftMs = kDraftMs;
    options.verifyMs = kPassMs;
    options.resendAfterMs = 400;
    return options;
}

CloudSessionOptions SampleAnswer::cloudOptions(const SampleQuestion& question, std::int64_t tokens) {
    CloudSessionOptions options;
    options.mode = question.way == Mode::EdgeOnly ? Mode::VerifyOnly : question.way;
    options.maxNewTokens = tokens + 8;
    options.endTokens = {kEndToken};
    return options;
}

double SampleAnswer::play() {
    at(m_nowMs + kPrefillMs, [this] {
        toEdge(AnswerStarted{});
        offerPass();
    });
    at(m_nowMs + kTickMs, [this] { tick(); });
    while (!m_agenda.empty() && !m_edge.hasEnded()) {
        const auto next = m_agenda.begin();
        m_nowMs = next->first;
        const std::function<void()> act = std::move(next->second);
        m_agenda.erase(next);
        act();
    }
    return m_nowMs;
}

void SampleAnswer::at(double timeMs, std::function<void()> act) {
    m_agenda.emplace(std::max(timeMs, m_nowMs), std::move(act));
}

void SampleAnswer::toEdge(const EdgeEvent& event) {
    if (m_edge.hasEnded()) return;
    std::vector<EdgeCommand> commands = m_edge.handle(m_nowMs, event);
    for (EdgeCommand& command : commands) std::visit([this](auto& what) { obey(what); }, command);
}

void SampleAnswer::obey(const DraftNext& command) {
    const std::uint64_t step = ++m_drafting;
    const double ms = kDraftMs + m_random.exponential(0.3);
    at(m_nowMs + ms, [this, command, step, ms] {
        if (step != m_drafting) return;
        const bool isRight = draftsRightAt(command.position);
        const TokenId token = isRight ? target(command.position) : wrong(command.position);
        const double unit = unitAt(m_question.seed, command.position, 3);
        const bool isHard = unitAt(m_question.seed, command.position, 4) < 0.04;
        const auto entropy =
            static_cast<float>(isRight ? (isHard ? 0.42 : 0.02 + 0.2 * unit * unit) : 0.06 + 0.46 * unit);
        m_prefix.resize(static_cast<std::size_t>(command.position));
        m_prefix.push_back(token);
        const double first = 1 - 1.3 * static_cast<double>(entropy);
        TokenDrafted drafted{command.epoch, command.position, token, entropy, ms, {}};
        drafted.topK = considered(
            {token, isRight ? wrong(command.position) : target(command.position), wrong(command.position + 1)}, first);
        m_record(m_nowMs, drafted);
        toEdge(DraftedToken{command.epoch, command.position, token, entropy, ms});
    });
}

void SampleAnswer::obey(SendBatch& command) {
    const auto bytes = static_cast<std::int64_t>(58 + 3 * command.batch.tokens.size());
    m_record(m_nowMs, BatchSent{command.batch, command.reason, bytes});
    if (isDown()) return;
    m_lastUpMs = std::max(m_lastUpMs, m_nowMs + linkDelay());
    at(m_lastUpMs, [this, batch = std::move(command.batch), sentMs = m_nowMs] {
        m_batchSentMs = sentMs;
        m_batchReceivedMs = m_nowMs;
        if (auto statement = m_cloud.draftsArrived(batch)) {
            sendDown(std::move(*statement), {timeOf(sentMs), timeOf(m_nowMs), timeOf(m_nowMs), timeOf(m_nowMs)});
        }
        offerPass();
    });
}

void SampleAnswer::obey(const RollBack& command) {
    m_record(m_nowMs, RolledBack{command.epoch, command.position, command.discarded});
    m_prefix.resize(static_cast<std::size_t>(command.position));
    m_prefix.insert(m_prefix.end(), command.corrections.begin(), command.corrections.end());
    m_emitted = std::min(m_emitted, command.position);
    ++m_drafting;
}

void SampleAnswer::obey(const EmitToken& command) {
    m_emitted = command.position + 1;
    m_record(m_nowMs, TokenEmitted{command.position, command.token, command.provenance, textOf(command.token)});
}

void SampleAnswer::obey(const ReviseToken& command) {
    m_emitted = std::max(m_emitted, command.position + 1);
    m_record(m_nowMs, TokenRevised{command.position, command.token, command.provenance, textOf(command.token)});
}

void SampleAnswer::obey(const ThetaMoved& command) {
    m_record(m_nowMs, command);
}

void SampleAnswer::obey(const EndAnswer& command) {
    m_record(m_nowMs, RequestEnded{command.outcome, m_emitted});
}

void SampleAnswer::offerPass() {
    if (m_isPassing || m_question.way == Mode::EdgeOnly) return;
    const auto step = m_cloud.nextStep(15);
    if (!step) return;
    m_isPassing = true;
    const double passMs = kPassMs + kRowMs * static_cast<double>(step->tokens.size() - 1);
    at(m_nowMs + passMs, [this, step = *step, beganMs = m_nowMs, passMs] { endPass(step, beganMs, passMs); });
}

void SampleAnswer::endPass(const CloudStep& step, double beganMs, double passMs) {
    m_isPassing = false;
    std::vector<TokenId> drawn;
    bool isRight = true;
    for (std::size_t i = 0; i < step.tokens.size(); ++i) {
        const std::int64_t position = step.firstPosition + static_cast<std::int64_t>(i);
        if (i > 0 && step.tokens[i] != target(position - 1)) isRight = false;
        drawn.push_back(isRight ? target(position) : wrong(position));
    }
    const bool hasBatch = step.tokens.size() > 1 || m_batchReceivedMs > 0;
    const double sent = hasBatch ? m_batchSentMs : beganMs;
    const double received = hasBatch ? m_batchReceivedMs : beganMs;
    sendDown(m_cloud.stepDone(drawn, passMs, 1),
             {timeOf(sent), timeOf(std::min(received, beganMs)), timeOf(beganMs), timeOf(m_nowMs)});
    offerPass();
}

std::vector<TokenProbability> SampleAnswer::considered(std::array<TokenId, 3> tokens, double first) const {
    return {{tokens[0], first, textOf(tokens[0])},
            {tokens[1], (1 - first) * 0.6, textOf(tokens[1])},
            {tokens[2], (1 - first) * 0.2, textOf(tokens[2])}};
}

/// The target is a little surer than the draft.
std::vector<TokenProbability> SampleAnswer::judged(const Verdict& verdict) const {
    std::vector<TokenProbability> all;
    for (std::size_t i = 0; i < verdict.tokens.size(); ++i) {
        const std::int64_t position = verdict.firstPosition + static_cast<std::int64_t>(i);
        const double first = 1 - 0.3 * unitAt(m_question.seed, position, 5);
        const auto candidates = considered({verdict.tokens[i], wrong(position), wrong(position + 1)}, first);
        all.insert(all.end(), candidates.begin(), candidates.end());
    }
    return all;
}

void SampleAnswer::sendDown(Verdict verdict, CloudTimes times) {
    if (isDown()) return;
    const auto bytes = static_cast<std::int64_t>(52 + 3 * verdict.tokens.size());
    verdict.likeliest = judged(verdict);
    m_lastDownMs = std::max(m_lastDownMs, m_nowMs + linkDelay());
    at(m_lastDownMs, [this, verdict = std::move(verdict), times, bytes] {
        if (m_edge.hasEnded()) return;
        m_record(m_nowMs, VerdictArrived{verdict, bytes, times});
        toEdge(verdict);
    });
}

void SampleAnswer::tick() {
    const bool down = isDown();
    const double swing = unitAt(m_question.seed, static_cast<std::int64_t>(m_nowMs), 9);
    const LinkEstimate estimate{(292 + 16 * swing) * 1e6 / 8, 19.4 + 2.2 * swing, 0.5 + 0.4 * swing};
    m_record(m_nowMs, LinkEstimated{estimate, !down});
    ResourceSample edge{Side::Edge,         0.31 + 0.1 * swing,          std::int64_t(9'600'000'000),
                        0.82 + 0.1 * swing, std::int64_t(5'900'000'000), 248 + 30 * swing};
    ResourceSample cloud{
        Side::Cloud, 0.08, std::int64_t(31'000'000'000), 0.35 + 0.2 * swing, std::int64_t(18'200'000'000), {}};
    m_record(m_nowMs, edge);
    m_record(m_nowMs, cloud);
    if (down != std::exchange(m_wasDown, down)) {
        m_cloud.connectionChanged(!down);
        if (down) {
            toEdge(LinkLost{});
        } else {
            toEdge(LinkRestored{});
        }
    }
    toEdge(Ticked{});
    at(m_nowMs + kTickMs, [this] { tick(); });
}

bool SampleAnswer::isDown() const {
    const double since = m_nowMs - m_askedMs;
    return m_question.outage && since >= m_question.outage->fromMs && since < m_question.outage->toMs;
}

TokenId SampleAnswer::target(std::int64_t position) const {
    return std::cmp_less(position, m_tokens.size()) ? m_tokens[static_cast<std::size_t>(position)] : kEndToken;
}

TokenId SampleAnswer::wrong(std::int64_t position) const {
    const double unit = unitAt(m_question.seed, position, 5);
    if (unit < 0.15) return TokenId{kMisread + static_cast<std::int32_t>(position)};
    const TokenId other = m_tokens[static_cast<std::size_t>(unit * static_cast<double>(m_tokens.size() - 1))];
    return other == target(position) ? TokenId{kMisread} : other;
}

/// The draft model errs at scripted places, and everywhere once its own prefix is wrong.
bool SampleAnswer::draftsRightAt(std::int64_t position) const {
    for (std::int64_t i = 0; i < position; ++i) {
        if (m_prefix[static_cast<std::size_t>(i)] != target(i)) return false;
    }
    return unitAt(m_question.seed, position, 1) >= kErrorShare;
}

std::string SampleAnswer::textOf(TokenId token) const {
    const std::int32_t word = toIndex(token) - kFirstWord;
    if (word >= 0 && std::cmp_less(word, m_words.size())) return m_words[static_cast<std::size_t>(word)];
    return token == kEndToken ? std::string() : " ?";
}

}  // namespace msao::test
