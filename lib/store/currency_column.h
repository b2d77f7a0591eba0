// Reads a currency column of many rows: neighbours mostly agree, and comparing three letters is
// cheaper than looking a currency up. Only sources of this folder include it.
#pragma once

#include <string_view>

#include "base/currency.h"
#include "store/statement.h"

namespace wealthjobs::store {

class CurrencyColumn {
 public:
  base::Currency of(const Row& row, int column) {
    const std::string_view code = row.text(column);
    if (code != last_.view()) last_ = row.currency(column);
    return last_;
  }

 private:
  base::Currency last_;
};

}  // namespace wealthjobs::store
