// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/answer/answer_world.h"

#include "engine/checkpoint/model_presets.h"
#include "engine/checkpoint/synthesize.h"
#include "msao/engine/generate.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace msao::engine::testing {
namespace {

constexpr Mode kModes[] = {Mode::CloudOnly, Mode::Sync,     Mode::CoLocated, Mode::VerifyOnly,     Mode::NeverIdle,
                           Mode::Hybrid,    Mode::Adaptive, Mode::Msao,      Mode::MsaoNoModality, Mode::MsaoNoCollab};

std::unique_ptr<Engine> loaded(const std::filesystem::path& folder, std::string& error) {
    LoadOptions options;
    options.weights = WeightType::F32;
    options.threads = 1;
    options.kvCacheBytes = std::size_t{64} << 20;
    auto engine = Engine::load(folder, options);
    if (engine) return std::move(*engine);
    error = engine.error().message;
    return nullptr;
}

RgbImage randomImage(std::mt19937_64& dice) {
    RgbImage image{56, static_cast<int>(56 + 28 * (dice() % 2)), {}};
    image.pixels.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 3);
    for (std::uint8_t& value : image.pixels) value = static_cast<std::uint8_t>(dice());
    return image;
}

/// One bit for each language token of an image that no model has to resize.
KeptTokens randomlyKept(const RgbImage& image, std::mt19937_64& dice) {
    KeptTokens kept;
    for (int tokens = image.width / 28 * (image.height / 28); tokens > 0; --tokens) kept.push_back(dice() % 3 > 0);
    return kept;
}

}  // namespace

SyntheticPair::SyntheticPair(double agreement, std::uint64_t seed)
    : m_folder(std::filesystem::temp_directory_path() /
               ("msao-pair-" + std::to_string(getpid()) + "-" + std::to_string(seed))) {
    SynthesisOptions options;
    options.seed = seed;
    const ModelConfig tiny = tinyModel(ModelFamily::Qwen2VL);
    if (const Status status = synthesizePair(tiny, tiny, agreement, m_folder, options); !status) {
        error = status.error().message;
        return;
    }
    draft = loaded(m_folder / "draft", error);
    target = loaded(m_folder / "target", error);
}

SyntheticPair::~SyntheticPair() {
    std::filesystem::remove_all(m_folder);
}

std::unique_ptr<Engine> SyntheticPair::anotherDraft() {
    return loaded(m_folder / "draft", error);
}

AskedQuestion randomQuestion(const Engine& engine, std::mt19937_64& dice) {
    PromptDescription prompt;
    const auto word = [&] {
        TokenId token{};
        do token = TokenId{static_cast<std::int32_t>(dice() % static_cast<std::uint64_t>(engine.tokenEnd()))};
        while (engine.tokenizer().isSpecial(token));
        return token;
    };
    for (std::uint64_t count = 1 + dice() % 12; count > 0; --count) prompt.tokens.push_back(word());
    if (dice() % 8 == 0) {
        const SpecialTokens& special = engine.config().special;
        prompt.tokens.insert(prompt.tokens.begin(), {special.visionStart, special.imagePad, special.visionEnd});
        prompt.visuals.push_back({VisualKind::Image, {{randomImage(dice)}, 1}, {}});
        if (dice() % 2 == 0) prompt.visuals.back().kept = randomlyKept(prompt.visuals.back().clip.frames[0], dice);
    }
    AskedQuestion question;
    question.prompt = std::make_shared<const PromptDescription>(std::move(prompt));
    question.maxNewTokens = static_cast<std::int32_t>(1 + dice() % 24);
    question.sampling.seed = dice();
    if (dice() % 2 == 0) {
        question.sampling.temperature = 0.2 + 0.2 * static_cast<double>(dice() % 6);
        if (dice() % 2 == 0) question.sampling.topK = static_cast<std::int32_t>(1 + dice() % 40);
        if (dice() % 2 == 0) question.sampling.topP = 0.5 + 0.1 * static_cast<double>(dice() % 5);
    }
    if (dice() % 4 == 0) question.sampling.repetitionPenalty = 1.1;
    return question;
}

