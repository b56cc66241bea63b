// SPDX-License-Identifier: Apache-2.0
#include "tests/cloud_server/fake_vllm.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <span>
#include <stdexcept>
#include <utility>

namespace msao::cloud {
namespace {

using engine::TokenId;

constexpr std::int64_t kBlock = 16;
constexpr int kTokens = 800;  // below the tiny model's special ones
constexpr int kRubbish = 1'000'000;
constexpr char kDataUrl[] = "data:image/png;base64,";

std::vector<TokenId> tokensOf(const QJsonValue& ids) {
    std::vector<TokenId> tokens;
    for (const QJsonValue& id : ids.toArray()) tokens.push_back(TokenId{id.toInt()});
    return tokens;
}

std::uint64_t mixed(std::uint64_t hash, std::int64_t value) {
    return (hash ^ static_cast<std::uint64_t>(value)) * 0x100000001B3u;
}

std::int64_t hashOf(const engine::RgbImage& image) {
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (const std::uint8_t value : image.pixels) hash = mixed(hash, value);
    return static_cast<std::int64_t>(hash >> 8) + kTokens;
}

/// The rule: what follows a sequence depends on all of it.
int next(std::span<const std::int64_t> symbols) {
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (const std::int64_t symbol : symbols) hash = mixed(hash, symbol);
    return static_cast<int>((hash >> 20) % kTokens);
}

QJsonObject row(std::int64_t token, std::int64_t likeliest) {
    const auto entry = [](double logprob, int rank) {
        return QJsonObject{{"logprob", logprob}, {"rank", rank}, {"decoded_token", QJsonValue()}};
    };
    QJsonObject entries;
    entries[QString::number(token)] = entry(-7.5, 321);
    entries[QString::number(likeliest)] = entry(-0.25, 1);
    return entries;
}

QJsonArray numbers(const std::vector<std::int64_t>& values) {
    QJsonArray array;
    for (const std::int64_t value : values) array.append(qint64{value});
    return array;
}

QJsonObject usageOf(std::int64_t prompt, std::int64_t cached) {
    return {{"prompt_tokens", qint64{prompt}},
            {"prompt_tokens_details", QJsonObject{{"cached_tokens", qint64{cached}}}}};
}

QByteArray json(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray refusal(const char* words) {
    return json({{"error", QJsonObject{{"message", words}, {"type", "BadRequestError"}, {"code", 400}}}});
}

}  // namespace

FakeVllm::FakeVllm(std::uint16_t port) : rule(next) {
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
    if (!m_server.listen(QHostAddress::LocalHost, port)) throw std::runtime_error("the fake server cannot listen");
}

FakeVllm::~FakeVllm() {
    kill();
}

QUrl FakeVllm::url() const {
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()));
}

void FakeVllm::kill() {
    m_server.close();
    for (const auto& connection : std::exchange(m_connections, {})) {
        connection.first->disconnect();
        connection.first->abort();
        connection.first->deleteLater();
    }
}

void FakeVllm::accept() {
    while (QTcpSocket* socket = m_server.nextPendingConnection()) {
        m_connections[socket] = {};
        QObject::connect(socket, &QTcpSocket::readyRead, &m_server, [this, socket] { read(*socket); });
        QObject::connect(socket, &QTcpSocket::disconnected, &m_server, [this, socket] {
            if (m_connections[socket].isStalled) ++m_callsCut;
            m_connections.erase(socket);
            socket->deleteLater();
        });
    }
}

void FakeVllm::read(QTcpSocket& socket) {
    QByteArray& bytes = m_connections[&socket].read;
    bytes += socket.readAll();
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0) return;
    FakeRequest request;
    qsizetype length = 0;
    const QList<QByteArray> lines = bytes.left(end).split('\n');
    request.page = lines.front().split(' ').value(1);
    for (const QByteArray& line : lines) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(colon).toLower();
        const QByteArray value = line.mid(colon + 1).trimmed();
        if (name == "content-length") length = value.toLongLong();
        if (name == "x-session-id") request.session = value;
        if (name == "authorization") request.key = value;
    }
    const qsizetype begin = end + 4;
    if (bytes.size() < begin + length) return;
    request.body = QJsonDocument::fromJson(bytes.mid(begin, length)).object();
    bytes.remove(0, begin + length);
    m_requests.push_back(request);
    answer(socket, request);
}

