// SPDX-License-Identifier: Apache-2.0
#include "edge/link/model_fit.h"

#include "protocol/identity/sha256.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>

namespace msao::edge {

using engine::Error;
using engine::ErrorCode;

engine::Result<protocol::ModelFingerprint> identityOf(const engine::Engine& draft,
                                                      const std::filesystem::path& folder) {
    const engine::ModelConfig& config = draft.config();
    const auto path = folder / "tokenizer.json";
    QFile file(QString::fromStdString(path.string()));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return Error{ErrorCode::FileUnreadable, path.string() + ": cannot be read"};
    protocol::ModelFingerprint identity;
    identity.name = config.family == engine::ModelFamily::Qwen2VL ? "qwen2-vl" : "qwen2.5-vl";
    identity.tokenizerHash = protocol::digestOf(hash.result());
    identity.tokenEnd = draft.tokenEnd();
    identity.minPixels = config.preprocessor.minPixels;
    identity.maxPixels = config.preprocessor.maxPixels;
    identity.cellSide = config.vision.patchSize * config.vision.spatialMergeSize;
    identity.framesPerCell = config.vision.temporalPatchSize;
    return identity;
}

QString misfit(const protocol::ModelFingerprint& draft, const protocol::HelloReply& cloud) {
    const auto sentence = [](const char* text) { return QCoreApplication::translate("msao::edge::ModelFit", text); };
    const protocol::ModelFingerprint& target = cloud.target;
    if (draft.tokenizerHash != target.tokenizerHash || draft.tokenEnd != target.tokenEnd) {
        return sentence(
                   "The cloud's model (%1) has another vocabulary than the draft model: %2 tokens there, %3 here. "
                   "Choose a draft model of the same family, or another cloud.")
            .arg(QString::fromStdString(target.name))
            .arg(target.tokenEnd)
            .arg(draft.tokenEnd);
    }
    if (draft.cellSide != target.cellSide || draft.framesPerCell != target.framesPerCell) {
        return sentence(
                   "The cloud's model (%1) cuts pictures into squares of %2 pixels, the draft model into squares "
                   "of %3. Choose a draft model of the same family, or another cloud.")
            .arg(QString::fromStdString(target.name))
            .arg(target.cellSide)
            .arg(draft.cellSide);
    }
    return {};
}

}  // namespace msao::edge
