// SPDX-License-Identifier: Apache-2.0
#include "edge/runtime/draft_model.h"

#include "edge/runtime/monotonic.h"
#include "protocol/identity/model_identity.h"

#include "msao/engine/calibration_file.h"
#include "msao/engine/device_costs.h"
#include "msao/engine/weight_types.h"

#include <chrono>
#include <utility>

namespace msao::edge {

using namespace engine;

namespace {

struct ProbeSettings {
    Calibration calibration;
    std::unique_ptr<ImportanceSource> importance;
    std::optional<ProbeHeads> heads;
    QString words;  // why not, where there is a file
};

Result<ProbeSettings> settingsBeside(const std::filesystem::path& folder, const ModelConfig& config) {
    MSAO_TRY(std::optional<CalibrationFile> file, readCalibrationBeside(folder));
    CalibrationFile found = std::move(file).value_or(CalibrationFile{});
    ProbeSettings settings;
    settings.calibration = std::move(found.calibration);
    settings.heads = found.heads;
    MSAO_TRY(settings.importance, importanceBy(std::move(found.heads)));
    MSAO_CHECK(settings.importance->fits(config));
    return settings;
}

/// A calibration that cannot be read, or is another model's, makes answers slower, not impossible.
ProbeSettings probeSettings(const std::filesystem::path& folder, const ModelConfig& config) {
    auto settings = settingsBeside(folder, config);
    if (settings) return *std::move(settings);
    return {{}, trainingFreeImportance(), {}, QString::fromStdString(settings.error().message)};
}

}  // namespace

void DraftModel::load(const EdgeOptions& options, const std::stop_token& stop) {
    m_unread.reset();
    m_drafter.reset();
    m_preparer.reset();
    m_engine.reset();
    ModelState state;
    state.stage = ModelState::Stage::Loading;
    Q_EMIT stateChanged(state);
    const Status status = loadFrom(options, stop, state);
    if (stop.stop_requested()) return;
    if (!status) {
        state.stage = ModelState::Stage::Failed;
        state.words = QString::fromStdString(status.error().message);
    }
    Q_EMIT stateChanged(state);
}

Status DraftModel::loadFrom(const EdgeOptions& options, const std::stop_token& stop, ModelState& state) {
    LoadOptions load = options.load;
    MSAO_TRY(load.weights, weightTypeOf(options.draft, load.weights));
    load.progress.stop = stop;
    load.progress.report = [&](double fraction, std::string_view what) {
        state.progress = fraction;
        state.words = QString::fromUtf8(what.data(), static_cast<qsizetype>(what.size()));
        Q_EMIT stateChanged(state);
    };
    MSAO_TRY(std::unique_ptr<Engine> engine, Engine::load(options.draft, load));
    m_engine = std::move(engine);
    MSAO_TRY(const protocol::ModelFingerprint identity,
             protocol::sharedFingerprint(m_engine->config(), m_engine->tokenEnd(), options.draft));
    MSAO_TRY(const DeviceCosts costs, measureDeviceCosts(*m_engine, monotonic));
    ProbeSettings probe = probeSettings(options.draft, m_engine->config());
    state.isCalibrated = probe.heads.has_value();
    m_preparer = std::make_unique<QuestionPreparer>(*m_engine, std::move(probe.calibration),
                                                    std::move(probe.importance), std::move(probe.heads), costs);
    state.stage = ModelState::Stage::Ready;
    state.progress = 1;
    state.words = probe.words;
    state.hears = m_engine->config().audio.has_value();
    state.tokenizer = {m_engine, &m_engine->tokenizer()};
    Q_EMIT loaded({m_engine, identity});
    return Done{};
}

void DraftModel::prepare(const AskedQuestion& asked, const Continuation& from, const CloudOutlook& cloud,
                         const std::stop_token& stop) {
    if (stop.stop_requested() || !m_preparer) return;
    auto ready = m_preparer->prepare(asked, from, cloud, stop);
    if (!ready) return Q_EMIT preparingFailed({asked.request, ready.error()});
    PreparedQuestion& prepared = ready->prepared;
    m_unread = Unread{asked.request,
                      *std::exchange(prepared.draftPrompt, std::nullopt),
                      std::exchange(prepared.seen, std::nullopt),
                      ready->sampling,
                      asked.question.conversation,
                      ready->from.conversation,
                      ready->described};
    Q_EMIT this->prepared({asked.request, std::make_shared<const ReadyQuestion>(*std::move(ready))});
}

void DraftModel::begin(RequestId request, const std::stop_token& stop) {
    m_waiting.reset();
    std::optional<Unread> unread = std::exchange(m_unread, std::nullopt);
    if (stop.stop_requested() || !m_engine || !unread || unread->request != request) return m_drafter.reset();
    m_request = request;
    m_stop = stop;
    const Status begun = beginDrafter(*std::move(unread));
    if (!begun) return fail(begun.error());
    readPrompt(request);
}

/// Behind what was read of its conversation, if that is what the drafter has; otherwise all of it is read again.
Status DraftModel::beginDrafter(Unread unread) {
    const std::size_t earlier = unread.before ? unread.before->turns.size() : 0;
    const bool goesOn = m_drafter && earlier > 0 && m_read == Read{unread.conversation, earlier};
    m_read = {unread.conversation, earlier + 1};
    if (goesOn) {
        MSAO_CHECK(m_drafter->goOn(unread.before->turns.back().answer, std::move(unread.prompt), unread.sampling,
                                   std::move(unread.seen)));
    } else if (earlier > 0) {
        MSAO_TRY(Prompt all, preparePrompt(saidAgain(*unread.before, *unread.described), m_engine->config()));
        m_drafter.emplace(*m_engine, std::move(all), unread.sampling);
    } else {
        m_drafter.emplace(*m_engine, std::move(unread.prompt), unread.sampling, std::move(unread.seen));
    }
    Q_EMIT promptTaken({unread.request, m_drafter->readTokens()});
    return Done{};
}

/// One piece a turn, so that an end is heard in between.
void DraftModel::readPrompt(RequestId request) {
    if (!m_drafter || m_request != request || m_stop.stop_requested()) return;
    if (const Status status = m_drafter->readPrompt(m_stop); !status) return fail(status.error());
    if (!m_drafter->hasReadPrompt()) {
        QMetaObject::invokeMethod(
            this, [this, request] { readPrompt(request); }, Qt::QueuedConnection);
    } else if (m_waiting) {
        carryOut(*std::exchange(m_waiting, std::nullopt));
    }
}

void DraftModel::draft(RequestId request, const DraftOrder& order, std::uint64_t number) {
    if (!m_drafter || m_request != request) return;
    Order taken{order, number};
    if (m_drafter->hasReadPrompt()) {
        carryOut(taken);
    } else {
        m_waiting = std::move(taken);
    }
}

void DraftModel::carryOut(const Order& order) {
    const bool isVoid = order.number < m_newest.load(std::memory_order_relaxed);
    if (isVoid || m_stop.stop_requested()) return;
    const TraceTime began = monotonic();
    const auto draft = m_drafter->draft(order.order.answer);
    if (!draft) return fail(draft.error());
    const double draftMs = std::chrono::duration<double, std::milli>(monotonic() - began).count();
    Q_EMIT drafted({m_request, order.order, *draft, draftMs});
}

void DraftModel::end(RequestId request) {
    if (m_request != request) return;
    const bool mayGoOn = m_read.conversation != ConversationId::None && m_drafter && m_drafter->hasReadPrompt();
    if (!mayGoOn) m_drafter.reset();
    m_waiting.reset();
    m_request = RequestId::None;
}

void DraftModel::glance(const Frame& frame, const std::string& words, const std::stop_token& stop) {
    Glance glance;
    const TraceTime began = monotonic();
    if (m_preparer && frame.image && !stop.stop_requested()) {
        if (auto seen = m_preparer->glance(*frame.image, words, stop)) glance.look = *std::move(seen);
    }
    glance.ms = std::chrono::duration<double, std::milli>(monotonic() - began).count();
    Q_EMIT glanced(glance);
}

void DraftModel::fail(const Error& error) {
    m_drafter.reset();
    m_waiting.reset();
    if (!m_stop.stop_requested()) Q_EMIT draftingFailed({m_request, error});
}

}  // namespace msao::edge
