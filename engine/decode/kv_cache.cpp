// SPDX-License-Identifier: Apache-2.0
#include "engine/decode/kv_cache.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <string>

namespace msao::engine {

KvPool::KvPool(std::int32_t pageCount) : m_pageCount(pageCount) {
    m_free.reserve(static_cast<std::size_t>(pageCount));
    for (KvPageId page = pageCount - 1; page >= 0; --page) m_free.push_back(page);
}

std::int32_t KvPool::freePages() const {
    return static_cast<std::int32_t>(m_free.size());
}

std::int32_t KvPool::pageCount() const {
    return m_pageCount;
}

Result<KvPageId> KvPool::take() {
    if (m_free.empty()) {
        return Error{ErrorCode::LimitExceeded, "the KV cache is full: all " + std::to_string(m_pageCount) +
                                                   " pages of " + std::to_string(kKvPageTokens) + " tokens are in use"};
    }
    const KvPageId page = m_free.back();
    m_free.pop_back();
    return page;
}

void KvPool::give(KvPageId page) {
    assert(page >= 0 && page < m_pageCount);
    assert(m_free.size() < static_cast<std::size_t>(m_pageCount));
    m_free.push_back(page);
}

KvSequence::KvSequence(KvPool& pool) : m_pool(pool) {}

KvSequence::~KvSequence() {
    truncate(0);
}

Status KvSequence::extend(std::int64_t count) {
    if (count < 0) return Error{ErrorCode::InvalidArgument, "a sequence cannot grow by " + std::to_string(count)};
    const auto held = static_cast<std::int64_t>(m_pages.size());
    const std::int64_t room = held * kKvPageTokens - m_length;
    const std::int64_t lacking = count <= room ? 0 : (count - room - 1) / kKvPageTokens + 1;
    if (lacking > m_pool.freePages()) {
        return Error{ErrorCode::LimitExceeded, "the KV cache is full: " + std::to_string(lacking) + " pages of " +
                                                   std::to_string(kKvPageTokens) + " tokens are needed, " +
                                                   std::to_string(m_pool.freePages()) + " of " +
                                                   std::to_string(m_pool.pageCount()) + " are free"};
    }
    for (std::int64_t i = 0; i < lacking; ++i) {
        MSAO_TRY(const KvPageId page, m_pool.take());
        m_pages.push_back(page);
    }
    m_length += count;
    return Done{};
}

void KvSequence::truncate(std::int64_t length) {
    assert(length >= 0 && length <= m_length);
    const std::int64_t kept = (length + kKvPageTokens - 1) / kKvPageTokens;
    while (static_cast<std::int64_t>(m_pages.size()) > kept) {
        m_pool.give(m_pages.back());
        m_pages.pop_back();
    }
    m_length = length;
}

}  // namespace msao::engine
