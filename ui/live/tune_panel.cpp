// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/tune_panel.h"

#include "ui/theme/quantities.h"

#include <QEvent>
#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <array>
#include <utility>

namespace msao::ui {
namespace {

using engine::Mode;
using engine::Policy;

constexpr std::array kModes = {Mode::Msao,       Mode::Adaptive, Mode::NeverIdle,      Mode::Hybrid,
                               Mode::VerifyOnly, Mode::Sync,     Mode::CloudOnly,      Mode::CoLocated,
                               Mode::EdgeOnly,   Mode::PerLlm,   Mode::MsaoNoModality, Mode::MsaoNoCollab};
static_assert(kModes.size() == engine::kModeNames.size(), "every mode can be chosen");

}  // namespace

TunePanel::TunePanel(LiveDesk& desk, const Look& look, QWidget* parent)
    : Panel(look, parent),
      m_desk(desk),
      m_content(new QWidget(this)),
      m_form(new QFormLayout(m_content)),
      m_scroll(new QScrollArea(this)),
      m_reset(new QPushButton(this)) {
    m_scroll->setWidget(m_content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_content->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_scroll, 1);
    column->addWidget(m_reset, 0, Qt::AlignRight);
    addChoices();
    addMethod();
    addSampling();
    connect(m_reset, &QPushButton::clicked, this, [this] { m_desk.tune({}); });
    connect(&desk, &LiveDesk::tuned, this, [this] { show(m_desk.tuning()); });
    connect(&look, &Look::changed, this, &TunePanel::dress);
    retranslate();
    show(desk.tuning());
    dress();
}

QSize TunePanel::sizeHint() const {
    return {look().px(360), look().px(320)};
}

QSize TunePanel::minimumSizeHint() const {
    return {look().px(240), look().px(120)};
}

void TunePanel::addRow(QWidget* field, std::function<QString()> name, std::function<QString()> hint) {
    auto* label = new QLabel(m_content);
    label->setBuddy(field);
    m_form->addRow(label, field);
    field->setFocusPolicy(Qt::StrongFocus);  // not by the wheel
    field->installEventFilter(this);
    m_rows.push_back({label, field, std::move(name), std::move(hint)});
}

QDoubleSpinBox* TunePanel::number(double least, double most, double step, int digits) {
    auto* box = new QDoubleSpinBox(m_content);
    box->setRange(least, most);
    box->setSingleStep(step);
    box->setDecimals(digits);
    box->setKeyboardTracking(false);
    connect(box, &QDoubleSpinBox::valueChanged, this, &TunePanel::take);
    return box;
}

QSpinBox* TunePanel::count(int least, int most) {
    auto* box = new QSpinBox(m_content);
    box->setRange(least, most);
    box->setKeyboardTracking(false);
    connect(box, &QSpinBox::valueChanged, this, &TunePanel::take);
    return box;
}

void TunePanel::addChoices() {
    m_mode = new QComboBox(m_content);
    m_policy = new QComboBox(m_content);
    m_pruning = new QComboBox(m_content);
    for (QComboBox* box : {m_mode, m_policy, m_pruning}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        connect(box, &QComboBox::activated, this, &TunePanel::take);
    }
    addRow(
        m_mode, [] { return tr("Mode"); },
        [] { return tr("Who drafts, who verifies, and whether the probe looks first"); });
    addRow(
        m_policy, [] { return tr("Policy"); },
        [] { return tr("The paper's algorithm to the letter, or drafts by expected gain"); });
    addRow(
        m_pruning, [] { return tr("Pruning by"); },
        [] { return tr("Who says which tokens of a picture or sound matter, so that the others need not travel"); });
}

void TunePanel::addMethod() {
    m_percentile = number(0.05, 0.99, 0.05, 2);
    addRow(
        m_percentile, [] { return tr("θ percentile"); },
        [] { return tr("Where the entropy gate begins: this share of tokens counts as confident"); });
    m_decay = number(0.5, 1, 0.01, 2);
    addRow(
        m_decay, [] { return tr("δ decay of θ"); },
        [] { return tr("After an offload θ is multiplied by this: smaller means warier, sooner"); });
    m_draftLength = count(1, 16);
    addRow(
        m_draftLength, [] { return tr("N_max drafts"); },
        [] { return tr("The longest batch the edge drafts before it asks"); });
    m_target = number(0.05, 0.99, 0.05, 2);
    addRow(
        m_target, [] { return tr("P_target"); },
        [] { return tr("The acceptance at which the draft length is planned"); });
    m_quality = number(0, 0.5, 0.01, 2);
    addRow(
        m_quality, [] { return tr("ε_Q quality"); },
        [] { return tr("How much quality pruning may cost; 0 sends everything"); });
    m_spatialThreshold = number(0, 1, 0.05, 2);
    addRow(
        m_spatialThreshold, [] { return tr("τ_s background"); },
        [] { return tr("A token less important than this counts as background (ρ)"); });
    m_spatialWeight = number(0, 1, 0.1, 1);
    addRow(
        m_spatialWeight, [] { return tr("λ_spatial"); },
        [] { return tr("How much background makes a modality sparse"); });
    m_temporalWeight = number(0, 1, 0.1, 1);
    addRow(
        m_temporalWeight, [] { return tr("λ_temp"); },
        [] { return tr("How much standing still makes a clip sparse"); });
}

void TunePanel::addSampling() {
    m_temperature = number(0, 2, 0.1, 1);
    addRow(
        m_temperature, [] { return tr("Temperature"); },
        [] { return tr("0 is greedy: always the most likely token"); });
    m_topK = count(0, 1000);
    addRow(
        m_topK, [] { return tr("Top-k"); },
        [] { return tr("With a temperature: draws among so many of the likeliest tokens"); });
    m_topP = number(0.05, 1, 0.05, 2);
    addRow(
        m_topP, [] { return tr("Top-p"); },
        [] { return tr("With a temperature: draws among the likeliest tokens that make up this share"); });
    m_seed = count(0, 1'000'000);
    addRow(
        m_seed, [] { return tr("Seed"); },
        [] { return tr("With a temperature: the same seed draws the same answer"); });
    m_length = count(8, 1024);
    addRow(
        m_length, [] { return tr("Longest answer"); }, [] { return tr("In tokens"); });
    m_budget = count(-1, 1024);
    addRow(
        m_budget, [] { return tr("Cloud's own steps"); },
        [] { return tr("How many tokens the cloud may draw by itself while it waits for drafts"); });
}

void TunePanel::fillChoices() {
    const QSignalBlocker modes(m_mode);
    const QSignalBlocker policies(m_policy);
    m_mode->clear();
    for (const Mode mode : kModes) m_mode->addItem(Quantities::mode(mode), static_cast<int>(mode));
    m_policy->clear();
    m_policy->addItem(tr("Adaptive"), static_cast<int>(Policy::Adaptive));
    m_policy->addItem(tr("Paper (Algorithm 1)"), static_cast<int>(Policy::Paper));
    const QSignalBlocker prunings(m_pruning);
    m_pruning->clear();
    m_pruning->addItem(tr("The best there is"), -1);
    for (const engine::ImportanceKind kind : engine::kImportanceKinds)
        m_pruning->addItem(Quantities::importance(kind), static_cast<int>(kind));
    m_budget->setSpecialValueText(tr("no limit"));
    m_topK->setSpecialValueText(tr("all"));
}

void TunePanel::show(const Tuning& tuning) {
    m_isShowing = true;
    m_mode->setCurrentIndex(m_mode->findData(static_cast<int>(tuning.mode)));
    m_policy->setCurrentIndex(m_policy->findData(static_cast<int>(tuning.policy)));
    m_pruning->setCurrentIndex(m_pruning->findData(tuning.pruning ? static_cast<int>(*tuning.pruning) : -1));
    m_temperature->setValue(tuning.temperature);
    m_topK->setValue(tuning.topK);
    m_topP->setValue(tuning.topP);
    m_seed->setValue(tuning.seed);
    for (QWidget* ofDraws :
         {static_cast<QWidget*>(m_topK), static_cast<QWidget*>(m_topP), static_cast<QWidget*>(m_seed)})
        ofDraws->setEnabled(tuning.temperature > 0);
    m_length->setValue(tuning.maxNewTokens);
    m_budget->setValue(tuning.cloudBudget.value_or(-1));
    m_quality->setValue(tuning.method.qualityBound);
    m_percentile->setValue(tuning.method.thetaPercentile);
    m_decay->setValue(tuning.method.thetaDecay);
    m_draftLength->setValue(tuning.method.maxDraftLength);
    m_target->setValue(tuning.method.targetAcceptance);
    m_spatialThreshold->setValue(tuning.method.spatialThreshold);
    m_spatialWeight->setValue(tuning.method.spatialWeight);
    m_temporalWeight->setValue(tuning.method.temporalWeight);
    m_isShowing = false;
}

void TunePanel::take() {
    if (m_isShowing) return;
    Tuning tuning = m_desk.tuning();
    tuning.mode = static_cast<Mode>(m_mode->currentData().toInt());
    tuning.policy = static_cast<Policy>(m_policy->currentData().toInt());
    const int pruning = m_pruning->currentData().toInt();
    tuning.pruning = pruning < 0 ? std::nullopt : std::optional(static_cast<engine::ImportanceKind>(pruning));
    tuning.temperature = m_temperature->value();
    tuning.topK = m_topK->value();
    tuning.topP = m_topP->value();
    tuning.seed = m_seed->value();
    tuning.maxNewTokens = m_length->value();
    tuning.cloudBudget = m_budget->value() < 0 ? std::nullopt : std::optional(m_budget->value());
    tuning.method.qualityBound = m_quality->value();
    tuning.method.thetaPercentile = m_percentile->value();
    tuning.method.thetaDecay = m_decay->value();
    tuning.method.maxDraftLength = m_draftLength->value();
    tuning.method.targetAcceptance = m_target->value();
    tuning.method.spatialThreshold = m_spatialThreshold->value();
    tuning.method.spatialWeight = m_spatialWeight->value();
    tuning.method.temporalWeight = m_temporalWeight->value();
    m_desk.tune(tuning);
}

void TunePanel::dress() {
    const int margin = look().px(16);
    layout()->setContentsMargins(margin, look().px(40), look().px(8), look().px(12));
    m_form->setContentsMargins(0, 0, look().px(12), 0);
    m_form->setHorizontalSpacing(look().px(16));
    m_form->setVerticalSpacing(look().px(6));
}

void TunePanel::retranslate() {
    setAccessibleName(tr("Tune"));
    m_content->setLocale(QLocale());  // fields keep the one that they were made with
    fillChoices();
    for (const Row& row : m_rows) {
        row.label->setText(row.name());
        row.label->setToolTip(row.hint());
        row.field->setToolTip(row.hint());
        row.field->setAccessibleName(row.name());
        row.field->setAccessibleDescription(row.hint());
    }
    m_reset->setText(tr("Reset"));
    m_reset->setAccessibleName(m_reset->text());
    m_reset->setToolTip(tr("The values of the paper"));
}

void TunePanel::paintEvent(QPaintEvent*) {
    Ink ink(this, look());
    paintSurface(ink, tr("Tune"), tr("from the next question on"));
}

bool TunePanel::eventFilter(QObject* watched, QEvent* event) {
    const auto* field = qobject_cast<QWidget*>(watched);
    if (event->type() != QEvent::Wheel || !field || field->hasFocus()) return Panel::eventFilter(watched, event);
    event->ignore();  // goes on to what scrolls
    return true;
}

void TunePanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        show(m_desk.tuning());
    }
    Panel::changeEvent(event);
}

}  // namespace msao::ui