std::vector<TokenId> answerOf(Engine& engine, const AskedQuestion& question) {
    GenerateOptions options;
    options.sampling = question.sampling;
    options.maxNewTokens = question.maxNewTokens;
    const auto prompt = preparePrompt(*question.prompt, engine.config());
    if (!prompt) return {};
    Session session = engine.newSession();
    const auto answer = generate(engine, session, *prompt, options, [](TokenId) {});
    return answer ? answer->tokens : std::vector<TokenId>{};
}

AnswerWorld::AnswerWorld(SyntheticPair& pair, std::vector<AskedQuestion> questions, const WorldOptions& options,
                         std::uint64_t seed)
    : m_pair(pair),
      m_options(options),
      m_dice(seed),
      m_cloud(*pair.target, options.cloudHasDraft ? pair.draft.get() : nullptr,
              {.maxSessions = static_cast<std::int32_t>(1 + m_dice() % 4),
               .maxRows = static_cast<std::int32_t>(1 + m_dice() % 32),
               .maxDrafts = static_cast<std::int32_t>(m_dice() % 16)},
              [this] { return now(); }) {
    for (AskedQuestion& question : questions) {
        auto edge = std::make_unique<Edge>();
        edge->question = std::move(question);
        auto prompt = preparePrompt(*edge->question.prompt, pair.draft->config());
        if (!prompt) {
            fault(prompt.error().message);
            return;
        }
        edge->drafter = std::make_unique<Drafter>(*pair.draft, std::move(*prompt), edge->question.sampling);
        edge->answer = std::make_unique<EdgeAnswer>(optionsOf(edge->question), pair.target->tokenizer(), edge->trace);
        m_edges.push_back(std::move(edge));
    }
    // Now the link is slow, now the drafter, now the cloud.
    for (int i = 0; i < 4; ++i) m_weights.push_back(0.02 + std::pow(std::uniform_real_distribution<>(0, 1)(m_dice), 2));
}

EdgeAnswerOptions AnswerWorld::optionsOf(const AskedQuestion& question) {
    constexpr DraftPolicy kPolicies[] = {DraftPolicy::Paper, DraftPolicy::Fixed, DraftPolicy::Adaptive};
    EdgeAnswerOptions options;
    options.controller.mode = m_options.mode.value_or(kModes[below(std::size(kModes))]);
    options.controller.policy = kPolicies[below(3)];
    options.controller.gate.theta = 0.1 + 0.2 * static_cast<double>(below(5));
    options.controller.draftLength = static_cast<std::int32_t>(1 + below(8));
    options.controller.maxUnverified = static_cast<std::int32_t>(1 + below(24));
    options.controller.maxOffline = options.controller.maxUnverified + static_cast<std::int32_t>(below(20));
    options.controller.maxNewTokens = question.maxNewTokens;
    options.controller.endTokens = m_pair.target->config().generation.endOfText;
    options.controller.draftMs = 3.3;
    options.controller.verifyMs = 9.09;
    options.controller.link = {1e6, static_cast<double>(below(100)), 0};
    options.askedMode = options.controller.mode;
    options.sampling = question.sampling;
    options.tokenEnd = m_pair.target->tokenEnd();
    options.selfDraftLength = static_cast<std::int32_t>(below(6));
    if (chance(0.2)) options.cloudBudget = static_cast<std::int32_t>(below(4));
    options.prompt = question.prompt;
    return options;
}

