// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/codec/fields/drafting_fields.h"
#include "protocol/codec/fields/hello_fields.h"
#include "protocol/codec/fields/link_fields.h"
#include "protocol/codec/fields/open_fields.h"
#include "protocol/codec/fields/refusal_fields.h"
#include "protocol/codec/fields/session_fields.h"
