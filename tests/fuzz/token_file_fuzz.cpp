// SPDX-License-Identifier: Apache-2.0
// The file of --tokens. What is taken lies within its bounds; what is refused is not repeated in the message.
#include "cloud_server/access/token_file.h"

#include "protocol/messages/limits.h"

#include <cctype>
#include <cstdlib>

using namespace msao::cloud;

namespace {

bool isInBounds(const std::string& name, const Allowance& allowance) {
    return !name.empty() && name.size() <= msao::protocol::kMaxNameBytes && allowance.sessions >= 1 &&
           allowance.sessions <= 1'000'000 && allowance.tokensPerMinute >= 0 &&
           allowance.tokensPerMinute <= 1'000'000'000;
}

/// "line 7: ..." and then words of the program's own: the same whatever stood in the line.
std::string withoutNumber(const std::string& message) {
    std::size_t at = std::string("line ").size();
    while (at < message.size() && std::isdigit(static_cast<unsigned char>(message[at])) != 0) ++at;
    return message.substr(at);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::string words = withoutNumber(parseTokenFile("nobody", {}).error().message);
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto tenants = parseTokenFile(text, {});
    if (!tenants) {
        if (withoutNumber(tenants.error().message) != words) std::abort();
        return 0;
    }
    for (const auto& [name, tenant] : *tenants) {
        if (!isInBounds(name, tenant.allowance)) std::abort();
    }
    return 0;
}
