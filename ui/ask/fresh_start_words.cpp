// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ask/fresh_start_words.h"

namespace msao::ui {

QString FreshStartWords::of(const QString& key) {
    if (key.isEmpty() || key == QLatin1String("first")) return {};
    if (key == QLatin1String("picture-changed")) return tr("The picture has changed: this begins afresh.");
    if (key == QLatin1String("window-ended"))
        return tr("The conversation is as long as the models can read: this begins afresh.");
    if (key == QLatin1String("limit-reached"))
        return tr("The conversation has as many questions and pictures as a cloud takes: this begins afresh.");
    if (key == QLatin1String("model-changed")) return tr("Another model was loaded: this begins afresh.");
    if (key == QLatin1String("forgotten"))
        return tr("The conversation is too long ago, its pictures are gone: this begins afresh.");
    if (key == QLatin1String("cloud-forgets")) return tr("This cloud keeps no conversations: this begins afresh.");
    return tr("This begins afresh.");
}

}  // namespace msao::ui
