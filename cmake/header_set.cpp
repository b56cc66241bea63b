// SPDX-License-Identifier: Apache-2.0
// A target needs a source; what a header set is for are its headers.
