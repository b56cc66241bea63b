// SPDX-License-Identifier: Apache-2.0
// What the runtime says of itself besides the trace: states of link, model and source, as values for whoever shows
// them.
#pragma once

#include "protocol/messages/hello.h"

#include "msao/engine/plan.h"
#include "msao/engine/tokenizer.h"

#include <QByteArray>
#include <QSize>
#include <QString>

#include <memory>
#include <optional>

namespace msao::edge {

struct LinkState {
    enum class Stage {
        None,        // no cloud was configured
        Connecting,  // and saying hello
        Connected,   // logged in
        Waiting,     // gone; the next attempt comes in `retryInMs`
        Refused,     // it will not have us: no attempt before the user does what `words` say
    };

    Stage stage = Stage::None;
    QString words;  // why it is gone, and what to do about it; empty where all is well
    int retryInMs = 0;
    engine::LinkEstimate estimate;               // 0 for what is not known
    std::optional<protocol::HelloReply> server;  // what it said of itself when it was here last
    bool isEmulated = false;                     // an emulated link is between us
    double cloudLoad = 0;                        // other answers there, as it said last
};

struct ModelState {
    enum class Stage { None, Loading, Ready, Failed };

    Stage stage = Stage::None;
    double progress = 0;                                 // of loading
    QString words;                                       // what is being done, or why it failed
    bool isCalibrated = false;                           // the probe has trained heads
    bool hears = false;                                  // it has an audio encoder
    std::shared_ptr<const engine::Tokenizer> tokenizer;  // of the model that is ready; any thread may read it
};

struct Camera {
    QByteArray id;
    QString name;
    QList<QSize> sizes;  // of its pictures, the smallest first
};

struct SourceState {
    bool isOpen = false;  // a device or file is open now
    QString name;
    QString words;  // why it gives no frames
};

}  // namespace msao::edge
