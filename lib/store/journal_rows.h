// The journal's rows on their way in and out: what the writer and the readers of the journal share.
// Only sources of this folder include it.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/currency.h"
#include "base/sha256.h"
#include "finance/ledger/account.h"
#include "finance/ledger/numbers.h"
#include "store/statement.h"

namespace wealthjobs::store {

// A posted line's account must be one of the chart: the foreign key sees to it.
inline finance::Account account_at(const Row& row, int column) {
  return static_cast<finance::Account>(row.small(column));
}

base::Sha256Digest digest_at(const Row& row, int column);

}  // namespace wealthjobs::store
