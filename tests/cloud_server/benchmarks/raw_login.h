// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QUrl>

namespace msao::cloud {

/// A client that has logged in and is silent: a bare socket, which costs its own process nothing that would be
/// measured.
class RawLogin {
public:
    /// Throws where the server does not greet it.
    explicit RawLogin(const QUrl& url);
    RawLogin(RawLogin&& other) noexcept;
    RawLogin& operator=(RawLogin&&) = delete;
    ~RawLogin();

private:
    int m_socket = -1;
};

}  // namespace msao::cloud