std::string AnswerWorld::run() {
    for (auto& edge : m_edges) {
        if (!m_fault.empty()) return m_fault;
        edge->isConnected = !m_options.losesLinks || chance(0.95);
        edge->answer->start(now(), edge->isConnected);
        collect(*edge);
    }
    const auto hasEnded = [](const auto& edge) { return edge->answer->hasEnded(); };
    for (int actions = 0; m_fault.empty() && !std::all_of(m_edges.begin(), m_edges.end(), hasEnded); ++actions) {
        if (actions > 200'000)
            fault("no end: " + std::to_string(m_edges.front()->up.size()) + " messages wait upwards");
        m_now += std::chrono::microseconds(below(20'000));
        act(below(m_edges.size()));
    }
    return m_fault;
}

void AnswerWorld::act(std::size_t index) {
    Edge& edge = *m_edges[index];
    switch (std::discrete_distribution<>(m_weights.begin(), m_weights.end())(m_dice)) {
        case 0:
            if (!edge.up.empty()) deliverUp(index);
            break;
        case 1:
            if (!edge.down.empty()) deliverDown(edge);
            break;
        case 2:
            draft(edge);
            break;
        default:
            pass();
    }
    if (m_options.losesLinks && chance(0.01)) cutOrMend(index);
    if (chance(0.05)) edge.answer->tick(now());
    collect(edge);
}

void AnswerWorld::draft(Edge& edge) {
    if (edge.drafting) {
        edge.answer->drafted(now(), edge.drafting->order, edge.drafting->draft, 1);
        edge.drafting.reset();
        return;
    }
    if (!edge.drafter->hasReadPrompt()) {
        if (const Status status = edge.drafter->readPrompt(); !status) fault(status.error().message);
        return;
    }
    if (!edge.order) return;
    const auto drafted = edge.drafter->draft(edge.order->answer);
    if (!drafted) return fault(drafted.error().message);
    edge.drafting = {std::move(*edge.order), *drafted};
    edge.order.reset();
}

void AnswerWorld::deliverUp(std::size_t index) {
    Edge& edge = *m_edges[index];
    const CloudAnswerId id{index};
    const MessageToCloud message = std::move(edge.up.front());
    edge.up.pop_front();
    if (const auto* opening = std::get_if<AnswerOpening>(&message)) {
        auto prompt = preparePrompt(*opening->prompt, m_pair.target->config());
        auto draftPrompt = preparePrompt(*opening->prompt, m_pair.draft->config());
        if (!prompt || !draftPrompt) return fault("no prompt");
        const auto opened = m_cloud.open(id, *opening, std::move(*prompt), std::move(*draftPrompt));
        if (!opened) return fault(opened.error().message);
        edge.down.emplace_back(*opened);
    } else if (const auto* batch = std::get_if<DraftBatch>(&message)) {
        if (const auto statement = m_cloud.receive(id, *batch)) edge.down.emplace_back(*statement);
    } else if (const auto* change = std::get_if<ModeChange>(&message)) {
        m_cloud.receive(id, *change);
    } else {
        m_cloud.close(id);
    }
}

void AnswerWorld::deliverDown(Edge& edge) {
    const MessageToEdge message = std::move(edge.down.front());
    edge.down.pop_front();
    edge.answer->receive(now(), message);
    if (edge.answer->outcome() == RequestOutcome::Failed) fault(edge.answer->error()->message);
}

void AnswerWorld::pass() {
    if (!m_cloud.wantsPass()) return;
    for (CloudReply& reply : m_cloud.pass()) {
        Edge& edge = *m_edges[static_cast<std::size_t>(reply.answer)];
        if (edge.isConnected) edge.down.push_back(std::move(reply.message));
    }
}

/// What is on its way when a link breaks is lost.
void AnswerWorld::cutOrMend(std::size_t index) {
    Edge& edge = *m_edges[index];
    edge.isConnected = !edge.isConnected;
    if (!edge.isConnected) {
        edge.up.clear();
        edge.down.clear();
        edge.answer->linkLost(now());
    } else {
        if (chance(0.3)) m_cloud.close(CloudAnswerId{index});
        edge.answer->linkRestored(now(), m_cloud.isOpen(CloudAnswerId{index}));
    }
    m_cloud.connectionChanged(CloudAnswerId{index}, edge.isConnected);
}

void AnswerWorld::collect(Edge& edge) {
    for (MessageToCloud& message : edge.answer->takeMessages()) {
        if (edge.isConnected) edge.up.push_back(std::move(message));
    }
    if (auto order = edge.answer->takeOrder()) edge.order = std::move(order);
}

void AnswerWorld::fault(std::string what) {
    if (m_fault.empty()) m_fault = std::move(what);
}

}  // namespace msao::engine::testing
