// SPDX-License-Identifier: Apache-2.0
// Nothing of its own: the target of the headers that all tests share needs a source.
