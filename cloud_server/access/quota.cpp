// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/access/quota.h"

#include <algorithm>
#include <cmath>

namespace msao::cloud {
namespace {

constexpr double kMsOfMinute = 60'000;

}  // namespace

bool Quotas::takeSession(const std::string& tenant, const Allowance& allowance) {
    Account& account = m_accounts[tenant];
    if (account.sessions >= allowance.sessions) return false;
    ++account.sessions;
    return true;
}

void Quotas::giveSession(const std::string& tenant) {
    --m_accounts[tenant].sessions;
}

void Quotas::refill(Account& account, const Allowance& allowance, Time now) {
    const auto full = static_cast<double>(allowance.tokensPerMinute);
    if (!account.updated) account.balance = full;
    const double elapsedMs = std::chrono::duration<double, std::milli>(now - account.updated.value_or(now)).count();
    account.balance = std::min(full, account.balance + elapsedMs * full / kMsOfMinute);
    account.updated = now;
}

std::optional<std::chrono::milliseconds> Quotas::wait(const std::string& tenant, const Allowance& allowance, Time now) {
    if (allowance.tokensPerMinute == 0) return std::nullopt;
    Account& account = m_accounts[tenant];
    refill(account, allowance, now);
    if (account.balance > 0) return std::nullopt;
    const double ms = (1 - account.balance) * kMsOfMinute / static_cast<double>(allowance.tokensPerMinute);
    return std::chrono::milliseconds(static_cast<std::int64_t>(std::ceil(std::min(ms, 3.6e6))));
}

void Quotas::spend(const std::string& tenant, const Allowance& allowance, std::int64_t tokens, Time now) {
    if (allowance.tokensPerMinute == 0) return;
    Account& account = m_accounts[tenant];
    refill(account, allowance, now);
    account.balance -= static_cast<double>(tokens);
}

}  // namespace msao::cloud
