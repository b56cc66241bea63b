// SPDX-License-Identifier: Apache-2.0
// A vLLM server for tests: it answers by a rule instead of a model, in the words of version 0.32, and can fail in all
// the ways that were seen of real ones. What it says of cached positions is always rubbish, as there.
#pragma once

#include "msao/engine/ids.h"
#include "msao/engine/image.h"

#include <QByteArray>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <vector>

namespace msao::cloud {

enum class FakeFault {
    None,
    NotJson,         // 400: a NaN was in what it wanted to say
    RubbishRows,     // at positions that count
    CachedTooFar,    // rows that count come out of the cache
    ForgetPictures,  //
    WrongCount,      // of the prompt's tokens
    WrongTokens,     // verifies other tokens than it decodes
    NotCached,       // nothing comes out of the cache
    ServerError,     //
    BrokenJson,      //
    CutReply,        // the connection closes in its middle
    EndlessReply,    //
    Redirect,        //
    NoSuchPage,      //
    Stall,           // no reply
};

/// What was asked of it.
struct FakeRequest {
    QByteArray page;
    QByteArray session;  // header X-Session-ID
    QByteArray key;      // header Authorization
    QJsonObject body;
};

class FakeVllm {
public:
    explicit FakeVllm(std::uint16_t port = 0);
    ~FakeVllm();

    QUrl url() const;
    /// No connection is taken any more, and those that stand are cut.
    void kill();

    /// What its answer to such a prompt is; a picture stands for one pad.
    std::vector<engine::TokenId> answerTo(const std::vector<engine::TokenId>& prompt, std::size_t count,
                                          const std::vector<engine::RgbImage>& pictures = {}) const;

    /// Which fault the call has; the first is 0.
    std::function<FakeFault(int call, const FakeRequest&)> faultOf = [](int, const FakeRequest&) {
        return FakeFault::None;
    };
    /// The token behind a sequence of tokens and pictures' cells, which are numbers beyond any token. As it stands it
    /// is made up of all of them.
    std::function<int(std::span<const std::int64_t>)> rule;
    engine::TokenId imagePad{};
    int cellSide = 28;
    int contextTokens = 2048;

    const std::vector<FakeRequest>& requests() const { return m_requests; }
    int picturesSent() const { return m_picturesSent; }
    /// In the order in which they came first.
    const std::vector<engine::RgbImage>& picturesKnown() const { return m_picturesSeen; }
    int callsCut() const { return m_callsCut; }  // by who asked, before they were answered
    int largestBatch() const { return m_largestBatch; }

private:
    using Symbols = std::vector<std::int64_t>;  // tokens, and a picture's cells
    struct Connection {
        QByteArray read;
        bool isStalled = false;
    };

    void accept();
    void read(QTcpSocket& socket);
    void answer(QTcpSocket& socket, const FakeRequest& request);
    void send(QTcpSocket& socket, int status, const QByteArray& body, FakeFault fault);
    QByteArray models() const;
    /// Status and body.
    std::pair<int, QByteArray> generate(const QJsonObject& body, FakeFault fault);
    std::pair<int, QByteArray> completions(const QJsonObject& body, FakeFault fault);
    bool takePictures(const QJsonObject& body, FakeFault fault, std::vector<engine::RgbImage>& pictures);
    std::vector<std::int64_t> drawn(Symbols symbols, int count) const;
    Symbols symbolsOf(const std::vector<engine::TokenId>& tokens, const std::vector<engine::RgbImage>& pictures) const;
    std::int64_t cachedOf(const QByteArray& salt, const Symbols& symbols) const;

    QTcpServer m_server;
    std::map<QTcpSocket*, Connection> m_connections;
    std::vector<FakeRequest> m_requests;
    std::map<QByteArray, engine::RgbImage> m_pictures;  // by uuid
    std::map<QByteArray, std::set<Symbols>> m_cache;    // by salt
    std::vector<engine::RgbImage> m_picturesSeen;
    int m_picturesSent = 0;
    int m_callsCut = 0;
    int m_largestBatch = 0;
};

}  // namespace msao::cloud
