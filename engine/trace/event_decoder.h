// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/trace/cbor_reader.h"

#include "msao/engine/trace_event.h"

namespace msao::engine {

/// Reads what encodeEvent wrote. False for an event that this program does not know, by its type or by an enumerator in
/// it: only its time and request are set then. Unknown fields are passed over. Ask `cbor` whether the bytes were good.
bool decodeEvent(CborReader& cbor, TraceTime previous, TraceEvent& event);

}  // namespace msao::engine
