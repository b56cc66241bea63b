// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/quantities.h"

#include <QLocale>

#include <cmath>

namespace msao::ui {

using namespace engine;

QString Quantities::bytes(std::int64_t count) {
    if (count < 1000) return tr("%1 B").arg(QLocale().toString(static_cast<qlonglong>(count)));
    if (count < 1'000'000) {
        const double kilobytes = static_cast<double>(count) / 1000;
        return tr("%1 kB").arg(QLocale().toString(kilobytes, 'f', kilobytes < 10 ? 1 : 0));
    }
    if (count < 1'000'000'000) return tr("%1 MB").arg(QLocale().toString(static_cast<double>(count) / 1e6, 'f', 1));
    return tr("%1 GB").arg(QLocale().toString(static_cast<double>(count) / 1e9, 'f', 1));
}

QString Quantities::ms(double value) {
    return tr("%1 ms").arg(QLocale().toString(value, 'f', std::abs(value) < 100 ? 1 : 0));
}

QString Quantities::seconds(double ms) {
    return tr("%1 s").arg(QLocale().toString(ms / 1000, 'f', 2));
}

QString Quantities::percent(double share) {
    return tr("%1 %").arg(QLocale().toString(share * 100, 'f', 0));
}

QString Quantities::number(double value, int digits) {
    return QLocale().toString(value, 'f', digits);
}

QString Quantities::rate(double bytesPerSecond) {
    // An answer of a few bytes shows no more of a fast line; it is not "0.0 Mbit/s".
    if (bytesPerSecond < 125'000) return tr("%1 kbit/s").arg(QLocale().toString(bytesPerSecond * 8 / 1e3, 'f', 0));
    return tr("%1 Mbit/s").arg(QLocale().toString(bytesPerSecond * 8 / 1e6, 'f', bytesPerSecond < 1.25e6 ? 1 : 0));
}

QString Quantities::modality(Modality modality) {
    switch (modality) {
        case Modality::Text:
            return tr("text");
        case Modality::Image:
            return tr("image");
        case Modality::Video:
            return tr("video");
        case Modality::Audio:
            return tr("audio");
    }
    return {};
}

QString Quantities::mode(Mode mode) {
    switch (mode) {
        case Mode::CloudOnly:
            return tr("Cloud only");
        case Mode::EdgeOnly:
            return tr("Edge only");
        case Mode::PerLlm:
            return QStringLiteral("PerLLM");
        case Mode::Sync:
            return tr("Synchronous");
        case Mode::CoLocated:
            return tr("Co-located");
        case Mode::VerifyOnly:
            return tr("Verify only");
        case Mode::NeverIdle:
            return tr("Never idle");
        case Mode::Hybrid:
            return tr("Hybrid");
        case Mode::Adaptive:
            return tr("Adaptive");
        case Mode::Msao:
            return QStringLiteral("MSAO");
        case Mode::MsaoNoModality:
            return tr("MSAO, uniform pruning");
        case Mode::MsaoNoCollab:
            return tr("MSAO, static split");
    }
    return {};
}

QString Quantities::importance(engine::ImportanceKind kind) {
    using engine::ImportanceKind;
    switch (kind) {
        case ImportanceKind::Calibrated:
            return tr("Calibrated heads");
        case ImportanceKind::TrainingFree:
            return tr("Likeness to the question");
        case ImportanceKind::Random:
            return tr("Chance");
        case ImportanceKind::Downsampling:
            return tr("Smaller pictures");
    }
    return {};
}

QString Quantities::outcome(RequestOutcome outcome) {
    switch (outcome) {
        case RequestOutcome::EndOfText:
            return tr("complete");
        case RequestOutcome::Length:
            return tr("length limit reached");
        case RequestOutcome::StopString:
            return tr("stop string reached");
        case RequestOutcome::Cancelled:
            return tr("stopped");
        case RequestOutcome::Failed:
            return tr("failed");
    }
    return {};
}

QString Quantities::sendReason(SendReason reason) {
    switch (reason) {
        case SendReason::BatchFull:
            return tr("batch full");
        case SendReason::NotConfident:
            return tr("not confident");
        case SendReason::EndOfText:
            return tr("end of text");
        case SendReason::Reconnected:
            return tr("reconnected");
    }
    return {};
}

QString Quantities::notMeasured() {
    return tr("not measured");
}

std::int64_t plannedBytes(const ModalityProbe& probe, const ModalityPlan& plan) {
    // The cloud's encoder needs all samples of a sound, however few of its tokens are kept.
    const double kept = probe.modality == Modality::Audio ? 1 : plan.retention;
    return std::llround(static_cast<double>(probe.bytes) * kept * (1 - plan.compression));
}

}  // namespace msao::ui
