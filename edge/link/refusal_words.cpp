// SPDX-License-Identifier: Apache-2.0
#include "edge/link/refusal_words.h"

#include <QCoreApplication>

namespace msao::edge {
namespace {

using protocol::RefusalCode;

const char* sentenceOf(RefusalCode code) {
    switch (code) {
        case RefusalCode::VersionMismatch:
            return QT_TRANSLATE_NOOP("msao::edge::Refusal",
                                     "This program and the cloud speak versions of the protocol that are too far "
                                     "apart: update the older one.");
        case RefusalCode::LoginNeeded:
            return QT_TRANSLATE_NOOP("msao::edge::Refusal",
                                     "The cloud answers only who logs in: name a token and its secret.");
        case RefusalCode::LoginFailed:
            return QT_TRANSLATE_NOOP(
                "msao::edge::Refusal",
                "The cloud does not accept this token: check its name and its secret, or have a new one made.");
        case RefusalCode::ModelMismatch:
            return QT_TRANSLATE_NOOP("msao::edge::Refusal",
                                     "The cloud's model reads pictures in another way than the draft model: choose a "
                                     "draft model of the same family.");
        case RefusalCode::QuotaExceeded:
            return QT_TRANSLATE_NOOP("msao::edge::Refusal", "This token has used up what it may ask for now.");
        case RefusalCode::Busy:
            return QT_TRANSLATE_NOOP("msao::edge::Refusal", "The cloud has no room for another answer now.");
        case RefusalCode::Draining:
            return QT_TRANSLATE_NOOP("msao::edge::Refusal", "The cloud is going away and takes no new questions.");
        case RefusalCode::OutOfMemory:
            return QT_TRANSLATE_NOOP("msao::edge::Refusal", "The cloud has no memory left for this answer.");
        case RefusalCode::LimitExceeded:
            return QT_TRANSLATE_NOOP("msao::edge::Refusal",
                                     "This is more than the cloud takes: a shorter question, a smaller picture or a "
                                     "shorter answer may fit.");
        case RefusalCode::MessageTooLarge:
            return QT_TRANSLATE_NOOP("msao::edge::Refusal", "A message was larger than the cloud takes.");
        case RefusalCode::MediaMalformed:
        case RefusalCode::MediaMismatch:
            return QT_TRANSLATE_NOOP("msao::edge::Refusal", "The picture did not reach the cloud as it was sent.");
        case RefusalCode::NotPromised:
            return QT_TRANSLATE_NOOP("msao::edge::Refusal",
                                     "This cloud cannot answer in the way that was asked for: choose another mode, or "
                                     "another way of sampling.");
        case RefusalCode::Timeout:
            return QT_TRANSLATE_NOOP("msao::edge::Refusal", "The cloud waited in vain for this program.");
        case RefusalCode::CloudFailed:
            return QT_TRANSLATE_NOOP("msao::edge::Refusal", "The cloud's model is gone.");
        case RefusalCode::ResumeRefused:
        case RefusalCode::PrefixLost:
        case RefusalCode::UnknownSession:
        case RefusalCode::UnknownRequest:
            return QT_TRANSLATE_NOOP("msao::edge::Refusal", "The cloud does not know this answer any more.");
        case RefusalCode::MalformedMessage:
        case RefusalCode::UnknownMessage:
        case RefusalCode::UnexpectedMessage:
        case RefusalCode::TokenOutOfRange:
        case RefusalCode::PositionOutOfRange:
            return QT_TRANSLATE_NOOP("msao::edge::Refusal",
                                     "The cloud did not understand this program: the two do not fit together.");
        case RefusalCode::Internal:
        case RefusalCode::Unspecified:
            break;
    }
    return QT_TRANSLATE_NOOP("msao::edge::Refusal", "The cloud cannot answer, and does not say why.");
}

}  // namespace

QString wordsOf(RefusalCode code) {
    return QCoreApplication::translate("msao::edge::Refusal", sentenceOf(code));
}

bool needsTheUser(RefusalCode code) {
    return code == RefusalCode::VersionMismatch || code == RefusalCode::LoginNeeded ||
           code == RefusalCode::LoginFailed || code == RefusalCode::ModelMismatch;
}

}  // namespace msao::edge