void FakeVllm::answer(QTcpSocket& socket, const FakeRequest& request) {
    const FakeFault chosen = faultOf(static_cast<int>(m_requests.size()) - 1, request);
    if (request.page == "/v1/models") return send(socket, 200, models(), chosen);
    if (request.page != "/inference/v1/generate" && request.page != "/v1/completions")
        return send(socket, 404, "{}", chosen);
    const auto [status, body] =
        request.page == "/v1/completions" ? completions(request.body, chosen) : generate(request.body, chosen);
    send(socket, status, body, chosen);
}

void FakeVllm::send(QTcpSocket& socket, int status, const QByteArray& body, FakeFault fault) {
    if (fault == FakeFault::Stall) {
        m_connections[&socket].isStalled = true;
        return;
    }
    if (fault == FakeFault::ServerError) status = 503;
    if (fault == FakeFault::Redirect) status = 307;
    if (fault == FakeFault::NoSuchPage) status = 404;
    const QByteArray content = fault == FakeFault::BrokenJson ? body.left(body.size() / 2) : body;
    const bool isEndless = fault == FakeFault::EndlessReply;
    const qsizetype announced = fault == FakeFault::CutReply ? content.size() + 100 : content.size();
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + " -\r\nContent-Type: application/json\r\n";
    if (fault == FakeFault::Redirect) head += "Location: /v1/models\r\n";
    head += isEndless ? QByteArray("Connection: close\r\n\r\n")
                      : "Content-Length: " + QByteArray::number(announced) + "\r\n\r\n";
    socket.write(head + content);
    if (isEndless) socket.write(QByteArray(4 << 20, ' '));
    if (fault == FakeFault::CutReply) socket.disconnectFromHost();
}

QByteArray FakeVllm::models() const {
    return json({{"data", QJsonArray{QJsonObject{{"id", "rule"}, {"max_model_len", contextTokens}}}}});
}

std::vector<std::int64_t> FakeVllm::drawn(Symbols symbols, int count) const {
    const std::size_t from = symbols.size();
    for (int i = 0; i < count; ++i) symbols.push_back(rule(symbols));
    return {symbols.begin() + static_cast<std::ptrdiff_t>(from), symbols.end()};
}

FakeVllm::Symbols FakeVllm::symbolsOf(const std::vector<TokenId>& tokens,
                                      const std::vector<engine::RgbImage>& pictures) const {
    Symbols symbols;
    std::size_t picture = 0;
    for (const TokenId token : tokens) {
        if (token != imagePad || picture >= pictures.size()) {
            symbols.push_back(engine::toIndex(token));
            continue;
        }
        const engine::RgbImage& image = pictures[picture++];
        const int cells = (image.width / cellSide) * (image.height / cellSide);
        for (int cell = 0; cell < cells; ++cell) symbols.push_back(hashOf(image) + cell);
    }
    return symbols;
}

std::vector<TokenId> FakeVllm::answerTo(const std::vector<TokenId>& prompt, std::size_t count,
                                        const std::vector<engine::RgbImage>& pictures) const {
    std::vector<TokenId> answer;
    for (const std::int64_t token : drawn(symbolsOf(prompt, pictures), static_cast<int>(count)))
        answer.push_back(TokenId{static_cast<std::int32_t>(token)});
    return answer;
}

std::int64_t FakeVllm::cachedOf(const QByteArray& salt, const Symbols& symbols) const {
    std::size_t longest = 0;
    const auto found = m_cache.find(salt);
    if (found == m_cache.end()) return 0;
    for (const Symbols& known : found->second) {
        const auto [differs, ignored] = std::mismatch(known.begin(), known.end(), symbols.begin(), symbols.end());
        longest = std::max(longest, static_cast<std::size_t>(differs - known.begin()));
    }
    const auto common = std::min(static_cast<std::int64_t>(longest), static_cast<std::int64_t>(symbols.size()) - 1);
    return common / kBlock * kBlock;
}

