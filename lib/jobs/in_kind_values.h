// What a line of an opening entry or a transfer is worth in the nav of a day: stock at the price of
// the day's pack (less the haircut of a suspension), money as it is.
//
//   Example  40 BHP at cost 1,600.00 go out, the pack says 43.10: -1,724.00
//   Nothing  3000 and 3900 (the counter side), and stock without any price: its portfolio is held
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "base/date.h"
#include "finance/ledger/posting.h"
#include "store/master.h"
#include "store/packs.h"

namespace wealthjobs::store {
class Database;
}

namespace wealthjobs::jobs {

class InKindValues {
 public:
  // Both must outlive it; the pack is read when it is first asked for.
  InKindValues(store::Database& book, const store::Master& master, base::Date day)
      : book_(book), master_(master), day_(day) {}

  // Entries open|... and transfer|..., their reversals included.
  static bool concerns(const finance::Posting& posting);

  // In the currency of the line.
  std::int64_t value_minor(const finance::PostingLine& line);

 private:
  void read_prices();

  store::Database& book_;
  const store::Master& master_;
  base::Date day_;
  bool is_read_ = false;
  std::map<finance::InstrumentNo, std::int64_t> prices_e6_;
  std::map<finance::InstrumentNo, std::int64_t> haircuts_bps_;
};

}  // namespace wealthjobs::jobs
