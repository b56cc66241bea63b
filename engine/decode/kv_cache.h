// SPDX-License-Identifier: Apache-2.0
// Which pages of the KV cache belong to whom. The bytes live in a DecodeBackend; here are only the page numbers.
#pragma once

#include "msao/engine/result.h"

#include <cstdint>
#include <span>
#include <vector>

namespace msao::engine {

/// Tokens per page: one AVX-512 vector of scores.
inline constexpr std::int32_t kKvPageTokens = 16;

using KvPageId = std::int32_t;

/// Free pages of one backend. Used by the engine's thread only.
class KvPool {
public:
    explicit KvPool(std::int32_t pageCount);
    std::int32_t freePages() const;
    std::int32_t pageCount() const;
    Result<KvPageId> take();
    void give(KvPageId page);

private:
    std::vector<KvPageId> m_free;
    std::int32_t m_pageCount;
};

/// The pages of one session in order, and how many tokens stand in them. Gives its pages back when it goes.
class KvSequence {
public:
    explicit KvSequence(KvPool& pool);
    KvSequence(const KvSequence&) = delete;
    KvSequence& operator=(const KvSequence&) = delete;
    ~KvSequence();

    std::int64_t length() const { return m_length; }
    std::span<const KvPageId> pages() const { return m_pages; }
    /// Makes room for `count` more tokens and counts them as present; on error nothing changed.
    Status extend(std::int64_t count);
    /// Forgets what stands behind the first `length` tokens; 0 <= length <= length().
    void truncate(std::int64_t length);

private:
    KvPool& m_pool;
    std::vector<KvPageId> m_pages;
    std::int64_t m_length = 0;
};

}  // namespace msao::engine