bool FakeVllm::takePictures(const QJsonObject& body, FakeFault fault, std::vector<engine::RgbImage>& pictures) {
    if (fault == FakeFault::ForgetPictures) m_pictures.clear();
    for (const QJsonValue& part : body["content_parts"].toArray()) {
        const QByteArray uuid = part["uuid"].toString().toLatin1();
        const QByteArray url = part["url"].toString().toLatin1();
        if (url.startsWith(kDataUrl)) {
            ++m_picturesSent;
            const QByteArray file = QByteArray::fromBase64(url.mid(static_cast<qsizetype>(sizeof(kDataUrl)) - 1));
            auto image =
                engine::decodeImage(std::as_bytes(std::span(file.data(), static_cast<std::size_t>(file.size()))));
            if (!image) return false;
            if (std::ranges::find(m_picturesSeen, *image) == m_picturesSeen.end()) m_picturesSeen.push_back(*image);
            m_pictures[uuid] = *std::move(image);
        }
        if (!m_pictures.contains(uuid)) return false;
        pictures.push_back(m_pictures[uuid]);
    }
    return true;
}

std::pair<int, QByteArray> FakeVllm::generate(const QJsonObject& body, FakeFault fault) {
    std::vector<engine::RgbImage> pictures;
    if (!takePictures(body, fault, pictures))
        return {400, refusal("Cache miss for image at index 0 but data is not provided.")};
    const QJsonObject sampling = body["sampling_params"].toObject();
    const Symbols symbols = symbolsOf(tokensOf(body["token_ids"]), pictures);
    const auto size = static_cast<std::int64_t>(symbols.size());
    const int wanted = sampling["max_tokens"].toInt();
    if (size + wanted > contextTokens) return {400, refusal("The decoder prompt is longer than the model length.")};
    const QByteArray salt = body["cache_salt"].toString().toLatin1();
    const bool hasRows = sampling["prompt_logprobs"].toInt() == 1;
    const bool skips = hasRows && sampling["skip_reading_prefix_cache"].toBool(true);
    std::int64_t cached = skips || fault == FakeFault::NotCached ? 0 : cachedOf(salt, symbols);
    if (hasRows && !skips && fault == FakeFault::CachedTooFar) cached = size - 1;
    if (hasRows && !skips && fault == FakeFault::NotJson)
        return {400, refusal("Out of range float values are not JSON compliant: nan")};

    Symbols read = symbols;
    QJsonArray rows;
    for (std::int64_t i = 0; hasRows && i < size; ++i) {
        const auto at = static_cast<std::size_t>(i);
        // Of what stands in front of a token that was cached, nothing was computed.
        const bool isRubbish = i <= cached || (fault == FakeFault::RubbishRows && !skips);
        int likeliest = isRubbish ? kRubbish : rule(std::span(symbols).first(at));
        if (fault == FakeFault::WrongTokens) likeliest = (likeliest + 1) % kTokens;
        rows.append(i == 0 ? QJsonValue() : QJsonValue(row(symbols[at], likeliest)));
    }
    const std::vector<std::int64_t> tokens = drawn(symbols, wanted);
    read.insert(read.end(), tokens.begin(), tokens.end() - 1);
    m_cache[salt].insert(read);
    const QJsonObject choice{{"index", 0}, {"finish_reason", "length"}, {"token_ids", numbers(tokens)}};
    QJsonObject said{{"usage", usageOf(size + (fault == FakeFault::WrongCount ? 175 : 0), cached)},
                     {"choices", QJsonArray{choice}}};
    said["prompt_logprobs"] = hasRows ? QJsonValue(rows) : QJsonValue();
    return {200, json(said)};
}

std::pair<int, QByteArray> FakeVllm::completions(const QJsonObject& body, FakeFault fault) {
    const QJsonArray prompts = body["prompt"].toArray();
    m_largestBatch = std::max(m_largestBatch, static_cast<int>(prompts.size()));
    std::int64_t size = 0;
    QJsonArray choices;
    for (qsizetype i = 0; i < prompts.size(); ++i) {
        const Symbols symbols = symbolsOf(tokensOf(prompts[i]), {});
        size += static_cast<std::int64_t>(symbols.size());
        const QJsonObject choice{{"index", static_cast<int>(i)},
                                 {"text", ""},
                                 {"token_ids", numbers(drawn(symbols, body["max_tokens"].toInt()))}};
        choices.prepend(choice);  // in any order
    }
    return {200,
            json({{"usage", usageOf(size + (fault == FakeFault::WrongCount ? 175 : 0), 0)}, {"choices", choices}})};
}

}  // namespace msao::cloud
