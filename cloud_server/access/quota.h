// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud_server/access/token_file.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace msao::cloud {

/// What each tenant uses of its allowance. A value over the caller's clock. Lives in the network thread.
class Quotas {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// Counts one session more, unless the tenant has as many as it may.
    bool takeSession(const std::string& tenant, const Allowance& allowance);
    void giveSession(const std::string& tenant);

    /// How long until the tenant may ask again; nothing: now.
    std::optional<std::chrono::milliseconds> wait(const std::string& tenant, const Allowance& allowance, Time now);
    /// Tokens computed for the tenant. What was begun is finished, so the balance may become negative.
    void spend(const std::string& tenant, const Allowance& allowance, std::int64_t tokens, Time now);

private:
    /// A bucket that fills within a minute.
    struct Account {
        std::int32_t sessions = 0;
        double balance = 0;
        std::optional<Time> updated;
    };
    static void refill(Account& account, const Allowance& allowance, Time now);

    std::map<std::string, Account> m_accounts;
};

}  // namespace msao::cloud
