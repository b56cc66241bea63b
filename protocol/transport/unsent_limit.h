// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWebSocket;

namespace msao::protocol {

/// Keeps what the kernel holds unsent small, so that bytes which must wait do so where they can still be overtaken.
/// Where the system has no such option, nothing happens.
void limitUnsentBytes(QWebSocket& socket);

}  // namespace msao::protocol
