// SPDX-License-Identifier: Apache-2.0
#include "edge/link/model_fit.h"

#include <QCoreApplication>

namespace msao::edge {

QString misfit(const protocol::ModelFingerprint& draft, const protocol::HelloReply& cloud) {
    const protocol::ModelFingerprint& target = cloud.target;
    if (draft.tokenizerHash != target.tokenizerHash || draft.tokenEnd != target.tokenEnd) {
        return QCoreApplication::translate(
                   "msao::edge::ModelFit",
                   "The cloud's model (%1) has another vocabulary than the draft model: %2 tokens there, %3 here. "
                   "Choose a draft model of the same family, or another cloud.")
            .arg(QString::fromStdString(target.name))
            .arg(target.tokenEnd)
            .arg(draft.tokenEnd);
    }
    if (draft.cellSide != target.cellSide || draft.framesPerCell != target.framesPerCell) {
        return QCoreApplication::translate(
                   "msao::edge::ModelFit",
                   "The cloud's model (%1) cuts pictures into squares of %2 pixels, the draft model into squares "
                   "of %3. Choose a draft model of the same family, or another cloud.")
            .arg(QString::fromStdString(target.name))
            .arg(target.cellSide)
            .arg(draft.cellSide);
    }
    return {};
}

}  // namespace msao::edge
