// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/cluster/cluster_options.h"

#include <string>

namespace msao::cloud {

engine::Result<QUrl> parseReplica(std::string_view text) {
    const QUrl url(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())), QUrl::StrictMode);
    const bool isHttp = url.scheme() == u"http" || url.scheme() == u"https";
    const bool hasMore = !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment();
    if (url.isValid() && isHttp && !url.host().isEmpty() && !hasMore) return url.adjusted(QUrl::StripTrailingSlash);
    return engine::Error{
        engine::ErrorCode::InvalidArgument,
        "expected http:// or https://, a host and a port, as in http://10.0.0.7:8000; found " + std::string(text)};
}

}  // namespace msao::cloud
