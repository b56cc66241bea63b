// SPDX-License-Identifier: Apache-2.0
// The HTTP request that a cloud reads from anybody. Whatever is accepted can be answered, and nothing of the request
// but its key gets into the answer.
#include "cloud_server/net/http_request.h"

#include <cstdlib>

using namespace msao::cloud;

namespace {

bool isOneHead(const QByteArray& response) {
    return response.startsWith("HTTP/1.1 ") && response.indexOf("\r\n\r\n") == response.size() - 4;
}

bool isUpgradable(const UpgradeRequest& request) {
    const auto key = QByteArray::fromBase64Encoding(request.key, QByteArray::AbortOnBase64DecodingErrors);
    return key && (*key).size() == 16 && isOneHead(upgradeResponse(request));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const HttpRequest read =
        readHttpRequest(QByteArrayView(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)));
    if (const auto* upgrade = std::get_if<UpgradeRequest>(&read); upgrade != nullptr && !isUpgradable(*upgrade))
        std::abort();
    if (const auto* page = std::get_if<PageRequest>(&read)) {
        if (!page->path.startsWith('/') || page->path.contains(' ') || page->path.contains('\n')) std::abort();
    }
    if (const auto* bad = std::get_if<BadRequest>(&read)) {
        if (bad->status < 400 || bad->status > 499) std::abort();
        if (!isOneHead(pageResponse({bad->status, "text/plain", {}}, false))) std::abort();
    }
    return 0;
}
