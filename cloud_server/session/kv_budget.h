// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace msao::cloud {

/// Pages of the KV cache that are promised. An answer begins only with all the pages that it may ever need, so that
/// none fails in its middle.
class KvBudget {
public:
    KvBudget(std::int64_t pages, std::int32_t tokensPerPage) : m_pages(pages), m_tokensPerPage(tokensPerPage) {}

    std::int64_t pagesFor(std::int64_t tokens) const { return (tokens + m_tokensPerPage - 1) / m_tokensPerPage; }
    bool hasRoomFor(std::int64_t pages) const { return pages <= m_pages - m_promised; }
    void promise(std::int64_t pages) { m_promised += pages; }
    void release(std::int64_t pages) { m_promised -= pages; }

    std::int64_t pages() const { return m_pages; }
    std::int64_t promised() const { return m_promised; }

private:
    std::int64_t m_pages;
    std::int32_t m_tokensPerPage;
    std::int64_t m_promised = 0;
};

}  // namespace msao::cloud
